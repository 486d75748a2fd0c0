// A released table of 200,000 rows by OData: the first page as Power BI and Excel ask for it, and the whole table.
import { cpuMilliseconds } from './hub-process.mjs';
import { peakMegabytes, rowsOfPlace, withReleasedHub } from './released-hub.mjs';

const goalMilliseconds = 300;
const periods = ['1991', '1992', '1993', '1994'];
const places = 50;
const [warmUp, measured] = [5, 40];
const questions = {
  'first page, 5,000 rows': () => '',
  'preview of 1,000 rows': () => '?$top=1000',
  'one kommun, two columns': (turn) =>
    `?$filter=platskod eq 'P${turn % places}' and period ge '1993'&$select=period,antal`,
  'first page of a period, with its total': (turn) =>
    `?$filter=period eq '${periods[turn % periods.length]}'&$count=true`,
  'first page, sorted by a figure': () => '?$orderby=antal desc&$top=1000',
};

await withReleasedHub(Object.fromEntries(periods.map((period) => [period, places])), async (hub, headers) => {
  const root = `${hub.url}/odata/v4/insatser`;
  for (const [title, question] of Object.entries(questions)) {
    const took = [];
    for (let turn = 0; turn < warmUp + measured; turn += 1) {
      const begun = performance.now();
      await pageAt(`${root}${question(turn)}`, headers);
      if (turn >= warmUp) took.push(performance.now() - begun);
    }
    const p95 = took.sort((one, other) => one - other)[Math.ceil(measured * 0.95) - 1];
    const verdict = p95 < goalMilliseconds ? 'met' : 'MISSED';
    console.log(`OData, ${title}: p95 ${p95.toFixed(0)} ms (goal ${goalMilliseconds}: ${verdict})`);
  }
  const before = peakMegabytes(hub.pid);
  const cpu = cpuMilliseconds(hub.pid);
  const begun = performance.now();
  let rows = 0;
  for (let link = root; link !== undefined; ) {
    const page = await pageAt(link, headers);
    rows += page.value.length;
    link = page['@odata.nextLink'];
  }
  const seconds = (performance.now() - begun) / 1_000;
  // The hub releases what is due by itself, without a kommun in it.
  if (rows < periods.length * places * rowsOfPlace) throw new Error(`Only ${rows} rows came.`);
  const spent = (cpuMilliseconds(hub.pid) - cpu) / (rows / 1_000);
  console.log(
    `OData, whole table of ${rows.toLocaleString('en')} rows: ${Math.round(rows / seconds).toLocaleString('en')} rows/s, ${spent.toFixed(1)} ms CPU of the hub per 1,000 rows, peak memory +${(peakMegabytes(hub.pid) - before).toFixed(0)} MiB`,
  );
});

async function pageAt(address, headers) {
  const response = await fetch(address, { headers });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}
