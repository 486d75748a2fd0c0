import type { VerifyReport } from './verify-adapter.js';

const words = { KEPT: 'håller', BROKEN: 'BRISTER', SKIPPED: 'prövas inte' } as const;

/** The report of `adapter verify` as Swedish text: one line a claim, with its reason where it was skipped. */
export function printVerify(report: VerifyReport): string {
  const { source, verdicts, ok, rowsRead, seconds } = report;
  const lines = [
    source === null ? 'Prövning av adaptern' : `Prövning av ${source.id} (${source.system})`,
    '',
    ...verdicts.flatMap(({ result, swedish, note, findings, count }) => [
      `${words[result].padEnd(12)}${swedish}${note === null ? '' : ` (${note})`}`,
      ...findings.map(({ place, swedish: what }) => `            ${place === '' ? '' : `${place}: `}${what}`),
      ...(count > findings.length ? [`            … och ${count - findings.length} till`] : []),
    ]),
    '',
    `${rowsRead.toLocaleString('sv-SE')} rader, ${seconds.toLocaleString('sv-SE')} sekunder.`,
    ok ? 'Adaptern håller vad hubben kräver.' : 'Adaptern håller inte vad hubben kräver. Rätta ovanstående.',
  ];
  return `${lines.join('\n')}\n`;
}
