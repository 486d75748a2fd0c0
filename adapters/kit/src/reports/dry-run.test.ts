import type { RecordSource, SourceDescription, SourceRow } from '@kommunhub/schema';
import { SourceUnavailableError } from '@kommunhub/schema';
import { describe, expect, it } from 'vitest';
import { dryRun } from './dry-run.js';
import { printDryRun } from './print-dry-run.js';

const description: SourceDescription = {
  id: 'test-kalla',
  system: 'Testsystem',
  namnd: { id: '2080-LSS', name: 'Omvårdnadsnämnden' },
  kommunCodes: ['2080'],
  kinds: ['person'],
  delivery: 'complete',
  intervalHours: 24,
  demo: false,
};

const place = (row: number) => ({ file: 'p.csv', sheet: null, row });
const quarantined = (row: number): SourceRow => ({
  fate: 'quarantined',
  place: place(row),
  faults: [
    { reason: 'VALUE_MISSING', column: 'Id', remedy: 'Fill in the column in the source: it is required.' },
  ],
  raw: { Namn: 'SENTINEL' },
  keys: [],
  kindsWithoutKey: ['person'],
});
const used = (row: number): SourceRow => ({
  fate: 'used',
  place: place(row),
  records: [
    {
      kind: 'person',
      sourceId: `19811218987${row}`,
      kommunCode: '2080',
      idType: 'PERSONNUMMER',
      personnummer: '198112189876',
      name: row % 2 === 0 ? 'SENTINEL' : null,
      birthYear: 1981,
      sex: 'OKAND',
      protection: 'INGEN',
      personkrets: null,
    },
  ],
  unmapped: [],
  warnings: [{ code: 'CHECK_DIGIT', column: 'Nr' }],
  raw: { Namn: 'SENTINEL' },
});

function source(rows: readonly SourceRow[], failure?: Error): RecordSource {
  return {
    description,
    asOf: async () => new Date('2026-10-01T10:00:00Z'),
    async *read() {
      yield* rows;
      if (failure !== undefined) throw failure;
    },
  };
}

describe('a dry run', () => {
  it('counts fates, fill rates and reasons, and masks its samples', async () => {
    const rows: SourceRow[] = [
      used(2),
      used(3),
      quarantined(4),
      { fate: 'skipped', place: place(5), reason: 'TOTAL' },
    ];
    const report = await dryRun(source(rows));
    expect(report).toMatchObject({
      rowsRead: 4,
      rowsUsed: 2,
      rowsQuarantined: 1,
      rowsSkipped: 1,
      skipped: { TOTAL: 1 },
      quarantineReasons: { VALUE_MISSING: 1 },
      warnings: [{ code: 'CHECK_DIGIT', column: 'Nr', rows: 2 }],
    });
    const share = (field: string) => report.fill.person?.find((fill) => fill.field === field)?.share;
    expect([share('name'), share('sourceId'), share('sex')]).toEqual([0.5, 1, 0]);
    expect(report.samples[0]).toMatchObject({
      sourceId: 'id-1',
      name: '***',
      personnummer: '***',
      birthYear: '19**',
    });
    expect(JSON.stringify(report)).not.toMatch(/SENTINEL|811218/);
  });

  it('lists the first quarantined rows and counts them all', async () => {
    const rows = Array.from({ length: 250 }, (_, index) => quarantined(index + 2));
    const report = await dryRun(source(rows), { listedRows: 3 });
    expect([report.quarantined.length, report.rowsQuarantined]).toEqual([3, 250]);
    expect(printDryRun(report)).toContain('… och 247 rader till');
  });

  it('gives a report also when the source fails half-way', async () => {
    const report = await dryRun(source([used(2)], new SourceUnavailableError('Gone.')));
    expect(report).toMatchObject({ complete: false, code: 'SOURCE_UNAVAILABLE', rowsRead: 1 });
    expect(printDryRun(report)).toContain('Källan kunde inte läsas till slut');
  });

  it('does not hide errors that are not the source’s', async () => {
    await expect(dryRun(source([], new TypeError('ours')))).rejects.toThrow(TypeError);
  });

  it('prints in Swedish, remedies too', async () => {
    const text = printDryRun(await dryRun(source([used(2), quarantined(3)])));
    expect(text).toContain('Rader lästa          2');
    expect(text).toContain(
      'p.csv, rad 3, kolumn Id: uppgift saknas. Fyll i kolumnen i källan: uppgiften krävs.',
    );
    expect(text).not.toMatch(/SENTINEL|811218/);
  });
});
