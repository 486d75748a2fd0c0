import type { CalendarDate } from '@kommunhub/schema';
import { batchLoader, manyForEach, oneForEach, type Session } from '@kommunhub/subgraph-kit';
import DataLoader from 'dataloader';
import { In } from 'typeorm';
import { KommunFactsEntity } from '../entities/index.js';
import type { ParticipationPort } from '../ports/index.js';
import type { Knowledge } from '../rows/knowledge.js';
import { loadActiveHandlaggare, type StaffKey } from '../rows/load-handlaggare.js';
import { loadInsatsCounts } from '../rows/load-insats-counts.js';
import { loadByIds, loadByParents } from '../rows/load-rows.js';
import { type CaseStateRow, type DecisionStateRow, loadVersions } from '../rows/load-versions.js';
import type {
  CaseRow,
  DecisionRow,
  ExecutionRow,
  FollowUpRow,
  HandlaggareRow,
  InterruptionRow,
  InvestigationRow,
  ModelTableName,
  PersonRow,
} from '../rows/model-rows.js';
import { loadNamnder, loadNamnderOfKommuner } from '../rows/namnd-rows.js';
import type { Subject } from '../rules/participation.js';

export type CasesLoaders = ReturnType<typeof createLoaders>;

/** One loader per edge of the graph, made for each fetch: each level of a query costs one statement. */
export function createLoaders(session: Session, participation: ParticipationPort) {
  const sets = new Map<Knowledge, RowLoaders>();
  /** The loaders of what was known that day: what hangs on a row is read with the row's own knowledge. */
  const at = (knownOn: Knowledge | undefined): RowLoaders => {
    const set = sets.get(knownOn ?? null) ?? createRowLoaders(session, knownOn ?? null);
    sets.set(knownOn ?? null, set);
    return set;
  };
  const states = <Row extends { id: string }>(table: ModelTableName) =>
    batchLoader<string, readonly Row[]>(async (ids) =>
      manyForEach(ids, await loadVersions<Row>(session, table, ids), (row) => row.id),
    );
  return {
    ...at(null),
    at,
    statesOfCase: states<CaseStateRow>('cases'),
    statesOfDecision: states<DecisionStateRow>('decisions'),
    ...createKommunLoaders(session, participation),
  };
}

type RowLoaders = ReturnType<typeof createRowLoaders>;

function createRowLoaders(session: Session, knownOn: Knowledge) {
  const byId = <Row extends { id: string }>(table: ModelTableName) =>
    batchLoader<string, Row | null>(async (ids) =>
      oneForEach(ids, await loadByIds<Row>(session, table, knownOn, ids), (row) => row.id),
    );
  const byParent = <Row>(
    table: ModelTableName,
    column: string,
    order: string,
    parentOf: (row: Row) => string,
  ) =>
    batchLoader<string, readonly Row[]>(async (ids) =>
      manyForEach(ids, await loadByParents<Row>(session, table, knownOn, column, order, ids), parentOf),
    );
  return {
    caseById: byId<CaseRow>('cases'),
    personById: byId<PersonRow>('persons'),
    decisionById: byId<DecisionRow>('decisions'),
    handlaggareById: byId<HandlaggareRow>('handlaggare'),
    investigationsOfCase: byParent<InvestigationRow>(
      'investigations',
      'case_id',
      'found.opened_on, found.id',
      (row) => row.caseId,
    ),
    casesOfPerson: byParent<CaseRow>(
      'cases',
      'person_id',
      'found.opened_on, found.id',
      (row) => row.personId,
    ),
    decisionsOfCase: byParent<DecisionRow>(
      'decisions',
      'case_id',
      'found.decided_on, found.id',
      (row) => row.caseId,
    ),
    executionsOfDecision: byParent<ExecutionRow>(
      'executions',
      'decision_id',
      'found.ordered_on nulls last, found.id',
      (row) => row.decisionId,
    ),
    followUpsOfDecision: byParent<FollowUpRow>(
      'follow_ups',
      'decision_id',
      'found.planned_on, found.id',
      (row) => row.decisionId,
    ),
    interruptionsOfExecution: byParent<InterruptionRow>(
      'interruptions',
      'execution_id',
      'found.started_on, found.id',
      (row) => row.executionId,
    ),
  };
}

function createKommunLoaders(session: Session, participation: ParticipationPort) {
  return {
    participatingKommuner: (subject: Subject, on: CalendarDate) =>
      participation.kommunCodes(session, subject, on),
    handlaggareOfKommun: new DataLoader(
      async (keys: readonly StaffKey[]) => {
        const rows = await loadActiveHandlaggare(session, keys);
        return manyForEach(keys.map(nameOfStaffKey), rows, (row) =>
          nameOfStaffKey({ code: row.kommunCode, on: row.on }),
        );
      },
      { cacheKeyFn: nameOfStaffKey },
    ),
    insatsCountsOfKommun: new DataLoader(
      async (keys: readonly StaffKey[]) => {
        const rows = await loadInsatsCounts(session, keys);
        return manyForEach(keys.map(nameOfStaffKey), rows, (row) =>
          nameOfStaffKey({ code: row.kommunCode, on: row.on }),
        );
      },
      { cacheKeyFn: nameOfStaffKey },
    ),
    namndById: batchLoader(async (ids: readonly string[]) =>
      oneForEach(ids, await loadNamnder(session, ids), (row) => row.id),
    ),
    namnderOfKommun: batchLoader(async (codes: readonly string[]) =>
      manyForEach(codes, await loadNamnderOfKommuner(session, codes), (row) => row.kommunCode),
    ),
    factsOfKommun: batchLoader(async (codes: readonly string[]) => {
      const manager = await session.manager();
      const facts = await manager.find(KommunFactsEntity, {
        where: { kommunCode: In([...codes]) },
        order: { knownFrom: 'DESC', id: 'ASC' },
      });
      return manyForEach(codes, facts, (row) => row.kommunCode);
    }),
  };
}

const nameOfStaffKey = ({ code, on }: StaffKey): string => `${code} ${on}`;
