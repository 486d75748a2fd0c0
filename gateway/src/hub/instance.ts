import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** What a database was made for; decided once, when it was made. */
export interface Instance {
  readonly id: string;
  /** A demo: takes development tokens as long as no real source is connected. */
  readonly isDemo: boolean;
  readonly createdAt: Date;
}

/** Reads what the database was made for, deciding it when it is new. */
export async function openInstance(ownerUrl: string, isDemoAsked: boolean): Promise<Instance> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(
      'insert into hub.instance (id, demo, created_at) select $1, $2, now() where not exists (select from hub.instance)',
      [randomUUID(), isDemoAsked],
    );
    const { rows } = await owner.query<{ id: string; demo: boolean; created_at: Date }>(
      'select id, demo, created_at from hub.instance',
    );
    const row = rows[0];
    if (!row) throw new Error('hub.instance has no row after one was written');
    return { id: row.id, isDemo: row.demo, createdAt: new Date(row.created_at) };
  } finally {
    await owner.end();
  }
}
