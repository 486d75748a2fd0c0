import { type ReportSection, type ReportTable, reportDocument } from './report-sections.js';
import type { RunReport } from './run-report.js';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Any text as HTML shows it: headers of files and names of sheets may hold anything. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** Black on white, tables that scroll by themselves on a small screen, whole rows on paper. */
const style = `
body { margin: 0 auto; max-width: 70rem; padding: 1rem; color: #1b1b1b; background: #fff; font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; border-bottom: 1px solid #767676; }
.verdict { border-left: .3rem solid #1b1b1b; padding: .5rem 1rem; margin: 1rem 0; font-weight: 600; }
.table { overflow-x: auto; }
table { border-collapse: collapse; margin: .75rem 0 1.25rem; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { border: 1px solid #767676; padding: .3rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { background: #f0f0f0; }
tbody th { font-weight: 400; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
footer { margin-top: 2rem; font-size: .875rem; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  .table { overflow: visible; }
  h2, caption { break-after: avoid; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
}`;

/**
 * The report as a page that needs nothing beside it: no script, no picture, no
 * other address. Its policy forbids what a header might still smuggle in.
 */
export function printReportHtml(report: RunReport): string {
  const { title, verdict, sections } = reportDocument(report);
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}
</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p class="verdict">${escapeHtml(verdict)}</p>
${sections.map(printSection).join('\n')}
</main>
<footer><p>Rapporten innehåller platser, skäl, koder och antal, men inga personuppgifter.</p></footer>
</body>
</html>
`;
}

function printSection({ heading, paragraphs, tables }: ReportSection, index: number): string {
  const id = `del-${index + 1}`;
  return [
    `<section aria-labelledby="${id}">`,
    `<h2 id="${id}">${escapeHtml(heading)}</h2>`,
    ...paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`),
    ...tables.map(printTable),
    '</section>',
  ].join('\n');
}

/** A wide table scrolls within its region, which a keyboard must be able to reach. */
function printTable({ caption, columns, rows }: ReportTable): string {
  const kind = (index: number) => (columns[index]?.isNumber ? ' class="number"' : '');
  const head = columns.map(({ name }, index) => `<th scope="col"${kind(index)}>${escapeHtml(name)}</th>`);
  const body = rows.map(([first = '', ...cells]) => {
    const rest = cells.map((cell, index) => `<td${kind(index + 1)}>${escapeHtml(cell)}</td>`);
    return `<tr><th scope="row">${escapeHtml(first)}</th>${rest.join('')}</tr>`;
  });
  return `<div class="table" role="region" aria-label="${escapeHtml(caption)}" tabindex="0">
<table>
<caption>${escapeHtml(caption)}</caption>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>
</div>`;
}
