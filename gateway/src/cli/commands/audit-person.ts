import { Command } from 'commander';
import { askSecret } from '../ask-secret.js';
import { documents } from '../documents.js';
import { connectToHub, type HubClient } from '../hub-client.js';
import type { ReadSettings } from '../program.js';
import { writePrivate } from '../write-private.js';

interface PersonOptions {
  readonly out: string;
  readonly json?: boolean;
}

interface Entry {
  readonly at: string;
  readonly namnd: { readonly id: string; readonly name: string } | null;
  readonly subject: string;
  readonly role: string;
  readonly purpose: string;
  readonly ground: string;
  readonly entity: string;
  readonly fields: readonly string[];
}

interface Page {
  readonly auditEntries: {
    readonly nodes: readonly Entry[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** `kommunhub audit person`: a log extract for one person, through the graph as the dataskyddsombud. */
export function auditPersonCommand(readSettings: ReadSettings): Command {
  return new Command('person')
    .description(
      'Loggutdrag för en enskild: vem som läst vad, när och på vilken grund. Personnumret frågas efter; ange det aldrig som argument.',
    )
    .requiredOption('--out <file>', 'ny fil för utdraget; bara ägaren får läsa den')
    .option('--json', 'utdraget som JSON, en post per rad')
    .addHelpText('after', '\nExempel:\n  KOMMUNHUB_TOKEN=… npx kommunhub audit person --out utdrag.txt')
    .action(async ({ out, json }: PersonOptions) => {
      const hub = connectToHub(readSettings());
      const personnummer = await askSecret('Personnummer');
      const { auditPersonIds } = await hub.ask<{ auditPersonIds: string[] }>(documents.auditPersonIds, {
        personnummer,
      });
      const entries: Entry[] = [];
      for (const personId of auditPersonIds)
        for await (const entry of entriesOf(hub, personId)) entries.push(entry);
      await writePrivate(out, json ? entries.map((entry) => `${JSON.stringify(entry)}\n`) : printed(entries));
      const told = { persons: auditPersonIds.length, entries: entries.length, file: out };
      const text = `${entries.length} poster om ${auditPersonIds.length === 0 ? 'ingen' : 'den enskilde'} i ${out}.`;
      process.stdout.write(json ? `${JSON.stringify(told)}\n` : `${text}\n`);
      process.exitCode = auditPersonIds.length === 0 ? 1 : 0;
    });
}

async function* entriesOf(hub: HubClient, personId: string): AsyncGenerator<Entry> {
  for (let after: string | null = null, isMore = true; isMore; ) {
    const { auditEntries }: Page = await hub.ask<Page>(documents.auditEntries, { personId, after });
    yield* auditEntries.nodes;
    after = auditEntries.pageInfo.endCursor;
    isMore = auditEntries.pageInfo.hasNextPage;
  }
}

const clock = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'medium',
  timeZone: 'Europe/Stockholm',
});

function printed(entries: readonly Entry[]): string[] {
  const lines = entries.map(
    ({ at, namnd, subject, role, purpose, ground, entity, fields }) =>
      `${clock.format(new Date(at))}  ${subject} (${role})  ${namnd?.name ?? ''}  ${purpose}, ${ground}  ${entity}: ${fields.join(', ')}\n`,
  );
  return ['Loggutdrag ur kommunhub (lag 2001:454, 10 §). Tider i svensk tid, senaste först.\n\n', ...lines];
}
