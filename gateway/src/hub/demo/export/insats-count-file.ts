import type { Insatskod } from '@kommunhub/schema';
import { type Day, dateOf } from '../calendar.js';
import type { DemoCase } from '../cases/demo-case.js';
import { insatsText } from '../data/local-terms.js';
import type { DemoNamnd } from '../data/namnder.js';
import type { SourceStyle } from '../data/source-styles.js';
import { isHeld } from '../ledger/count-kommun.js';
import { type ExportFile, type ExportRow, used } from './export-row.js';

/** What a kommun delivers that sends no persons: its running insatser, counted by handläggare on the first of the month. */
export function insatsCountFile(
  namnd: DemoNamnd,
  cases: readonly DemoCase[],
  style: SourceStyle,
  today: Day,
): ExportFile {
  const countedOn = `${dateOf(today).slice(0, 8)}01`;
  const counts = new Map<string, { insats: Insatskod; kommunCode: string; staff: string; count: number }>();
  for (const { person, handlaggare, decisions } of cases) {
    for (const decision of decisions.filter((one) => isHeld(one, today))) {
      const staff = handlaggare?.id ?? '';
      const { kommunCode } = person;
      const key = `${kommunCode} ${decision.insats} ${staff}`;
      const known = counts.get(key) ?? { insats: decision.insats, kommunCode, staff, count: 0 };
      counts.set(key, { ...known, count: known.count + 1 });
    }
  }
  const seat = namnd.kommunCodes[0] ?? '';
  const rows = [...counts].map(
    ([key, { insats, kommunCode, staff, count }]): ExportRow => ({
      cells: [countedOn, insatsText(insats, style), staff, String(count), kommunCode],
      planned: used,
      unmapped: [],
      records: [
        ...(staff === '' ? [] : [{ kind: 'staff', kommunCode: seat, sourceId: staff } as const]),
        { kind: 'insatsCount', kommunCode, sourceId: `${countedOn} ${key}` },
      ],
    }),
  );
  return { name: 'antal.xlsx', header: ['Räknedag', 'Insats', 'Handläggare', 'Antal', 'Kommunkod'], rows };
}
