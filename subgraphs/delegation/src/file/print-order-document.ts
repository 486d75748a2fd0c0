import {
  conditionInWords,
  type DelegationPointRecord,
  decisionKinds,
  decisionLevelTerms,
  kommunByCode,
  reportingTerms,
} from '@kommunhub/schema';
import type { OrderToPrint } from './print-delegation-order.js';

const columns = [
  'Nr',
  'Ärende',
  'Lagrum',
  'Delegat',
  'Ersättare',
  'Villkor',
  'Vidaredelegation',
  'Anmälan',
  'Anmärkning',
] as const;

// Stands by itself: no script, no font or picture from elsewhere; readable on paper and by a screen reader.
const style = `
  body { font: 1rem/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1b1b1b; background: #fff; }
  h1 { font-size: 1.6rem; margin-bottom: .3rem; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 1rem 0; }
  dt { font-weight: 600; } dd { margin: 0; }
  .wide { overflow-x: auto; }
  table { border-collapse: collapse; width: 100%; font-size: .9rem; }
  caption { text-align: left; font-weight: 600; padding: .5rem 0; }
  th, td { border: 1px solid #767676; padding: .35rem .5rem; text-align: left; vertical-align: top; }
  thead th { background: #e8eef4; }
  tbody th { white-space: nowrap; }
  ul { margin: 0; padding-left: 1.1rem; }
  .note { color: #5a3500; }
  @media print { body { margin: 0; max-width: none; font-size: 9pt; } thead { display: table-header-group; } tr { break-inside: avoid; } }
`;

/** Writes an order as a Swedish document for people: a self-contained HTML page to print or publish. */
export function printOrderDocument(order: OrderToPrint, namndName: string): string {
  const kommun = kommunByCode(order.kommunCode)?.name ?? order.kommunCode;
  const title = `Delegationsordning för ${namndName}, ${kommun}`;
  const until = order.validTo === null ? 'tills vidare' : order.validTo;
  const unmapped = order.points.filter(({ kinds }) => kinds.length === 0).length;
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<dl>
<dt>Version</dt><dd>${escaped(order.version)}</dd>
<dt>Antagen</dt><dd><time>${order.adoptedOn}</time></dd>
<dt>Gäller</dt><dd><time>${order.validFrom}</time> – ${until === 'tills vidare' ? until : `<time>${until}</time>`}</dd>
<dt>Antal punkter</dt><dd>${order.points.length}${unmapped === 0 ? '' : `, varav ${unmapped} utan gemensam ärendetyp`}</dd>
</dl>
<p>Ärenden som är av principiell beskaffenhet eller annars av större vikt delegeras inte (KL 6 kap. 38 §). Det som inte står här beslutar nämnden.</p>
<div class="wide">
<table>
<caption>Delegationspunkter</caption>
<thead><tr>${columns.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>
${order.points.map(rowOf).join('\n')}
</tbody>
</table>
</div>
</main>
</body>
</html>
`;
}

function rowOf(point: DelegationPointRecord): string {
  const kinds = point.kinds.map((kind) => `${kind} ${decisionKinds[kind].name}`);
  const text = point.kindText === null ? '' : `<div>${escaped(point.kindText)}</div>`;
  const mapped = kinds.length === 0 ? '<div class="note">Ingen gemensam ärendetyp</div>' : listOf(kinds);
  const external =
    point.externalKommunCode === null
      ? ''
      : `<div>Anställd i ${escaped(kommunByCode(point.externalKommunCode)?.name ?? '')} (KL 9 kap. 37 §)</div>`;
  const level = decisionLevelTerms[point.level].name;
  const delegate =
    point.delegate === null || point.delegate === level ? '' : `<div>${escaped(point.delegate)}</div>`;
  const unlawful = point.subDelegation && point.level !== 'FORVALTNINGSCHEF';
  const cells = [
    `${text}${mapped}`,
    listOf(point.lagrum),
    `<div>${level}</div>${delegate}${external}`,
    escaped(point.deputy ?? ''),
    listOf(point.conditions.map(conditionInWords)),
    `${point.subDelegation ? 'Ja' : 'Nej'}${unlawful ? '<div class="note">Får ges bara till förvaltningschef (KL 7 kap. 6 §)</div>' : ''}`,
    reportingTerms[point.reporting].name,
    escaped(point.note ?? ''),
  ];
  return `<tr><th scope="row">${escaped(point.number)}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function listOf(items: readonly string[]): string {
  if (items.length < 2) return escaped(items[0] ?? '');
  return `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
