import { anyCharacters, describeDamagedFiles, secretOfCells } from '@kommunhub/adapter-kit/testing';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { excelConnector } from './index.js';
import { aWorkbook } from './testing/a-workbook.js';

const rows = Array.from({ length: 12 }, (_, index) => [
  index,
  `${secretOfCells}${index} Öberg`,
  198112189876,
  2080,
]);
const whole = aWorkbook({
  sheets: [
    { rows: [['Id', 'Namn', 'Personnummer', 'Kommunkod'], ...rows, ['Summa', 12]], merged: ['A2:B2'] },
  ],
});
const parts = unzipSync(whole);
const names = Object.keys(parts);

const cut = fc.record({ at: fc.nat({ max: 4000 }), remove: fc.integer({ min: 0, max: 60 }) });
const piece = fc.oneof(
  fc.constantFrom(
    '<row r="1">',
    '</c>',
    '<v>1e999</v>',
    '<v>-5</v>',
    '&nbsp;',
    '<c r="ZZZZ1">',
    '<!DOCTYPE x [',
    ']]>',
  ),
  fc.constantFrom(
    '<mergeCell ref="A1:XFD1048576"/>',
    't="s"',
    's="99"',
    '\u0000',
    '<v>99999999</v>',
    'r="0"',
  ),
  anyCharacters(6),
);

/** A workbook with one of its parts changed, or with bytes of the archive itself changed. */
const damaged = fc.oneof(
  fc
    .record({
      part: fc.constantFrom(...names),
      cuts: fc.array(fc.tuple(cut, piece), { minLength: 1, maxLength: 4 }),
    })
    .map(({ part, cuts }) => {
      const text = new TextDecoder().decode(parts[part]);
      const changed = cuts.reduce(
        (sum, [{ at, remove }, insert]) =>
          sum.slice(0, at % text.length) + insert + sum.slice((at % text.length) + remove),
        text,
      );
      return zipSync({ ...parts, [part]: new TextEncoder().encode(changed) });
    }),
  fc
    .record({
      length: fc.nat({ max: whole.length }),
      bytes: fc.array(fc.record({ at: fc.nat({ max: whole.length }), byte: fc.nat({ max: 255 }) }), {
        maxLength: 4,
      }),
      isCut: fc.boolean(),
    })
    .map(({ length, bytes, isCut }) => {
      const file = Uint8Array.from(isCut ? whole.subarray(0, length) : whole);
      for (const { at, byte } of bytes) if (at < file.length) file[at] = byte;
      return file;
    }),
);

describeDamagedFiles('workbooks', {
  connector: excelConnector,
  file: 'p.xlsx',
  from: ', mergedCells: all',
  damaged,
  runs: 1000,
});
