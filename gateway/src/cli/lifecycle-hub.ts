import { ForbiddenError } from '@kommunhub/schema';
import { KeyRing } from '@kommunhub/subgraph-kit';
import { Client } from 'pg';
import { type ReachedDatabase, reachDatabase } from '../hub/reach-database.js';
import type { Settings } from '../hub/settings.js';
import { documents } from './documents.js';
import { connectToHub } from './hub-client.js';

/** What a lifecycle command works with. */
export interface LifecycleHub {
  readonly database: ReachedDatabase;
  readonly url: string;
  readonly keyRing: KeyRing;
}

/** Reaches the database beside the hub, does the work, and lets go of it whatever happens. */
export async function withLifecycleHub<Result>(
  settings: Settings,
  work: (hub: LifecycleHub) => Promise<Result>,
): Promise<Result> {
  const database = await reachDatabase(settings);
  const connection = new Client({ connectionString: database.urls.app });
  connection.on('error', () => undefined);
  try {
    await connection.connect();
    const keyRing = new KeyRing(database.personKey, {
      query: async (text, parameters) => (await connection.query(text, parameters as unknown[])).rows,
    });
    return await work({ database, url: database.urls.lifecycle, keyRing });
  } finally {
    await connection.end().catch(() => undefined);
    await database.close();
  }
}

/**
 * Who acts for the nämnd, as the running hub says of the token in
 * KOMMUNHUB_TOKEN: a chef of it or the nämnd itself.
 *
 * @throws ForbiddenError for everybody else.
 */
export async function personOfNamnd(settings: Settings, namndId: string): Promise<string> {
  const { viewer } = await connectToHub(settings).ask<{
    viewer: { readonly subject: string; readonly role: string; readonly namndId: string | null };
  }>(documents.whoAmI);
  if (['chef', 'namnd'].includes(viewer.role) && viewer.namndId === namndId) return viewer.subject;
  throw new ForbiddenError(`Only a chef of ${namndId}, or the nämnd itself, may do this.`);
}
