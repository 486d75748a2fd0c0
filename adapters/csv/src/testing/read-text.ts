import { type DryRunReport, dryRun, loadAdapter } from '@kommunhub/adapter-kit';
import { adapterFolder } from '@kommunhub/adapter-kit/testing';
import type { HubRecord, SourceDescription, SourceRow } from '@kommunhub/schema';
import { csvConnector } from '../csv-connector.js';

/** What an adapter makes of its files. */
export interface ReadText {
  readonly description: SourceDescription;
  readonly rows: readonly SourceRow[];
  readonly records: readonly HubRecord[];
  readonly report: DryRunReport;
}

const head = `source: test-kalla
system: Testsystem
namnd: { id: 2080-LSS, name: Omvårdnadsnämnden }
kommuner: ['2080', '0781']
intervalHours: 24
connector: { kind: csv, folder: . }
`;

/** Reads files, code tables among them, by the rest of an adapter.yaml; the day of reading is 2026-11-22. */
export async function readText(
  yaml: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<ReadText> {
  const delivery = yaml.includes('delivery:') ? '' : 'delivery: complete\n';
  const { folder, remove } = await adapterFolder({ 'adapter.yaml': head + delivery + yaml, ...files });
  try {
    const clock = () => new Date('2026-11-22T12:00:00Z');
    const adapter = await loadAdapter(folder, { connectors: { csv: csvConnector }, clock });
    const rows = await Array.fromAsync(adapter.read());
    const records = rows.flatMap((row): readonly HubRecord[] => (row.fate === 'used' ? row.records : []));
    return { description: adapter.description, rows, records, report: await dryRun(adapter, { clock }) };
  } finally {
    await remove();
  }
}

/** A code table with the lines `local → shared`. */
export function codeTable(lines: Readonly<Record<string, string>>): string {
  const rows = Object.entries(lines).map(([local, code]) => `${local};${code};A. Exempel;2026-01-01;`);
  return ['lokal;gemensam;godkand_av;galler_fran;anmarkning', ...rows, ''].join('\n');
}
