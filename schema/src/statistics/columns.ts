import { dimensions } from './dimensions.js';
import type { StatisticTable } from './tables.js';

/** A column of a released table as every door shows it. */
export interface TableColumn {
  readonly name: string;
  readonly label: string;
  readonly type: 'string' | 'integer' | 'decimal' | 'boolean' | 'date';
  readonly isNullable: boolean;
  readonly definition: string;
  readonly part: 'key' | 'period' | 'place' | 'dimension' | 'measure' | 'mark';
}

const text = (name: string, label: string, part: TableColumn['part'], definition: string): TableColumn => ({
  name,
  label,
  type: 'string',
  isNullable: false,
  definition,
  part,
});

const before: readonly TableColumn[] = [
  text('rad', 'Rad', 'key', 'Radens nyckel, densamma i varje version av tabellen.'),
  text('period', 'Period', 'period', 'År (2026) eller kvartal (2026Q3).'),
  text('platskod', 'Platskod', 'place', 'Kommunkod med fyra siffror, regionkod, eller områdets kod.'),
  text('plats', 'Plats', 'place', 'Kommunens, områdets eller länets namn.'),
  text('platsniva', 'Platsnivå', 'place', 'KOMMUN, REGION, OMRADE, LAN, SAMVERKAN eller ALLA.'),
];

const after: readonly TableColumn[] = [
  {
    name: 'undertryckt',
    label: 'Undertryckt',
    type: 'boolean',
    isNullable: false,
    definition: 'Om värdet inte visas.',
    part: 'mark',
  },
  {
    name: 'skal',
    label: 'Skäl',
    type: 'string',
    isNullable: true,
    definition: 'SMA_TAL: få personer bakom värdet. OFULLSTANDIG: en kommun saknas i summan.',
    part: 'mark',
  },
  {
    name: 'fullstandig',
    label: 'Fullständig',
    type: 'boolean',
    isNullable: false,
    definition: 'Om alla kommuner som platsen omfattar är med.',
    part: 'mark',
  },
  {
    name: 'version',
    label: 'Version',
    type: 'integer',
    isNullable: false,
    definition: 'Släppets version; 1 är det första, högre är rättelser.',
    part: 'mark',
  },
  {
    name: 'slappt',
    label: 'Släppt',
    type: 'date',
    isNullable: false,
    definition: 'Dagen då släppet gjordes.',
    part: 'mark',
  },
];

/** State and time of a kommun's source, told by the table of coverage alone. */
const ofCoverage: readonly TableColumn[] = [
  text('tabell', 'Tabell', 'dimension', 'Den tabell vars släpp täckningen gäller.'),
  {
    name: 'tillstand',
    label: 'Källans tillstånd',
    type: 'string',
    isNullable: true,
    definition: 'OK, STALE, PARTIAL, UNAVAILABLE eller UNTRUSTED; tomt utan källa.',
    part: 'dimension',
  },
];

/** The columns of a table, in order: key, period, place, dimensions, figures, marks. */
export function columnsOf(table: StatisticTable): readonly TableColumn[] {
  const divided = [table.stratum, ...table.margins.map(({ dimension }) => dimension)].flatMap((id) =>
    id === null ? [] : [dimensions[id]],
  );
  return [
    ...before,
    ...(table.id === 'tackning' ? ofCoverage : []),
    ...divided.map(({ id, name, definition }) => text(id, name, 'dimension', `${definition} TOTALT: alla.`)),
    ...table.measures.map(
      ({ id, name, type, unit, definition }): TableColumn => ({
        name: id,
        label: name,
        type,
        isNullable: true,
        definition: `${definition} Enhet: ${unit}.`,
        part: 'measure',
      }),
    ),
    ...after,
  ];
}
