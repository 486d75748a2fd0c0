import type {
  ExecutionRecord,
  FollowUpRecord,
  HubRecord,
  InsatsCountRecord,
  InterruptionRecord,
  InvestigationRecord,
  RunOutcome,
  SourceDescription,
} from '@kommunhub/schema';
import { createOpenRun } from '../../subgraphs/kit/src/index.js';
import { sjuklonerEntities, sjuklonerMigrations } from '../../subgraphs/sjukloner/src/index.js';
import { keepFactsAfterMerge, statisticsMigrations } from '../../subgraphs/statistics/src/index.js';
import { aCase, aDecision, aPerson, rowsOf } from '../support/small-model.js';
import { openWorld, type World } from '../support/two-namnder.js';

/** Falun, Gagnef and Mora with facts kept by every delivery. */
export function openFactWorld(): Promise<World> {
  return openWorld({
    migrations: [...sjuklonerMigrations, ...statisticsMigrations],
    entities: sjuklonerEntities,
    afterMerge: keepFactsAfterMerge,
  });
}

/** Delivers all there is, saying where the guard asks that what is gone shall go. */
export async function deliverWhole(
  { test, tableSpecs }: World,
  source: SourceDescription,
  records: readonly HubRecord[],
): Promise<RunOutcome> {
  const open = createOpenRun(test.database, test.keyRing, tableSpecs, { afterMerge: keepFactsAfterMerge });
  const deliver = async (accepts?: { runId: string; by: string }) => {
    const run = await open(source, accepts === undefined ? {} : { accepts });
    await run.write(rowsOf(...records));
    return run.finish(new Date());
  };
  const outcome = await deliver();
  return outcome.state === 'HELD' ? deliver({ runId: outcome.runId, by: 'chef' }) : outcome;
}

export function anExecution(
  sourceId: string,
  decisionSourceId: string,
  changes: Partial<ExecutionRecord> = {},
): ExecutionRecord {
  return {
    ...{ kind: 'execution', sourceId, kommunCode: '2080', decisionSourceId, provider: null, regi: null },
    ...{ orderedOn: null, startedOn: null, endedOn: null, executingKommunCode: null },
    ...changes,
  };
}

export function anInterruption(
  sourceId: string,
  executionSourceId: string,
  startedOn: string,
  endedOn: string | null,
  changes: Partial<InterruptionRecord> = {},
): InterruptionRecord {
  const places = { kommunCode: '2080', cause: null, causeRaw: null };
  return { kind: 'interruption', sourceId, executionSourceId, startedOn, endedOn, ...places, ...changes };
}

export function anInvestigation(
  sourceId: string,
  caseSourceId: string,
  changes: Partial<InvestigationRecord> = {},
): InvestigationRecord {
  return {
    ...{ kind: 'investigation', sourceId, kommunCode: '2080', caseSourceId, category: 'OVRIGA_LSS' },
    ...{ appliedOn: null, openedOn: '2025-03-01', closedOn: null },
    ...changes,
  };
}

export function aFollowUp(
  sourceId: string,
  decisionSourceId: string,
  changes: Partial<FollowUpRecord> = {},
): FollowUpRecord {
  return {
    ...{ kind: 'followUp', sourceId, kommunCode: '2080', decisionSourceId, type: null, typeRaw: null },
    ...{ plannedOn: '2026-05-01', doneOn: null, result: null },
    ...changes,
  };
}

export function aCount(sourceId: string, changes: Partial<InsatsCountRecord> = {}): InsatsCountRecord {
  return {
    ...{ kind: 'insatsCount', sourceId, kommunCode: '2080', countedOn: '2026-10-01', insats: 'LSS_9_3' },
    ...{ insatsRaw: null, staffSourceId: null, count: 1 },
    ...changes,
  };
}

/** A person of its own with a case and a decision, and the execution where one is given. */
export function anInsats(
  id: string,
  decision: Parameters<typeof aDecision>[2] = {},
  execution: Partial<ExecutionRecord> | null = { startedOn: '2026-01-01' },
  person: Parameters<typeof aPerson>[1] = {},
): HubRecord[] {
  const kommunCode = decision.kommunCode ?? '2080';
  const place = { kommunCode };
  return [
    aPerson(`p-${id}`, { idType: 'SAKNAS', personnummer: null, name: null, ...place, ...person }),
    aCase(`c-${id}`, `p-${id}`, place),
    aDecision(`d-${id}`, `c-${id}`, { ...place, ...decision }),
    ...(execution === null ? [] : [anExecution(`e-${id}`, `d-${id}`, { ...place, ...execution })]),
  ];
}
