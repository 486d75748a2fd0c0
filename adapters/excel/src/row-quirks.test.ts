import { dryRun } from '@kommunhub/adapter-kit';
import { describe, expect, it } from 'vitest';
import { type WrittenCell } from './testing/a-workbook.js';
import { header, names, openWorkbook, plain, read, recordsOf } from './testing/read-workbook.js';

describe('quirk 13: rows', () => {
  it('are found below titles, skipped when blank or a total, and numbered as the sheet has them', async () => {
    const rows = await read({
      sheets: [
        {
          rows: [
            ['Personer enligt register'],
            undefined,
            header,
            ['1', 'A', '2080'],
            [],
            undefined,
            ['2', 'B', 2080],
            ['Summa', 2],
            [],
            [],
          ],
        },
      ],
    });
    expect(rows.map(({ fate, place }) => [fate, place.row])).toEqual([
      ['used', 4],
      ['skipped', 5],
      ['used', 7],
      ['skipped', 8],
    ]);
  });

  it('and columns that are hidden are read like others, and told of', async () => {
    const adapter = await openWorkbook({ sheets: [{ ...plain, hiddenRows: [2], hiddenColumns: [2] }] });
    expect(names(await Array.fromAsync(adapter.read()))).toEqual(['Åsa Öberg', 'Björn Älv']);
    expect((await adapter.check()).tables[0]?.form).toEqual([
      { name: 'headerRow', value: '1', detected: true },
      { name: 'hiddenRows', value: '1', detected: true },
      { name: 'hiddenColumns', value: '1', detected: true },
    ]);
  });

  it('find their columns by name when these have moved or are called by an alias', async () => {
    const rows = [
      ['Kommun', 'Ny kolumn', 'PERSONID', 'Namn '],
      ['2080', 'x', '1', 'Åsa'],
    ];
    expect(recordsOf(await read({ sheets: [{ rows }] }))).toMatchObject([{ sourceId: '1', name: 'Åsa' }]);
  });

  it('with letters broken before they came into the workbook stop the source', async () => {
    const report = await dryRun(
      await openWorkbook({ sheets: [{ rows: [header, ['1', 'BjÃ¶rn', '2080']] }] }),
    );
    expect(report.problems).toMatchObject([{ code: 'SOURCE_MOJIBAKE', path: 'personer.xlsx (Blad1)' }]);
    expect(JSON.stringify(report.problems)).not.toContain('rn"');
  });
});

describe('merged cells', () => {
  const rows: readonly (readonly WrittenCell[])[] = [
    ['Kommun', 'Id', 'Namn', 'Personnummer'],
    ['2080', '1', 'A', null],
    [null, '2', 'B', null],
    [null, '3', null, null],
  ];
  const merged = ['A2:A4', 'C4:D4'];

  it('have their value in the first cell alone, unless the mapping says otherwise', async () => {
    const fates = (await read({ sheets: [{ rows, merged }] })).map(({ fate }) => fate);
    expect(fates).toEqual(['used', 'quarantined', 'quarantined']);
  });

  it('have it in those below, where the mapping says so', async () => {
    const read1 = await read({ sheets: [{ rows, merged }] }, { origin: 'mergedCells: down' });
    expect(recordsOf(read1).map(({ sourceId, kommunCode }) => [sourceId, kommunCode])).toEqual([
      ['1', '2080'],
      ['2', '2080'],
      ['3', '2080'],
    ]);
  });

  it('have it to the right, or everywhere', async () => {
    const block = {
      rows: [
        ['Id', 'Namn', 'Kommun'],
        ['2080', null, null],
        ['x', null, '2080'],
      ],
      merged: ['A2:C3'],
    };
    const ids = async (mode: string) =>
      (await read({ sheets: [block] }, { origin: `mergedCells: ${mode}` })).map((row) =>
        row.fate === 'used' ? row.records[0]?.kommunCode : row.fate,
      );
    expect(await ids('right')).toEqual(['2080', '2080']);
    expect(await ids('all')).toEqual(['2080', '2080']);
    expect(await ids('down')).toEqual(['quarantined', '2080']);
  });

  it('in the header reach over its rows', async () => {
    const rows = [
      ['Id', 'Uppgifter', null],
      [null, 'Namn', 'Kommun'],
      ['1', 'A', '2080'],
    ];
    const read1 = await read({ sheets: [{ rows, merged: ['A1:A2', 'B1:C1'] }] });
    expect(names(read1)).toEqual(['A']);
    expect(read1[0]?.place.row).toBe(3);
  });
});
