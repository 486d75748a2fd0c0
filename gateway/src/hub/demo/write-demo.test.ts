import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvConnector } from '@kommunhub/adapter-csv';
import { excelConnector } from '@kommunhub/adapter-excel';
import { dryRun, loadAdapter } from '@kommunhub/adapter-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoTarget } from './demo-target.js';
import type { DemoLedger, SourceLedger } from './ledger/demo-ledger.js';
import { writeDemo } from './write-demo.js';

const today = '2026-05-04';
const roots: string[] = [];

async function freshTarget(): Promise<DemoTarget & { readonly root: string }> {
  const root = await mkdtemp(join(tmpdir(), 'kommunhub-demo-'));
  roots.push(root);
  return {
    root,
    sourcesFolder: join(root, 'adapters'),
    deliveriesFolder: join(root, 'deliveries'),
    delegationFolder: join(root, 'delegation'),
  };
}

/** Path → hash of the bytes, for all files under a folder. */
async function bytesOf(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashes = await Promise.all(
    files.map(async (file) => [file.slice(root.length), hashOf(await readFile(file))] as const),
  );
  return Object.fromEntries(hashes.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

let ledger: DemoLedger;
let target: Awaited<ReturnType<typeof freshTarget>>;

beforeAll(async () => {
  target = await freshTarget();
  ledger = await writeDemo(target, { seed: 1, today });
});

afterAll(async () => {
  await Promise.all(roots.map((root) => rm(root, { recursive: true })));
});

describe('writeDemo', () => {
  it('writes the same bytes for the same seed and day, and others for another seed', async () => {
    const [same, other] = [await freshTarget(), await freshTarget()];
    await writeDemo(same, { seed: 1, today });
    await writeDemo(other, { seed: 2, today });
    const bytes = await bytesOf(target.root);
    expect(Object.keys(bytes)).toHaveLength(14 + 1 + (8 + 2) * 5 + 3 + 1 + 13 + 2);
    expect(await bytesOf(same.root)).toEqual(bytes);
    expect(await bytesOf(other.root)).not.toEqual(bytes);
  });

  it('closes files and folders to others, also those of an earlier demo', async () => {
    await writeDemo(target, { seed: 1, today });
    for (const entry of await readdir(target.root, { recursive: true, withFileTypes: true })) {
      const { mode } = await stat(join(entry.parentPath, entry.name));
      expect(mode & 0o777).toBe(entry.isFile() ? 0o600 : 0o700);
    }
  });

  it('refuses a day that does not exist', async () => {
    await expect(writeDemo(target, { seed: 1, today: '2026-02-30' })).rejects.toThrow(RangeError);
  });

  it.each([
    ['2024-02-29', 11],
    ['2027-01-01', 12],
    ['2031-12-31', 13],
  ])('can be written for %s', async (day, seed) => {
    await expect(writeDemo(await freshTarget(), { seed, today: day })).resolves.toBeDefined();
  });
});

describe('the ledger', () => {
  it('gives every row exactly one fate', () => {
    for (const { afterMerge, files } of ledger.sources) {
      expect(afterMerge.rowsRead).toBe(afterMerge.used + afterMerge.quarantined + afterMerge.skipped);
      for (const { rowsRead, byAdapter } of files) {
        expect(rowsRead).toBe(byAdapter.used + byAdapter.quarantined + byAdapter.skipped);
      }
    }
  });

  it('adds up from kommuner to sources', () => {
    for (const { id, records } of ledger.sources.filter((source) => source.id !== 'dalarna-samverkan')) {
      const kommuner = ledger.kommuner.filter(({ sourceId }) => sourceId === id);
      const sum = (count: (kommun: (typeof kommuner)[number]) => number) =>
        kommuner.reduce((total, kommun) => total + count(kommun), 0);
      expect(sum(({ persons }) => persons)).toBe(records.person ?? 0);
      expect(sum((kommun) => kommun.cases.total)).toBe(records.case ?? 0);
      expect(sum(({ cases }) => cases.open + cases.closed)).toBe(records.case ?? 0);
      expect(sum(({ investigations }) => investigations)).toBe(records.investigation ?? 0);
      expect(sum(({ decisions }) => decisions)).toBe(records.decision ?? 0);
      expect(sum(({ executions }) => executions)).toBe(records.execution ?? 0);
      expect(sum(({ staff }) => staff)).toBe(records.staff ?? 0);
      for (const { decisions, byInsats } of kommuner) {
        const insatser = Object.values(byInsats);
        expect(insatser.reduce((total, one) => total + one.decisions, 0)).toBe(decisions);
        for (const { byOutcome, decisions: count, granted, grantedAndExecuted } of insatser) {
          expect(Object.values(byOutcome).reduce((total, one) => total + one, 0)).toBe(count);
          expect(grantedAndExecuted).toBeLessThanOrEqual(granted);
        }
      }
    }
  });

  it('knows fifteen kommuner, a quarantine that leaves every source trusted, and no secret when printed', () => {
    expect(ledger.kommuner).toHaveLength(15);
    // 2100 are invented; those of Rättvik are in its counts only, and Hedemora's system has none without a number.
    expect(ledger.kommuner.reduce((sum, { persons }) => sum + persons, 0)).toBeGreaterThan(1900);
    for (const { afterMerge } of ledger.sources) {
      expect(afterMerge.quarantined).toBeLessThan(afterMerge.rowsRead / 20);
    }
    const [name] = ledger.secrets.personNames;
    const [number] = ledger.secrets.personnummer;
    expect(JSON.stringify(ledger)).not.toContain(name);
    expect(JSON.stringify(ledger)).not.toContain(number);
    expect(ledger.secrets.caseNumbersWithPersonnummer.size).toBe(3);
  });
});

describe('the files, read through their adapters', () => {
  const clock = () => new Date(`${today}T12:00:00Z`);
  const open = (source: SourceLedger) =>
    loadAdapter(join(target.sourcesFolder, source.id), {
      connectors: { csv: csvConnector, excel: excelConnector },
      clock,
    });
  const sum = (source: SourceLedger, count: (file: SourceLedger['files'][number]) => number) =>
    source.files.reduce((total, file) => total + count(file), 0);

  it('have the fates, the unmapped texts and the masked case numbers of the ledger', async () => {
    for (const source of ledger.sources) {
      const report = await dryRun(await open(source), { clock });
      expect({ source: source.id, problems: report.problems }).toEqual({ source: source.id, problems: [] });
      expect({
        read: report.rowsRead,
        used: report.rowsUsed,
        quarantined: report.rowsQuarantined,
        skipped: report.rowsSkipped,
      }).toEqual({
        read: sum(source, ({ rowsRead }) => rowsRead),
        used: sum(source, ({ byAdapter }) => byAdapter.used),
        quarantined: sum(source, ({ byAdapter }) => byAdapter.quarantined),
        skipped: sum(source, ({ byAdapter }) => byAdapter.skipped),
      });
      expect(report.skipped).toEqual(merged(source, 'skippedBy'));
      expect(report.quarantineReasons).toEqual(merged(source, 'quarantinedBy'));
      expect(report.unmapped.map(({ nearest: _, ...line }) => line)).toEqual(source.unmapped);
      const warned = report.warnings.filter(({ code }) => code === 'PERSONNUMMER_IN_CASE_NUMBER');
      expect(warned.length).toBe(source.maskedCaseNumbers);
      expect(report.warnings.length).toBe(warned.length);
    }
  });

  it('give the distinct records of the ledger', async () => {
    for (const source of ledger.sources) {
      const keys = new Map<string, string>();
      for await (const row of (await open(source)).read()) {
        if (row.fate !== 'used') continue;
        for (const { kind, kommunCode, sourceId } of row.records)
          keys.set(`${kind} ${kommunCode} ${sourceId}`, kind);
      }
      const counts: Record<string, number> = {};
      for (const kind of keys.values()) counts[kind] = (counts[kind] ?? 0) + 1;
      const orphans = source.afterMerge.quarantinedBy.REFERENCE_MISSING ?? 0;
      const decision = (source.records.decision ?? 0) + orphans;
      expect(counts).toEqual({ ...source.records, ...(decision > 0 ? { decision } : {}) });
    }
  });
});

function merged(source: SourceLedger, key: 'skippedBy' | 'quarantinedBy'): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { byAdapter } of source.files) {
    for (const [reason, rows] of Object.entries(byAdapter[key]))
      counts[reason] = (counts[reason] ?? 0) + rows;
  }
  return counts;
}
