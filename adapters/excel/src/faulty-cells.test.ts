import { describe, expect, it } from 'vitest';
import { header, read } from './testing/read-workbook.js';

const error = { xml: ' t="e"><v>#N/A</v>' };
const uncalculated = { xml: '><f>A2+1</f>' };

describe('a cell that cannot be read', () => {
  it('is a fault of its own, and the key of its row stays known', async () => {
    const rows = await read({ sheets: [{ rows: [header, ['1', error, 2080]] }] });
    expect(rows).toMatchObject([
      {
        fate: 'quarantined',
        faults: [{ reason: 'VALUE_INVALID', column: 'Namn' }],
        keys: [{ kind: 'person', sourceId: '1' }],
        kindsWithoutKey: [],
      },
    ]);
  });

  it('is told beside all others of its row', async () => {
    const rows = await read({ sheets: [{ rows: [header, ['1', error, uncalculated]] }] });
    expect(rows).toMatchObject([{ faults: [{ column: 'Namn' }, { column: 'Kommun' }] }]);
  });

  it('leaves it open whose the row is when the cell is the key', async () => {
    const rows = await read({ sheets: [{ rows: [header, [error, 'Åsa', 2080]] }] });
    expect(rows).toMatchObject([{ fate: 'quarantined', keys: [], kindsWithoutKey: ['person'] }]);
  });

  it('is not mapped again from what was kept, for that does not tell what it would say', async () => {
    const [row] = await read({ sheets: [{ rows: [header, ['1', error, 2080]] }] });
    expect(row).not.toHaveProperty('table');
  });

  it('alone in its row makes no blank row, and in a total row no record', async () => {
    const rows = await read({ sheets: [{ rows: [header, [null, error], ['Summa', error]] }] });
    expect(rows.map(({ fate }) => fate)).toEqual(['quarantined', 'skipped']);
    const person = await read({ sheets: [{ rows: [header, ['Summa', 'Åsa', error]] }] });
    expect(person).toMatchObject([{ fate: 'quarantined', faults: [{ column: 'Kommun' }] }]);
  });
});
