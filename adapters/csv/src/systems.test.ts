import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultSystemsFolder, dryRun, loadAdapter, printCheck } from '@kommunhub/adapter-kit';
import { adapterFolder, describeSystems, loadExample } from '@kommunhub/adapter-kit/testing';
import { describe, expect, it } from 'vitest';
import { csvConnector } from './index.js';

const load = (system: string) => loadExample(system, csvConnector);

describeSystems(csvConnector);

describe('Treserva', () => {
  it('gives persons, cases, investigations, handläggare, decisions and executions', async () => {
    const report = await dryRun(await load('treserva'));
    expect(report.records).toEqual({
      person: 6,
      staff: 5,
      case: 7,
      investigation: 6,
      decision: 7,
      execution: 5,
      followUp: 3,
      interruption: 2,
    });
    expect(report.skipped).toEqual({ BLANK: 1, TOTAL: 1, OUTSIDE_LSS_SOL: 1, MAKULERAD: 1 });
    expect(report.unmapped).toEqual([
      {
        table: 'insats',
        column: 'Insats',
        value: 'Kontaktperson/ledsagare',
        rows: 1,
        nearest: { local: 'Kontaktperson', code: 'LSS_9_4' },
      },
    ]);
  });

  it('masks whom the samples are about and lets references be followed', async () => {
    const report = await dryRun(await load('treserva'));
    const text = JSON.stringify(report.samples);
    expect(text).not.toMatch(/Påhittad|Handlagd|811218|LSS 2024|Falu/);
    const decision = report.samples.find(({ kind }) => kind === 'decision');
    const ids = report.samples.filter(({ kind }) => kind === 'case').map(({ sourceId }) => sourceId);
    expect(ids).toContain(decision?.caseSourceId);
  });

  it('does not let a handläggare without cases count as gone', async () => {
    expect((await load('treserva')).description.kinds).toEqual([
      'person',
      'case',
      'investigation',
      'decision',
      'execution',
      'followUp',
      'interruption',
    ]);
  });

  it('reads a delivery without follow-ups, and takes none of them for removed', async () => {
    const fixtures = join(defaultSystemsFolder(), 'treserva', 'fixtures');
    const names = ['adapter.yaml', 'personer.csv', 'arenden.csv', 'beslut.csv', 'avbrott.csv'];
    const files = names.map(async (name) => [name, await readFile(join(fixtures, name))] as const);
    const { folder, remove } = await adapterFolder(Object.fromEntries(await Promise.all(files)));
    const adapter = await loadAdapter(folder, { connectors: { csv: csvConnector } });
    expect(adapter.description.kinds).toContain('interruption');
    expect(adapter.description.kinds).not.toContain('followUp');
    const report = await adapter.check();
    expect(report).toMatchObject({ ok: true, problems: [], lacking: ['uppfoljningar'] });
    expect(printCheck(report)).toContain('Tabeller som saknas, och får saknas: uppfoljningar');
    expect((await dryRun(adapter)).records).toMatchObject({ decision: 7, interruption: 2 });
    await remove();
  });
});
