import { readFileSync } from 'node:fs';
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
      followUp: 2,
      interruption: 1,
    });
    expect(report.skipped).toEqual({ BLANK: 1, TOTAL: 4, OUTSIDE_LSS_SOL: 1, MAKULERAD: 1 });
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
      followUp: 2,
      interruption: 1,
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
    expect(lists).toEqual([0, 3, 4, 6, 2, 1, 0]);
  });

  it('keeps numbers typed in as text: its columns are formatted so', async () => {
    const sheet = new TextDecoder().decode(unzipSync(await template())['xl/worksheets/sheet2.xml']);
    expect(sheet.match(/<col style="\d+" /g)).toHaveLength(7);
  });
});

describe('the template of counts', () => {
  it('gives counts and handläggare and nothing of persons', async () => {
    const report = await dryRun(await loadExample('hub-excel-antal', excelConnector));
    expect(report.records).toEqual({ staff: 4, insatsCount: 5 });
    expect(report.unmapped).toEqual([]);
    const counts = (await recordsOf('hub-excel-antal')).filter((record) => record.kind === 'insatsCount');
    expect(
      counts.map(({ countedOn, insats, staffSourceId, count }) => [countedOn, insats, staffSourceId, count]),
    ).toEqual([
      ['2025-10-01', 'LSS_9_9', 'HANHAN', 14],
      ['2026-10-01', 'LSS_9_9', 'HANHAN', 12],
      ['2026-10-01', 'LSS_9_9', 'BOEEXE', 9],
      ['2026-10-01', 'LSS_9_3', 'HANHAN', 4],
      ['2026-10-01', 'LSS_9_4', null, 7],
    ]);
  });
});

describe('a sheet that may be lacking', () => {
  it('is missed in no report, and its kinds are not held whole', async () => {
    const folderOf = (...absent: string[]) =>
      adapterFolder({
        'adapter.yaml': `${exampleSettings}connector: { kind: excel, folder: . }
tables:
${absent.map((table) => `  ${table}: { from: { sheet: Finns inte } }\n`).join('')}`,
        'mall.xlsx': readFileSync(join(defaultSystemsFolder(), 'hub-excel', 'fixtures', 'example.xlsx')),
      });
    const { folder, remove } = await folderOf('avbrott');
    const adapter = await loadAdapter(folder, { connectors: { excel: excelConnector } });
    expect(await adapter.check()).toMatchObject({ ok: true, lacking: ['avbrott'] });
    expect(adapter.description.kinds).toContain('followUp');
    expect(adapter.description.kinds).not.toContain('interruption');
    await remove();
    const required = await folderOf('beslut');
    const other = await loadAdapter(required.folder, { connectors: { excel: excelConnector } });
    expect((await other.check()).problems.map(({ code }) => code)).toEqual(['SOURCE_SHEET_MISSING']);
    await required.remove();
  });
});

const exampleSettings = `source: prov
system: Excel
profile: hub-excel
namnd: { id: 2021-LSS, name: Nämnden }
kommuner: ['2021']
delivery: complete
intervalHours: 24
`;
