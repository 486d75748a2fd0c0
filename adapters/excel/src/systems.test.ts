import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultSystemsFolder, dryRun, loadAdapter, loadProfile } from '@kommunhub/adapter-kit';
import { adapterFolder, describeSystems, loadExample } from '@kommunhub/adapter-kit/testing';
import type { HubRecord } from '@kommunhub/schema';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { excelConnector } from './index.js';

describeSystems(excelConnector);

async function recordsOf(system: string): Promise<readonly HubRecord[]> {
  const rows = await Array.fromAsync((await loadExample(system, excelConnector)).read());
  return rows.flatMap((row) => (row.fate === 'used' ? row.records : []));
}

describe('Lifecare', () => {
  it('gives every kind of record, titles, totals, makulerade and other laws left out', async () => {
    const report = await dryRun(await loadExample('lifecare', excelConnector));
    expect(report.records).toEqual({
      person: 4,
      staff: 3,
      case: 4,
      investigation: 3,
      decision: 5,
      execution: 3,
    });
    expect(report.skipped).toEqual({ BLANK: 1, TOTAL: 3, OUTSIDE_LSS_SOL: 1, MAKULERAD: 1 });
    expect(report.unmapped).toEqual([]);
    expect(report.warnings).toEqual([]);
  });

  it('knows a person by the number in whatever form a sheet has it, and the personkrets by its column', async () => {
    const records = await recordsOf('lifecare');
    const person = records.find((record) => record.kind === 'person');
    expect(person).toMatchObject({ sourceId: '198112189876', personkrets: 'P1', kommunCode: '0781' });
    const cases = records.filter((record) => record.kind === 'case');
    expect(cases.map(({ personSourceId }) => personSourceId)).toEqual([
      '198112189876',
      '198112189876',
      '196709199530',
      '196408233234',
    ]);
  });

  it('takes hours or an amount of money with their own units, and an open end for none', async () => {
    const decisions = (await recordsOf('lifecare')).filter((record) => record.kind === 'decision');
    expect(decisions.map(({ amount, amountUnit, validTo }) => [amount, amountUnit, validTo])).toEqual([
      ['37.5', 'TIMMAR_VECKA', '2026-02-28'],
      ['10', 'TIMMAR_MANAD', null],
      ['3179.31', 'KRONOR', '2023-06-14'],
      [null, null, null],
      ['6', 'TIMMAR_VECKA', '2026-09-30'],
    ]);
  });
});

describe('the template of our own', () => {
  const template = () => readFile(join(defaultSystemsFolder(), 'hub-excel', 'kommunhub-mall.xlsx'));

  it('filled in gives every kind of record, a decision with two providers two executions', async () => {
    const report = await dryRun(await loadExample('hub-excel', excelConnector));
    expect(report.records).toEqual({
      person: 3,
      case: 3,
      staff: 2,
      investigation: 2,
      decision: 4,
      execution: 2,
    });
    expect(report.unmapped).toEqual([]);
  });

  it('as it is downloaded has all columns and no rows', async () => {
    const { folder, remove } = await adapterFolder({
      'adapter.yaml': await readFile(join(defaultSystemsFolder(), 'hub-excel', 'fixtures', 'adapter.yaml')),
      'kommunhub-mall.xlsx': await template(),
    });
    const adapter = await loadAdapter(folder, { connectors: { excel: excelConnector } });
    expect((await adapter.check()).problems).toEqual([]);
    expect(await dryRun(adapter)).toMatchObject({ complete: true, rowsRead: 0 });
    await remove();
  });

  it('offers in its lists every text that the code tables know', async () => {
    const parts = unzipSync(await template());
    const shared = new TextDecoder().decode(parts['xl/sharedStrings.xml']);
    const { codeTables } = await loadProfile('hub-excel');
    for (const { local } of [...codeTables.values()].flatMap((table) => [...table.values()])) {
      expect(shared).toContain(`<t>${local}</t>`);
    }
    const sheets = Object.keys(parts).filter((path) => path.startsWith('xl/worksheets/sheet'));
    const lists = sheets.map(
      (path) => new TextDecoder().decode(parts[path]).match(/<dataValidation /g)?.length ?? 0,
    );
    expect(lists).toEqual([0, 3, 4, 6, 0]);
  });

  it('keeps numbers typed in as text: its columns are formatted so', async () => {
    const sheet = new TextDecoder().decode(unzipSync(await template())['xl/worksheets/sheet2.xml']);
    expect(sheet.match(/<col style="\d+" /g)).toHaveLength(7);
  });
});
