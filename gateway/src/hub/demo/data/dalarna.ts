import type { Befattning } from '@kommunhub/schema';

/** Staffing and population of a kommun as the founding documents state them, contradictions kept. */
export interface DalarnaKommun {
  readonly code: string;
  readonly name: string;
  /** SCB 2024-06-30. */
  readonly population: number;
  /** True where the figure is derived so that the county total holds. */
  readonly populationEstimated: boolean;
  /** Proposed område, 1–4; null for kommuner outside the proposal. */
  readonly omrade: number | null;
  /** LSS handläggare by the staffing list, and by the table of områden where that one differs. */
  readonly lssFte: string | null;
  readonly lssFteOmrade: string | null;
  readonly includesSocialpsykiatri: boolean | null;
  readonly otherStaff: Readonly<Partial<Record<Befattning, number>>>;
  /** Shares LSS and sjuklöner with the others. */
  readonly participates: boolean;
}

type Row = [
  code: string,
  name: string,
  population: number,
  estimated: boolean,
  omrade: number | null,
  fte: string | null,
  socialpsykiatri: boolean | null,
];

const rows: readonly Row[] = [
  ['2080', 'Falun', 60004, false, 4, '7.0', null],
  ['2081', 'Borlänge', 51562, false, 1, '8.0', null],
  ['2082', 'Säter', 11160, true, 1, '1.0', null],
  ['2061', 'Smedjebacken', 10900, true, 2, '1.0', null],
  ['2083', 'Hedemora', 15331, false, 2, '2.0', null],
  ['2085', 'Ludvika', 26501, false, 2, '2.0', null],
  ['2084', 'Avesta', 22569, false, 2, '2.0', null],
  ['2023', 'Malung-Sälen', 10165, false, 3, '1.0', true],
  ['2029', 'Leksand', 16073, false, 3, '1.5', true],
  ['2026', 'Gagnef', 10392, false, 3, '1.5', true],
  ['2021', 'Vansbro', 6750, true, 3, '1.0', null],
  ['2062', 'Mora', 20534, false, null, null, null],
  ['2034', 'Orsa', 6921, false, null, null, null],
  ['2039', 'Älvdalen', 6933, true, null, null, null],
  ['2031', 'Rättvik', 11011, false, null, null, null],
];

export const populationDate = '2024-06-30';

/** The document the staffing comes from, as it is named in the figures' origin. */
export const staffingOrigin = 'S0 status 2019-2020';

/** The fifteen kommuner of Dalarna, in the order of the founding document. */
export const dalarna: readonly DalarnaKommun[] = rows.map(
  ([code, name, population, populationEstimated, omrade, lssFte, includesSocialpsykiatri]) => ({
    code,
    name,
    population,
    populationEstimated,
    omrade,
    lssFte,
    // The list says 7,0 for Falun, the table of områden 8,0: both are kept.
    lssFteOmrade: code === '2080' ? '8.0' : null,
    includesSocialpsykiatri,
    otherStaff:
      code === '2080'
        ? {
            METODHANDLEDARE: 1,
            ENHETSCHEF: 1,
            FORSTE_HANDLAGGARE: 1,
            VERKSTALLANDE_HANDLAGGARE: 1,
            SJUKLONEHANDLAGGARE: 1,
          }
        : {},
    participates: omrade !== null,
  }),
);

/** The kommun whose employees act for the others: the seat of the joint LSS office. */
export const performingKommunCode = '2080';

/** Those whose decisions the joint office prepares and takes. */
export const homeKommuner = dalarna.filter(
  (kommun) => kommun.participates && kommun.code !== performingKommunCode,
);

/** How many days before the demo's today the agreements with the performing kommun began. */
export const agreedDaysAgo = 500;
