import type { Day } from '../calendar.js';
import type { DemoCase, DemoDecision } from '../cases/demo-case.js';
import type { SourceStyle } from '../data/source-styles.js';
import type { DemoPerson } from '../people/demo-person.js';
import type { SeededRandom } from '../seeded-random.js';
import type { ExportFile, ExportRow } from './export-row.js';
import { closingRows, type DecisionRowOfSource, plantInCases, plantInDecisions } from './plant-rows.js';
import { caseColumns, decisionColumns, personColumns } from './treserva-columns.js';
import { caseRows, decisionRows, personRow } from './treserva-rows.js';

/** Writes the three files of a Treserva source as rows with their expected fates. */
export function exportSource(
  people: readonly DemoPerson[],
  cases: readonly DemoCase[],
  style: SourceStyle,
  today: Day,
  random: SeededRandom,
): ExportFile[] {
  const decisionsOfSource = cases.flatMap((own) =>
    own.decisions.flatMap((decision) => rowsWithLeave(own, decision, style, today)),
  );
  return [
    file(
      'personer.csv',
      personColumns,
      people.map((person) => personRow(person, style)),
      style,
    ),
    file(
      'arenden.csv',
      caseColumns,
      plantInCases(
        cases.flatMap((own) => caseRows(own, style)),
        style,
        random,
      ),
      style,
    ),
    file('beslut.csv', decisionColumns, plantInDecisions(decisionsOfSource, style, random), style),
  ];
}

function rowsWithLeave(
  own: DemoCase,
  decision: DemoDecision,
  style: SourceStyle,
  today: Day,
): DecisionRowOfSource[] {
  const rows = decisionRows(own, decision, style);
  const isOver = decision.validTo !== null && decision.validTo < today;
  const mayBeSpoilt = rows.length === 1 && isOver && own.law === 'LSS' && decision.subtype !== 'SJUKVIKARIE';
  return rows.map((row) => ({ row, mayBeSpoilt }));
}

function file(
  name: string,
  header: readonly string[],
  rows: readonly ExportRow[],
  style: SourceStyle,
): ExportFile {
  return { name, header, rows: [...rows, ...closingRows(header, rows.length, style)] };
}
