import type { HubRecord } from '@kommunhub/schema';
import { aCase, aDecision, aPerson, aStaff } from './small-model.js';

const inGagnef = <Record extends HubRecord>(record: Record): Record => ({ ...record, kommunCode: '2026' });
const investigation = (sourceId: string, caseSourceId: string): HubRecord => ({
  ...{ kind: 'investigation', sourceId, kommunCode: '2080', caseSourceId, category: 'OVRIGA_LSS' },
  ...{ appliedOn: null, openedOn: '2025-03-01', closedOn: null },
});
const execution = (sourceId: string, decisionSourceId: string): HubRecord => ({
  ...{
    kind: 'execution',
    sourceId,
    kommunCode: '2080',
    decisionSourceId,
    provider: 'Solhem',
    regi: 'EGEN_REGI',
  },
  ...{ orderedOn: '2025-04-02', startedOn: '2025-05-01', endedOn: null, executingKommunCode: '2029' },
});
const followUp = (sourceId: string, decisionSourceId: string, plannedOn: string): HubRecord => ({
  ...{ kind: 'followUp', sourceId, kommunCode: '2080', decisionSourceId, type: 'ARLIG', typeRaw: null },
  ...{ plannedOn, doneOn: null, result: null },
});
const interruption = (sourceId: string, executionSourceId: string): HubRecord => ({
  ...{ kind: 'interruption', sourceId, kommunCode: '2080', executionSourceId },
  ...{ startedOn: '2025-08-01', endedOn: '2025-08-20', cause: 'SJUKHUSVISTELSE', causeRaw: null },
});

/** Own, colleagues' and queued cases of the asking handläggare `s1`, open and closed. */
export const falunRecords: readonly HubRecord[] = [
  aStaff('s1', { name: 'Kim Prov' }),
  aStaff('s2', { name: 'Love Prov' }),
  aPerson('p1', { name: 'Robin Exempel', personnummer: '199001010017' }),
  aPerson('p2', { protection: 'SEKRETESSMARKERING' }),
  aPerson('p3'),
  aCase('own', 'p1', { handlaggareSourceId: 's1', openedOn: '2025-03-01' }),
  aCase('own-closed', 'p2', { handlaggareSourceId: 's1', openedOn: '2024-03-01', closedOn: '2025-01-01' }),
  aCase('colleagues', 'p3', { handlaggareSourceId: 's2' }),
  aCase('queue', 'p3', { openedOn: '2026-01-01' }),
  aCase('queue-closed', 'p3', { closedOn: '2025-06-01' }),
  investigation('i1', 'own'),
  aDecision('d1', 'own', {
    insats: 'LSS_9_9',
    lagrum: 'LSS 9 § 9',
    level: 'HANDLAGGARE',
    decidedBySourceId: 's2',
  }),
  aDecision('d2', 'own', { insats: 'OKAND', insatsRaw: 'Solglimten', decidedOn: '2025-05-01' }),
  aDecision('d3', 'colleagues'),
  execution('e1', 'd1'),
  followUp('f1', 'd1', '2026-04-01'),
  followUp('f2', 'd3', '2026-04-01'),
  interruption('a1', 'e1'),
];
/** The same of a nämnd where `s1` has an uppdrag; the own case is a protected person's. */
export const gagnefRecords: readonly HubRecord[] = [
  ...[aStaff('s1'), aPerson('p1', { protection: 'SKYDDAD_FOLKBOKFORING' }), aPerson('p2'), aPerson('p3')],
  aCase('own', 'p1', { handlaggareSourceId: 's1', openedOn: '2025-09-01' }),
  aCase('theirs', 'p2', { handlaggareSourceId: 's9' }),
  aCase('queue', 'p3', { openedOn: '2026-02-01' }),
  aDecision('d1', 'own', { insats: 'OKAND', insatsRaw: 'Solglimten' }),
  execution('e1', 'd1'),
].map(inGagnef);
