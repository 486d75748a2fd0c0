import { writeFile } from 'node:fs/promises';
import { type Adapter, dryRun, loadAdapter } from '@kommunhub/adapter-kit';
import { adapterFolder } from '@kommunhub/adapter-kit/testing';
import { HubError, type SourceRow } from '@kommunhub/schema';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { csvConnector } from './index.js';

// Read twice over, so that a mutated file stands for whatever a damaged export may be.
const runs = 250;
const sentinel = 'SENTINELHEMLIG';
const rows = Array.from(
  { length: 12 },
  (_, index) => `${index};${sentinel}${index} Öberg;19811218-9876;2080`,
);
const text = ['Id;Namn;Personnummer;Kommunkod', ...rows, 'Summa;12;;'].join('\r\n');

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
connector: { kind: csv, folder: . }
tables:
  personer:
    from: { file: p.csv }
    columns: { Id: { type: text, required: true }, Namn: text, Personnummer: personnummer, Kommunkod: kommunkod }
    records: { person: { sourceId: Id, kommunCode: Kommunkod, name: Namn, personnummer: Personnummer } }
`,
  });
  adapter = await loadAdapter(folder.folder, { connectors: { csv: csvConnector } });
});
afterAll(() => folder.remove());

const piece = fc.oneof(
  fc.constantFrom(
    ';',
    '"',
    '""',
    '\n',
    '\r',
    '\r\n',
    '\u0000',
    '\uFEFF',
    'Ã¶',
    '\uFFFD',
    'Summa',
    '\t',
    '|',
    ',',
  ),
  fc.string({ maxLength: 6, unit: 'binary' }),
);
const mutation = fc.record({
  at: fc.nat({ max: text.length }),
  remove: fc.integer({ min: 0, max: 40 }),
  insert: piece,
});
const mutatedFile = fc
  .tuple(
    fc.array(mutation, { maxLength: 6 }),
    fc.constantFrom('utf8', 'win1252', 'utf-16le', 'cp850'),
    fc.array(fc.record({ at: fc.nat({ max: 500 }), byte: fc.nat({ max: 255 }) }), { maxLength: 3 }),
  )
  .map(([mutations, encoding, bytes]) => {
    const mutated = mutations.reduce(
      (sum, { at, remove, insert }) => sum.slice(0, at) + insert + sum.slice(at + remove),
      text,
    );
    const file = iconv.encode(mutated, encoding, { addBOM: encoding === 'utf-16le' });
    for (const { at, byte } of bytes) if (at < file.length) file[at] = byte;
    return file;
  });

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

it('meets every damaged file with an error at a place or with rows set aside, never with a crash or a value', async () => {
  await fc.assert(
    fc.asyncProperty(mutatedFile, async (file) => {
      await writeFile(`${folder.folder}/p.csv`, file);
      const first = await readAll();
      const second = await readAll();
      expect(second.rows).toEqual(first.rows);
      expect(second.error?.faults).toEqual(first.error?.faults);
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
      const report = await dryRun(adapter);
      expect(report.rowsRead).toBe(first.rows.length);
      expect(report.rowsUsed + report.rowsQuarantined + report.rowsSkipped).toBe(report.rowsRead);
      const { unmapped: _, ...shown } = report;
      expect(JSON.stringify(shown)).not.toMatch(/SENTINEL|811218/);
    }),
    { numRuns: runs },
  );
}, 120_000);
