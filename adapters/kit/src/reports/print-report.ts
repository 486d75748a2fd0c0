import { printReportHtml } from './report-html.js';
import { type ReportTable, reportDocument } from './report-sections.js';
import type { RunReport } from './run-report.js';

/** The forms a report can be printed in, by the ending of the file's name. */
export const reportForms = ['html', 'json', 'txt'] as const;
export type ReportForm = (typeof reportForms)[number];

/** Prints a report in Swedish: a page that needs nothing beside it, the report itself as JSON, or text. */
export function printReport(report: RunReport, form: ReportForm): string {
  if (form === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  return form === 'html' ? printReportHtml(report) : printReportText(report);
}

function printReportText(report: RunReport): string {
  const { title, verdict, sections } = reportDocument(report);
  const lines = [
    title,
    '='.repeat(title.length),
    verdict,
    ...sections.flatMap(({ heading, paragraphs, tables }) => [
      '',
      heading,
      '-'.repeat(heading.length),
      ...paragraphs,
      ...tables.flatMap((table) => ['', ...printTable(table)]),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function printTable({ caption, columns, rows }: ReportTable): string[] {
  const header = columns.map(({ name }) => name);
  const widths = columns.map((_, index) =>
    Math.max(...[header, ...rows].map((row) => (row[index] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) =>
        columns[index]?.isNumber ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [caption, `  ${line(header)}`, ...rows.map((row) => `  ${line(row)}`)];
}
