import { writeFile } from 'node:fs/promises';
import { type Adapter, dryRun, loadAdapter } from '@kommunhub/adapter-kit';
import { adapterFolder } from '@kommunhub/adapter-kit/testing';
import { HubError, type SourceRow } from '@kommunhub/schema';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { excelConnector } from './index.js';
import { aWorkbook } from './testing/a-workbook.js';

const sentinel = 'SENTINELHEMLIG';
const rows = Array.from({ length: 12 }, (_, index) => [
  index,
  `${sentinel}${index} Öberg`,
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

let folder: Awaited<ReturnType<typeof adapterFolder>>;
let adapter: Adapter;
beforeAll(async () => {
  folder = await adapterFolder({
    'adapter.yaml': `source: fuzz
system: Testsystem
namnd: { id: 2080-LSS, name: Nämnden }
kommuner: ['2080']
delivery: complete
intervalHours: 24
connector: { kind: excel, folder: . }
tables:
  personer:
    from: { file: p.xlsx, mergedCells: all }
    columns: { Id: { type: text, required: true }, Namn: text, Personnummer: personnummer, Kommunkod: kommunkod }
    records: { person: { sourceId: Id, kommunCode: Kommunkod, name: Namn, personnummer: Personnummer } }
`,
  });
  adapter = await loadAdapter(folder.folder, { connectors: { excel: excelConnector } });
});
afterAll(() => folder.remove());

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
  fc.string({ maxLength: 6, unit: 'binary' }),
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

async function readAll(): Promise<{ readonly rows: SourceRow[]; readonly error: HubError | null }> {
  const read: SourceRow[] = [];
  try {
    for await (const row of adapter.read()) read.push(row);
    return { rows: read, error: null };
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return { rows: read, error };
  }
}

it('meets every damaged workbook with an error at a place or with rows set aside, never with a crash or a value', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async (file) => {
      await writeFile(`${folder.folder}/p.xlsx`, file);
      const first = await readAll();
      const second = await readAll();
      expect(second.rows).toEqual(first.rows);
      if (first.error !== null) {
        expect(['SOURCE_REFUSED', 'SOURCE_UNAVAILABLE']).toContain(first.error.code);
        expect(first.error.faults.length).toBeGreaterThan(0);
        const told = JSON.stringify([first.error.message, first.error.faults, first.error.cause ?? null]);
        expect(told).not.toMatch(/SENTINEL|811218/);
      }
      for (const row of first.rows) {
        expect(row.place.row).toBeGreaterThan(1);
        if (row.fate === 'quarantined') expect(JSON.stringify(row.faults)).not.toMatch(/SENTINEL|811218/);
      }
      const { unmapped: _, ...shown } = await dryRun(adapter);
      expect(shown.rowsRead).toBe(first.rows.length);
      expect(JSON.stringify(shown)).not.toMatch(/SENTINEL|811218/);
    }),
    { numRuns: 250 },
  );
}, 120_000);
