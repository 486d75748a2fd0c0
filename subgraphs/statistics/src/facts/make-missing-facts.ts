import type { HubDatabase } from '@kommunhub/subgraph-kit';
import type { ClientBase } from 'pg';
import { countedAs, derivedAs } from './fact-shapes.js';
import { allNamnder, inNamnd } from './in-namnd.js';
import { deriveAnew, lockFacts, recountMonths } from './keep-facts.js';
import { rebuildFacts } from './rebuild-facts.js';

/**
 * Makes the facts of nämnder that have records and no facts, as in a database
 * from before there were any. Where facts were derived otherwise than now they
 * are brought to what they would be: from now on, since what was known and
 * approved before stays what it was. Counts the monthly cells anew where these
 * were counted otherwise. Tells of each nämnd; cheap when there is none. Two
 * processes that start at once do it once.
 */
export async function makeMissingFacts(
  database: HubDatabase,
  onMade: (namndId: string) => void = () => {},
): Promise<void> {
  for (const namnd of await allNamnder(database)) {
    const isMade = await inNamnd(database, namnd.namndId, async (connection) => {
      if ((await whatLacks(connection, namnd.namndId)) === null) return false;
      await lockFacts(connection, namnd.namndId);
      // Another process may have made it meanwhile.
      const lacks = await whatLacks(connection, namnd.namndId);
      if (lacks === 'FACTS') await rebuildFacts(connection, namnd);
      if (lacks === 'DERIVATION') await deriveAnew(connection, namnd);
      if (lacks === 'CELLS') await recountMonths(connection, namnd);
      return lacks !== null;
    });
    if (isMade) onMade(namnd.namndId);
  }
}

type Lacking = 'FACTS' | 'DERIVATION' | 'CELLS';

async function whatLacks(connection: ClientBase, namndId: string): Promise<Lacking | null> {
  const { rows } = await connection.query<{ isDerived: boolean; isCounted: boolean }>(
    `select coalesce(derived_as = $2, false) as "isDerived", coalesce(counted_as = $3, false) as "isCounted"
       from statistics.refreshes where namnd_id = $1`,
    [namndId, derivedAs, countedAs],
  );
  const [made] = rows;
  if (made === undefined) return (await hasRecords(connection, namndId)) ? 'FACTS' : null;
  if (!made.isDerived) return 'DERIVATION';
  return made.isCounted ? null : 'CELLS';
}

async function hasRecords(connection: ClientBase, namndId: string): Promise<boolean> {
  const { rows } = await connection.query<{ has: boolean }>(
    `select exists (select from hub.runs run join hub.sources source on source.id = run.source_id
                     where source.namnd_id = $1 and run.state = 'DONE') as has`,
    [namndId],
  );
  return rows[0]!.has;
}
