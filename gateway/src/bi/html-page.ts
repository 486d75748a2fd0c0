import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** Text that is markup already. */
class Markup {
  constructor(readonly text: string) {}
}

export type Html = Markup;

/** What may stand in a template: text is escaped, markup is not, lists are joined. */
type Part = string | number | Markup | null | readonly Part[];

/** Markup from a template; what is put into it is text and cannot become markup. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Markup(strings.map((text, index) => text + printed(parts[index] ?? null)).join(''));
}

function printed(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(printed).join('');
  return String(part).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A table of a page, the first cell of each row being its header; `of` tells it apart for who does not see the page. */
export function grid(
  caption: string,
  of: string,
  heads: readonly string[],
  rows: readonly (readonly (string | Html)[])[],
): Html {
  return html`<div class="wide" role="region" aria-label="${caption}, ${of}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows.map(
  ([first = '', ...rest]) =>
    html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>
`,
)}</tbody>
</table></div>`;
}

/** Colours have a contrast of at least 7 to 1 in light and in dark (WCAG 2.2, 1.4.6). */
const style = `
:root { color-scheme: light dark; --text: #1a1a1a; --ground: #fff; --soft: #f2f2ef; --line: #767676; --link: #003d7a; }
@media (prefers-color-scheme: dark) {
  :root { --text: #ececec; --ground: #161616; --soft: #242424; --line: #9a9a9a; --link: #a8d0ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem 1.25rem 4rem; max-width: 70rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--text); background: var(--ground); }
h1 { font-size: 1.9rem; line-height: 1.2; }
h2 { margin-top: 3rem; padding-top: .5rem; border-top: 2px solid var(--line); font-size: 1.4rem; }
h3 { font-size: 1.1rem; margin-bottom: .25rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
code { font: .92em ui-monospace, monospace; background: var(--soft); padding: .1em .3em; overflow-wrap: anywhere; }
th code { white-space: nowrap; }
dd > code { user-select: all; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .2rem 1rem; }
dt { font-weight: 600; }
dd { margin: 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .25rem 0 1rem; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  h2 { break-after: avoid; } table, dl { break-inside: avoid; } nav, .skip { display: none; }
}
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** A whole page in Swedish. */
export function page(title: string, main: Html): string {
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${printed(title)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#innehall">Till innehållet</a>
<main id="innehall">
${main.text}
</main>
</body>
</html>
`;
}

/** What the browser may do with a page: its own style and nothing else, so that no text in it can act. */
export function setPageHeaders(response: ServerResponse): void {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader(
    'content-security-policy',
    `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
}
