import { grid, type Html, html } from '../html-page.js';
import type { DescribedKpi, Dictionary } from './dictionary.js';

/** The key figures as a part of the page: what each is made of, and those that cannot be made. */
export function printKpis({ kpis, notCarried }: Dictionary): Html {
  return html`<section aria-labelledby="nyckeltal">
<h2 id="nyckeltal">Nyckeltal</h2>
<p>Nyckeltalen hämtas ur grafen (<code>kpis</code>). De räknas ur de släppta tabellerna och är tomma där en del av dem är undertryckt.</p>
${kpis.map(printKpi)}
${grid(
  'Nyckeltal som inte kan räknas ur uppgifterna',
  'alla kommuner',
  ['Nyckeltal', 'Namn', 'Varför'],
  notCarried.map(({ id, name, why }) => [html`<code>${id}</code>`, name, why]),
)}
</section>`;
}

function printKpi(kpi: DescribedKpi): Html {
  const { id, name, definition, formula, unit, target, nMeaning, minimumN, lagrum, origin, tables } = kpi;
  return html`<h3 id="kpi-${id}">${name} <code>${id}</code></h3>
<p>${definition}</p>
<dl>
<dt>Formel</dt><dd>${formula}</dd>
<dt>Enhet</dt><dd>${unit}</dd>
<dt>Tabeller</dt><dd>${tables.length === 0 ? 'Den egna nämndens uppgifter; släpps inte.' : tables.map((table, index) => html`${index === 0 ? '' : ', '}<code>${table}</code>`)}</dd>
${target === null ? null : html`<dt>Mål</dt><dd>${words[target.comparison] ?? target.comparison} ${target.value.replace('.', ',')} (${target.source})</dd>`}
<dt>n</dt><dd>${nMeaning}; minst ${minimumN}.</dd>
${lagrum === null ? null : html`<dt>Lagrum</dt><dd>${lagrum}</dd>`}
<dt>Källa</dt><dd>${origin}</dd>
</dl>`;
}

const words: Readonly<Record<string, string>> = {
  '<': 'under',
  '<=': 'högst',
  '>=': 'minst',
  '=': 'lika med',
};
