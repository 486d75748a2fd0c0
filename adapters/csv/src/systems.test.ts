import { dryRun } from '@kommunhub/adapter-kit';
import { describeSystems, loadExample } from '@kommunhub/adapter-kit/testing';
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
    ]);
  });
});
