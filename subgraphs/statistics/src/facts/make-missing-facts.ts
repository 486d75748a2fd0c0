import type { HubDatabase } from '@kommunhub/subgraph-kit';
import { allNamnder, inNamnd } from './in-namnd.js';
import { rolledMonths } from './keep-facts.js';
import { rebuildFacts } from './rebuild-facts.js';

/**
 * Makes the facts of nämnder that have records and no facts, as in a database
 * from before there were any. Tells of each that it makes; cheap when there is
 * none. Two processes that start at once do it once.
 */
export async function makeMissingFacts(
  database: HubDatabase,
  onMade: (namndId: string) => void = () => {},
): Promise<void> {
  for (const namnd of await allNamnder(database)) {
    await inNamnd(database, namnd.namndId, async (connection) => {
      if ((await rolledMonths(connection, namnd.namndId)) !== null) return;
      const { rows } = await connection.query<{ has: boolean }>(
        `select exists (select from hub.runs run join hub.sources source on source.id = run.source_id
                         where source.namnd_id = $1 and run.state = 'DONE') as has`,
        [namnd.namndId],
      );
      if (!rows[0]!.has) return;
      await rebuildFacts(connection, namnd);
      onMade(namnd.namndId);
    });
  }
}
