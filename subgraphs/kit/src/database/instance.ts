import { randomUUID } from 'node:crypto';
import { HubError } from '@kommunhub/schema';
import pg from 'pg';

/** What a database says of the hub it belongs to. */
export interface HubInstance {
  readonly id: string;
  /** Marked at its making as a demo: development tokens work only then. */
  readonly demo: boolean;
  readonly createdAt: string;
}

/** Marks a migrated database as a hub's, once; later calls give what was said then. */
export async function declareInstance(ownerUrl: string, { demo }: { demo: boolean }): Promise<HubInstance> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  try {
    await owner.connect();
    await owner.query('insert into hub.instance (id, demo) values ($1, $2) on conflict do nothing', [
      randomUUID(),
      demo,
    ]);
    const { rows } = await owner.query<InstanceRow>(selectInstance);
    return instanceOf(rows[0]!);
  } catch (cause) {
    throw new HubError('DATABASE_UNAVAILABLE', 'The instance cannot be read from the database.', { cause });
  } finally {
    await owner.end();
  }
}

interface InstanceRow {
  readonly id: string;
  readonly demo: boolean;
  readonly created_at: string | Date;
}

const selectInstance = 'select id, demo, created_at from hub.instance';

function instanceOf(row: InstanceRow): HubInstance {
  return { id: row.id, demo: row.demo, createdAt: new Date(row.created_at).toISOString() };
}
