import { ownInsatsTexts } from '../data/local-terms.js';
import type { SourceStyle } from '../data/source-styles.js';
import { csvText } from './csv-text.js';

/** What an `adapter.yaml` of the demo says. */
export interface AdapterText {
  readonly source: string;
  readonly system: string;
  readonly profile: string;
  readonly namnd: { readonly id: string; readonly name: string; readonly kommunCodes: readonly string[] };
  /** The kommuner of the source, the seat of the nämnd first. */
  readonly kommunCodes: readonly string[];
  readonly connector: 'csv' | 'excel';
  /** From the adapter's folder to the delivery. */
  readonly folder: string;
}

export function adapterYaml({
  source,
  system,
  profile,
  namnd,
  kommunCodes,
  connector,
  folder,
}: AdapterText): string {
  return `# Demo: påhittade uppgifter.
source: ${source}
system: ${system}
profile: ${profile}
namnd: { id: ${namnd.id}, name: ${JSON.stringify(namnd.name)}, kommuner: ${yamlList(namnd.kommunCodes)} }
kommuner: ${yamlList(kommunCodes)}
delivery: complete
intervalHours: 24
demo: true
connector: { kind: ${connector}, folder: ${JSON.stringify(folder)} }
`;
}

function yamlList(codes: readonly string[]): string {
  return `[${codes.map((code) => `'${code}'`).join(', ')}]`;
}

/** The source's own code table of insatser; null for a source that the profile's table suffices for. */
export function ownInsatsTable(style: SourceStyle, approvedFrom: string): string | null {
  if (style.insatsForm !== 'OWN') return null;
  const rows = Object.entries(ownInsatsTexts).map(([code, text]) => [
    text,
    code,
    'kommunhub-demo',
    approvedFrom,
    '',
  ]);
  return csvText([['lokal', 'gemensam', 'godkand_av', 'galler_fran', 'anmarkning'], ...rows]);
}
