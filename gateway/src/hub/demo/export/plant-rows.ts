import type { SourceStyle } from '../data/source-styles.js';
import type { SeededRandom } from '../seeded-random.js';
import type { ExportRow, PlannedFate } from './export-row.js';
import { caseColumns, cellsOf, decisionColumns } from './treserva-columns.js';

type DecisionColumn = (typeof decisionColumns)[number];
type CaseColumn = (typeof caseColumns)[number];

/** A row and what may be done to it. */
export interface DecisionRowOfSource {
  readonly row: ExportRow;
  /** Over and done with, and the decision's only row: spoiling it loses nothing of today. */
  readonly mayBeSpoilt: boolean;
}

/** Spoils and adds rows of beslut.csv as the style says, each with the fate that it must then have. */
export function plantInDecisions(
  rows: readonly DecisionRowOfSource[],
  style: SourceStyle,
  random: SeededRandom,
): ExportRow[] {
  const { planted } = style;
  const spoilable = random.shuffled(rows.flatMap(({ mayBeSpoilt }, index) => (mayBeSpoilt ? [index] : [])));
  const changed = rows.map(({ row }) => row);
  const spoil = (count: number, change: (row: ExportRow) => ExportRow) => {
    for (const index of spoilable.splice(0, count)) changed[index] = change(changed[index] as ExportRow);
  };
  const badDate = style.dateForm === 'ISO' ? '2024-02-31' : '20241301';
  spoil(planted.badDates, (row) => set(row, { Beslutsdatum: badDate }, quarantined('VALUE_INVALID')));
  spoil(planted.missingDates, (row) => set(row, { Beslutsdatum: '' }, quarantined('VALUE_MISSING')));
  if (planted.unmappedInsats) {
    const [value, count] = planted.unmappedInsats;
    spoil(count, (row) => ({
      ...set(row, { Insats: value }, row.planned),
      records: row.records,
      unmapped: [{ table: 'insats', column: 'Insats', value }],
    }));
  }
  const models = random.shuffled(changed.filter(({ planned }) => planned.fate === 'used'));
  let serial = 0;
  const copies = (count: number, change: Partial<Record<DecisionColumn, string>>, fate: PlannedFate) =>
    models.splice(0, count).map((model) => {
      serial += 1;
      const ids = { Beslutsid: `B${900_000 + serial}`, Verkställighetsid: '' };
      return set(model, { ...ids, ...change }, fate);
    });
  const added = [
    ...copies(planted.voided, { Beslutsutfall: 'Makulerad' }, skipped('MAKULERAD')),
    // 0180 is Stockholm: no source of Dalarna delivers for it.
    ...copies(planted.foreign, { Kommunkod: '0180' }, quarantined('KOMMUN_FOREIGN')),
    ...copies(
      planted.orphans,
      { Ärendeid: 'A999999' },
      {
        fate: 'quarantined',
        reason: 'REFERENCE_MISSING',
        by: 'MERGE',
      },
    ),
  ];
  for (const row of added) changed.splice(random.between(0, changed.length), 0, row);
  const whole = models.filter(({ unmapped }) => unmapped.length === 0);
  for (const row of whole.slice(0, planted.duplicates)) {
    const place = changed.indexOf(row) + 1;
    changed.splice(place, 0, { ...row, planned: { fate: 'skipped', reason: 'DUPLICATE', by: 'MERGE' } });
  }
  return changed;
}

/** Does the same for arenden.csv; only a case's later rows are spoilt, so that the case itself stays. */
export function plantInCases(
  rows: readonly ExportRow[],
  style: SourceStyle,
  random: SeededRandom,
): ExportRow[] {
  const { planted } = style;
  const changed = [...rows];
  const later = changed.flatMap((row, index) =>
    changed[index - 1]?.cells[0] === row.cells[0] ? [index] : [],
  );
  for (const index of random.shuffled(later).slice(0, planted.badInvestigations)) {
    changed[index] = setCase(
      changed[index] as ExportRow,
      { 'Utredning startad': 'ej klart' },
      quarantined('VALUE_INVALID'),
    );
  }
  for (let serial = 1; serial <= planted.outside; serial++) {
    const law = random.pick(['HSL', 'LVU']);
    const other = {
      Ärendeid: `A${900_000 + serial}`,
      Ärendenummer: `${law} 2024-${serial}`,
      Lag: law,
      Utredningsid: '',
    };
    changed.push(setCase(random.pick(rows), other, skipped('OUTSIDE_LSS_SOL')));
  }
  return changed;
}

/** The rows of sums and of nothing that exports end with. */
export function closingRows(columns: readonly string[], rowCount: number, style: SourceStyle): ExportRow[] {
  const rows: ExportRow[] = [];
  const empty = columns.map(() => '');
  if (style.hasTotal) rows.push(plain(['Summa', String(rowCount), ...empty.slice(2)], skipped('TOTAL')));
  if (style.hasBlank) rows.push(plain(empty, skipped('BLANK')));
  return rows;
}

function plain(cells: readonly string[], planned: PlannedFate): ExportRow {
  return { cells, planned, unmapped: [], records: [] };
}

function set(
  row: ExportRow,
  change: Partial<Record<DecisionColumn, string>>,
  planned: PlannedFate,
): ExportRow {
  return plain(changedCells(decisionColumns, row, change), planned);
}

function setCase(
  row: ExportRow,
  change: Partial<Record<CaseColumn, string>>,
  planned: PlannedFate,
): ExportRow {
  return plain(changedCells(caseColumns, row, change), planned);
}

function changedCells<Column extends string>(
  columns: readonly Column[],
  row: ExportRow,
  change: Partial<Record<Column, string>>,
): string[] {
  const before = Object.fromEntries(columns.map((column, index) => [column, row.cells[index] ?? '']));
  return cellsOf(columns, { ...(before as Record<Column, string>), ...change });
}

function quarantined(reason: Extract<PlannedFate, { fate: 'quarantined' }>['reason']): PlannedFate {
  return { fate: 'quarantined', reason, by: 'ADAPTER' };
}

function skipped(reason: Extract<PlannedFate, { fate: 'skipped' }>['reason']): PlannedFate {
  return { fate: 'skipped', reason, by: 'ADAPTER' };
}
