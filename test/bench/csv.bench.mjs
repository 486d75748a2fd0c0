// A million rows as CSV: how fast, and how much memory the hub takes for it beyond what a small file takes.
import { cpuMilliseconds } from './hub-process.mjs';
import { peakMegabytes, withReleasedHub } from './released-hub.mjs';

const goalMegabytes = 64;

await withReleasedHub({ 1991: 10, 1992: 1_000 }, async (hub, headers) => {
  const file = (period) => `${hub.url}/statistics/insatser.csv?period=${period}`;
  for (let times = 0; times < 5; times += 1) await rowsOf(file(1991), headers);
  const small = peakMegabytes(hub.pid);
  const cpu = cpuMilliseconds(hub.pid);
  const begun = performance.now();
  const rows = await rowsOf(file(1992), headers);
  const seconds = (performance.now() - begun) / 1_000;
  const large = peakMegabytes(hub.pid);
  const spent = (cpuMilliseconds(hub.pid) - cpu) / (rows / 1_000);
  const grown = large - small;
  console.log(
    `CSV, ${rows.toLocaleString('en')} rows: ${Math.round(rows / seconds).toLocaleString('en')} rows/s, ${spent.toFixed(1)} ms CPU of the hub per 1,000 rows`,
  );
  console.log(
    `CSV, peak memory of the hub: ${small.toFixed(0)} MiB after files of 10,000 rows, ${large.toFixed(0)} MiB after the million (+${grown.toFixed(0)}, goal +${goalMegabytes}: ${grown <= goalMegabytes ? 'met' : 'MISSED'})`,
  );
});

async function rowsOf(address, headers) {
  const response = await fetch(address, { headers });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  let lines = 0;
  for await (const chunk of response.body) for (const byte of chunk) if (byte === 10) lines += 1;
  return lines - 1;
}
