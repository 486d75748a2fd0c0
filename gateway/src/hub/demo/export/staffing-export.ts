import type { Befattning } from '@kommunhub/schema';
import { type DalarnaKommun, dalarna, populationDate, staffingOrigin } from '../data/dalarna.js';
import { type ExportFile, used } from './export-row.js';

const header = [
  'Kommunkod',
  'Kommun',
  'Folkmängd',
  'Folkmängd datum',
  'Uppskattad',
  'Område',
  'Områdesstatus',
  'LSS-handläggare enligt lista',
  'LSS-handläggare enligt område',
  'Inkl socialpsykiatri',
  'Metodhandledare',
  'Enhetschef',
  'Förste handläggare',
  'Verkställande handläggare',
  'Sjuklönehandläggare',
  'Källa',
];

/** The posts that have a column of their own, in its order. */
const posts: readonly Befattning[] = [
  'METODHANDLEDARE',
  'ENHETSCHEF',
  'FORSTE_HANDLAGGARE',
  'VERKSTALLANDE_HANDLAGGARE',
  'SJUKLONEHANDLAGGARE',
];

/** The staffing of the fifteen kommuner as the founding document states it; what it does not say is empty. */
export function staffingFile(): ExportFile {
  return {
    name: 'bemanning.csv',
    header,
    rows: dalarna.map((kommun) => ({
      cells: cells(kommun),
      planned: used,
      unmapped: [],
      records: [{ kind: 'kommun', kommunCode: kommun.code, sourceId: kommun.code }],
    })),
  };
}

function cells(kommun: DalarnaKommun): string[] {
  const { omrade, lssFte, lssFteOmrade, includesSocialpsykiatri } = kommun;
  return [
    kommun.code,
    kommun.name,
    String(kommun.population),
    populationDate,
    kommun.populationEstimated ? 'Ja' : 'Nej',
    omrade === null ? '' : `Område ${omrade}`,
    omrade === null ? '' : 'Förslag',
    decimal(lssFte),
    decimal(lssFteOmrade),
    includesSocialpsykiatri === null ? '' : 'Ja',
    ...posts.map((post) => String(kommun.otherStaff[post] ?? '')),
    staffingOrigin,
  ];
}

function decimal(value: string | null): string {
  return value === null ? '' : value.replace('.', ',');
}
