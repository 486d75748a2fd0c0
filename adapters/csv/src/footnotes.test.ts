import { describe, expect, it } from 'vitest';
import { readText } from './testing/read-text.js';

const yaml = `tables:
  personer:
    from: { file: p.csv }
    columns: { Id: { type: text, required: true }, Namn: text }
    records:
      person: { sourceId: Id, kommunCode: { constant: '2080' }, name: Namn }
`;
const read = async (order: readonly string[], ...rows: string[]) =>
  (await readText(yaml, { 'p.csv': [order.join(';'), ...rows, ''].join('\n') })).rows;

const lone = { fate: 'quarantined', faults: [{ reason: 'ROW_UNREADABLE' }] };

describe('quirk 13: a footnote below the table', () => {
  it('is set aside and holds no removal back, since it can be nobody’s record', async () => {
    const order = ['Namn', 'Ort', 'Id'];
    const rows = await read(order, 'Åsa;Falun;1', '* Avser den 1 oktober');
    expect(rows).toMatchObject([{ fate: 'used' }, { ...lone, keys: [], kindsWithoutKey: [] }]);
  });

  it('may hold the key where that stands first, and then only that', async () => {
    const rows = await read(['Id', 'Namn', 'Ort'], '1;Åsa;Falun', '2');
    expect(rows[1]).toMatchObject({
      ...lone,
      keys: [{ kind: 'person', sourceId: '2' }],
      kindsWithoutKey: [],
    });
  });

  it('is not taken for one when it has more texts, or the lone text not first: a torn row has its key somewhere', async () => {
    const order = ['Namn', 'Ort', 'Id', 'Not'];
    const rows = await read(order, 'Åsa;Falun;1;x', 'rest;2', ';Falun', 'Åsa "Ö;');
    for (const row of rows.slice(1, 3)) expect(row).toMatchObject({ ...lone, kindsWithoutKey: ['person'] });
  });

  it('a row torn by a line break keeps its record, wherever the break is', async () => {
    const order = ['Namn', 'Ort', 'Id', 'Not'];
    const whole = ['Åsa Öberg', 'Stora Tuna', '7', 'en lång not'];
    for (const [torn] of whole.entries()) {
      const row = whole.map((cell, index) =>
        index === torn ? `${cell.slice(0, 1)}\n${cell.slice(1)}` : cell,
      );
      const rows = await read(order, row.join(';'));
      const isKept = rows.some(
        (part) =>
          (part.fate === 'used' && part.records.some(({ sourceId }) => sourceId === '7')) ||
          (part.fate === 'quarantined' &&
            (part.kindsWithoutKey.includes('person') || part.keys.some(({ sourceId }) => sourceId === '7'))),
      );
      expect([torn, isKept]).toEqual([torn, true]);
    }
  });
});
