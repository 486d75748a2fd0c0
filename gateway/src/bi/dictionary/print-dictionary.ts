import { dayInStockholm } from '@kommunhub/schema';
import { grid, type Html, html, page } from '../html-page.js';
import type { DescribedDimension, DescribedRelease, DescribedTable } from './describe-table.js';
import type { Dictionary } from './dictionary.js';
import { printKpis } from './print-kpis.js';

/** The dictionary as a page for people. */
export function printDictionary(dictionary: Dictionary): string {
  const { tables } = dictionary;
  return page(
    'Statistik: tabeller och definitioner – kommunhub',
    html`<h1>Statistik: tabeller och definitioner</h1>
<p>Här står vad varje tabell räknar, hur den räknas och vad som har släppts. Sidan läses utan nyckel; siffrorna hämtas med en BI-nyckel. För program finns samma uppgifter i <a href="/statistics/dictionary.json">dictionary.json</a>.</p>
<nav aria-label="Tabeller"><ul>
${tables.map(({ id, title }) => html`<li><a href="#${id}">${title}</a> <code>${id}</code></li>`)}
<li><a href="#nyckeltal">Nyckeltal</a></li>
</ul></nav>
${howToRead}
${tables.map(printTable)}
${printKpis(dictionary)}`,
  );
}

const howToRead = html`<h2 id="lasa">Att hämta och läsa</h2>
<dl>
<dt>Nyckel</dt><dd>Driften av kommunhub gör en BI-nyckel: ett id (<code>khk-…</code>) och en hemlighet. De anges som namn och lösenord (Basic).</dd>
<dt>Power BI, Excel</dt><dd>Hämta data, OData-feed, och tabellens OData-adress. Eller hämta tabellens .pbids-fil och öppna den i Power BI Desktop.</dd>
<dt>CSV</dt><dd>Gjord för svensk Excel: semikolon och decimalkomma, och koder som 0180 och 7-12 skrivs så att de inte blir tal eller datum. För program: <code>?dialect=rfc4180</code> (komma, punkt) eller <code>?dialect=semikolon</code> (som Excel, koderna rakt av). Urval med kolumnernas namn: <code>?period=2025&amp;platskod=2080,2085</code>. <code>?header=label</code> ger svenska rubriker.</dd>
<dt>Tomt värde</dt><dd>Kolumnen <code>skal</code> säger varför. <code>SMA_TAL</code>: få personer bakom värdet, eller så kunde ett sådant värde räknas fram ur det. <code>OFULLSTANDIG</code>: en kommun saknas i summan; <code>?allowPartial=true</code> visar den ändå, och <code>fullstandig</code> säger att den inte är hel. Noll är noll och visas.</dd>
<dt>TOTALT</dt><dd>Raden är inte delad efter den kolumnen. Välj en indelning åt gången; rader med olika indelningar är samma sak räknad flera gånger.</dd>
<dt>Versioner</dt><dd>Utan <code>release</code> ges den senaste versionen av varje period. En rättelse är en ny version med sitt skäl; den äldre finns kvar och hämtas med <code>?release=</code> och släppets id.</dd>
</dl>`;

function printTable(table: DescribedTable): Html {
  const { id, title, definition, population, source, lagrum, timing, disclosureControl, addresses } = table;
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
<p>${definition}</p>
<dl>
<dt>Tabell</dt><dd><code>${id}</code></dd>
<dt>Population</dt><dd>${population}</dd>
<dt>Källa</dt><dd>${source}</dd>
<dt>Lagrum</dt><dd>${lagrum}</dd>
<dt>Tid</dt><dd>${timing.text}</dd>
<dt>Röjandekontroll</dt><dd>${disclosureControl}</dd>
<dt>CSV</dt><dd><code>${addresses.csv}</code></dd>
<dt>OData</dt><dd><code>${addresses.odata}</code></dd>
<dt>Power BI-fil</dt><dd><a href="/statistics/${id}.pbids"><code>${addresses.pbids}</code></a></dd>
</dl>
${grid(
  'Värden',
  title,
  ['Kolumn', 'Namn', 'Enhet', 'Definition', 'Formel'],
  table.measures.map(({ id: name, name: label, unit, definition: told, formula }) => [
    html`<code>${name}</code>`,
    ...[label, unit, told, formula],
  ]),
)}
${table.dimensions.length === 0 ? null : dimensionGrid(title, table.dimensions)}
${grid(
  'Kolumner',
  title,
  ['Kolumn', 'Rubrik', 'Typ', 'Definition'],
  table.columns.map(({ name, label, type, isNullable, definition: told }) => [
    html`<code>${name}</code>`,
    ...[label, `${typeWords[type]}${isNullable ? ', kan vara tom' : ''}`, told],
  ]),
)}
${table.releases.length === 0 ? nothingReleased : releaseGrid(title, table.releases)}
</section>`;
}

const nothingReleased = html`<p>Ingenting är släppt ännu.</p>`;

const typeWords = {
  string: 'text',
  integer: 'heltal',
  decimal: 'decimaltal',
  boolean: 'true/false',
  date: 'datum',
};

function dimensionGrid(title: string, dimensions: readonly DescribedDimension[]): Html {
  return grid(
    'Indelningar',
    title,
    ['Kolumn', 'Namn', 'Definition', 'Koder'],
    dimensions.map(({ id, name, definition, within, values }) => [
      html`<code>${id}</code>`,
      name,
      within === null ? definition : html`${definition} Visas bara där <code>${within}</code> visas.`,
      html`${values.map(({ code, label }, index) => html`${index === 0 ? '' : ', '}<code>${code}</code> ${label}`)}`,
    ]),
  );
}

function releaseGrid(title: string, releases: readonly DescribedRelease[]): Html {
  return grid(
    'Släpp',
    title,
    ['Period', 'Gäller', 'Version', 'Släppt', 'Skäl', 'Alla kommuner med', 'Id'],
    releases.map(({ id, period, days, version, releasedAt, reason, complete, isReplaced }) => [
      period,
      days.join(' till '),
      isReplaced ? `${version} (ersatt)` : String(version),
      dayInStockholm(new Date(releasedAt)),
      reason ?? 'första släppet',
      complete ? 'ja' : 'nej',
      html`<code>${id}</code>`,
    ]),
  );
}
