import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultSystemsFolder, dryRun, initAdapter, loadAdapter } from '@kommunhub/adapter-kit';
import { adapterFolder } from '@kommunhub/adapter-kit/testing';
import { expect, it } from 'vitest';
import { excelConnector } from './index.js';

const options = {
  connectors: { excel: excelConnector },
  source: 'utkast',
  system: 'Lifecare',
  namnd: { id: '0781-LSS', name: 'Socialnämnden' },
  kommuner: ['0781'],
  approvedBy: 'A. Exempel',
};
const workbook = (system: string, name: string) => join(defaultSystemsFolder(), system, 'fixtures', name);

it('drafts a table for each sheet that is known, lists of decisions on two sheets both', async () => {
  const { folder, remove } = await adapterFolder({});
  const report = await initAdapter(join(folder, 'x'), [workbook('lifecare', 'lifecare.xlsx')], options);
  const yaml = await readFile(join(folder, 'x', 'adapter.yaml'), 'utf8');
  expect(report.problems).toEqual([]);
  expect(report.summary.tables.map(({ name, kinds }) => [name, kinds])).toEqual([
    ['personer', ['person']],
    ['utredningar', ['staff', 'case', 'investigation']],
    ['beslut-lss', ['decision', 'execution']],
    ['beslut-sol', ['decision', 'execution']],
    ['uppfoljningar', ['followUp']],
  ]);
  expect(report.summary.passedOver).toEqual(['lifecare.xlsx (Om rapporten)', 'lifecare.xlsx (Avbrott)']);
  expect(yaml).toMatch(/# AVGÖR: \d+ celler är sammanslagna över flera rader/);
  const read = await dryRun(await loadAdapter(join(folder, 'x'), options));
  expect(read).toMatchObject({ complete: true, records: { person: 4, case: 3, decision: 5 } });
  await remove();
});

it('reads the template of our own without a fault', async () => {
  const { folder, remove } = await adapterFolder({});
  const given = { ...options, namnd: { id: '2021-LSS', name: 'Nämnden' }, kommuner: ['2021'] };
  const report = await initAdapter(join(folder, 'x'), [workbook('hub-excel', 'example.xlsx')], given);
  expect(report.problems).toEqual([]);
  const read = await dryRun(await loadAdapter(join(folder, 'x'), given));
  expect(read).toMatchObject({
    rowsQuarantined: 0,
    unmapped: [],
    records: { person: 3, case: 3, decision: 4 },
  });
  await remove();
});
