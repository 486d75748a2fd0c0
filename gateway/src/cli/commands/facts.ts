import { NotFoundError } from '@kommunhub/schema';
import type { FactDifferences } from '@kommunhub/statistics';
import { Command } from 'commander';
import type { Settings } from '../../hub/settings.js';
import type { ReadSettings } from '../program.js';

interface RebuildOptions {
  readonly namnd?: string;
  readonly check?: boolean;
  readonly json?: boolean;
}

/** Of each nämnd what was made, or in what its facts differ from what would be made. */
type Rebuilt = readonly { readonly namndId: string; readonly differences?: FactDifferences }[];

/** `kommunhub facts rebuild`: facts and monthly cells anew from records, beside a running hub. */
export function factsCommand(readSettings: ReadSettings): Command {
  const rebuild = new Command('rebuild')
    .description(
      'Make facts and monthly cells anew from the records and their histories. The start does it where they are missing; deliveries keep them.',
    )
    .option('--namnd <id>', 'one nämnd; all when left out')
    .option('--check', 'change nothing; tell what would change, and exit 1 if anything would')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  npx kommunhub facts rebuild --namnd 2080-LSS --check')
    .action(async (options: RebuildOptions) => {
      const rebuilt = await rebuildAll(readSettings(), options);
      process.stdout.write(options.json ? `${JSON.stringify(rebuilt)}\n` : print(rebuilt));
      process.exitCode = rebuilt.every(({ differences = {} }) => Object.keys(differences).length === 0)
        ? 0
        : 1;
    });
  return new Command('facts').description('Facts that statistics are made of.').addCommand(rebuild);
}

async function rebuildAll(settings: Settings, { namnd, check }: RebuildOptions): Promise<Rebuilt> {
  // Loaded here and not above: the other commands need not wait for all of the hub.
  const { connectDatabase } = await import('@kommunhub/subgraph-kit');
  const { allNamnder, compareFacts, inNamnd, rebuildFacts } = await import('@kommunhub/statistics');
  const { reachDatabase } = await import('../../hub/reach-database.js');
  const reached = await reachDatabase(settings);
  try {
    const database = await connectDatabase({ urls: reached.urls, poolSize: 1 });
    try {
      const namnder = (await allNamnder(database)).filter(({ namndId }) => (namnd ?? namndId) === namndId);
      if (namnd !== undefined && namnder.length === 0) throw new NotFoundError('The hub has no such nämnd.');
      const rebuilt: Rebuilt[number][] = [];
      for (const one of namnder) {
        const { namndId } = one;
        if (check) {
          const differences = await inNamnd(database, namndId, (run) => compareFacts(run, one));
          rebuilt.push({ namndId, differences });
        } else {
          await inNamnd(database, namndId, (run) => rebuildFacts(run, one));
          rebuilt.push({ namndId });
        }
      }
      return rebuilt;
    } finally {
      await database.close();
    }
  } finally {
    await reached.close();
  }
}

function print(rebuilt: Rebuilt): string {
  const lines = rebuilt.map(({ namndId, differences }) => {
    if (differences === undefined) return `${namndId}: made anew`;
    const told = Object.entries(differences).map(
      ([table, { missing, extra }]) => `${table}: ${missing} missing, ${extra} too many`,
    );
    return `${namndId}: ${told.length === 0 ? 'right' : told.join('; ')}`;
  });
  return lines.map((line) => `${line}\n`).join('');
}
