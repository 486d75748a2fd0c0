import type { TableCheck } from '../connector/connector.js';
import type { CheckReport, Problem } from './check-report.js';
import { swedishForm, visibleText } from './swedish-words.js';

/** The check report as Swedish text for a terminal. */
export function printCheck(report: CheckReport): string {
  const { source } = report;
  const lines = [
    `Källa ${source.id} (${source.system}) för ${source.namnd.name}, kommun ${source.kommunCodes.join(', ')}`,
    ...report.tables.flatMap(printTable),
    ...(report.lacking.length > 0
      ? ['', `Tabeller som saknas, och får saknas: ${report.lacking.join(', ')}`]
      : []),
    ...printProblems(report.problems),
    '',
    report.ok
      ? 'Kontrollen är godkänd. Nästa steg: adapter dry-run.'
      : 'Kontrollen är inte godkänd. Rätta ovanstående och kör adapter check igen.',
  ];
  return `${lines.join('\n')}\n`;
}

function printTable(table: TableCheck): string[] {
  const form = table.form.map(
    ({ name, value, detected }) => `${swedishForm(name)} ${value}${detected ? ' (upptäckt)' : ''}`,
  );
  const renamed = table.found.filter(({ column, header }) => column !== header);
  return [
    '',
    `${table.origin} (${table.table})`,
    `  ${form.join(', ')}`,
    `  ${table.found.length} kolumner hittade`,
    ...renamed.map(({ column, header }) => `  rubriken ${visibleText(header)} läses som ${column}`),
    ...(table.absent.length > 0 ? [`  frivilliga kolumner som saknas: ${table.absent.join(', ')}`] : []),
    ...(table.ignored.length > 0
      ? [`  läses inte (inte mappade): ${table.ignored.map(visibleText).join(', ')}`]
      : []),
  ];
}

/** Faults one a line, place first; used for a folder that does not load too. */
export function printProblems(problems: readonly Problem[]): string[] {
  if (problems.length === 0) return [];
  const many = problems.length === 1 ? 'Ett fel:' : `${problems.length} fel:`;
  return [
    '',
    many,
    ...problems.map(({ path, swedish }) => `  ${visibleText(path === '' ? swedish : `${path}: ${swedish}`)}`),
  ];
}
