import {
  checkDigitOf,
  type HubRecord,
  type OctoberExecution,
  type Role,
  recordKinds,
  type SourceDescription,
} from '@kommunhub/schema';
import { parse as parseDocument } from 'graphql';
import { createCasesSubgraph } from '../../subgraphs/cases/src/index.js';
import { registerSource } from '../../subgraphs/kit/src/index.js';
import { sjuklonerEntities, sjuklonerMigrations } from '../../subgraphs/sjukloner/src/index.js';
import {
  createStatisticsSubgraph,
  keepFactsAfterMerge,
  statisticsMigrations,
} from '../../subgraphs/statistics/src/index.js';
import { aCase, aDecision, aPerson, aSource } from '../support/small-model.js';
import { falun, gagnef, openWorld, type World } from '../support/two-namnder.js';

/** A second nämnd of Falun that runs LSS: children's, as in many kommuner. */
export const falunChildren: SourceDescription = aSource({
  ...{ id: 'falun-barn', kinds: recordKinds, kommunCodes: ['2080'] },
  namnd: { id: '2080-BUN', name: 'Barn- och utbildningsnämnden' },
});

/** A personnummer that nobody has: of the year given, with the right check digit. */
export function aNumber(index: number, year = 1990): string {
  const day = String(1 + (index % 28)).padStart(2, '0');
  const month = String(1 + (Math.floor(index / 28) % 12)).padStart(2, '0');
  const serial = String(10 + Math.floor(index / 336)).padStart(3, '0');
  const nine = `${String(year).slice(2)}${month}${day}${serial}`;
  return `${String(year).slice(0, 2)}${nine}${checkDigitOf(nine)}`;
}

type Execution = Partial<Omit<OctoberExecution, 'insats' | 'outcome'>> & {
  readonly insats: HubRecord extends infer Any
    ? Any extends { insats: infer Insats }
      ? Insats
      : never
    : never;
  readonly outcome?: 'BIFALL' | 'AVSLAG';
  readonly executingKommunCode?: string | null;
  readonly isExecuted?: boolean;
};

/** A decision in the case with its execution, running since early 2025 where nothing else is said. */
export function given(
  caseId: string,
  { insats, isExecuted = true, ...facts }: Execution,
  name: string | number = insats,
): HubRecord[] {
  const id = `${caseId}-${name}`;
  const decision = aDecision(`d-${id}`, caseId, {
    ...{ insats, lagrum: 'LSS 9 §', decidedOn: '2025-01-01', subtype: (facts.subtype ?? null) as never },
    ...{ outcome: facts.outcome ?? 'BIFALL', validFrom: facts.validFrom ?? '2025-01-01' },
    validTo: facts.validTo ?? null,
  });
  if (!isExecuted) return [decision];
  const execution: HubRecord = {
    ...{ kind: 'execution', sourceId: `e-${id}`, kommunCode: '2080', decisionSourceId: `d-${id}` },
    ...{
      provider: null,
      regi: 'EGEN_REGI',
      orderedOn: null,
      executingKommunCode: facts.executingKommunCode ?? null,
    },
    ...{ startedOn: facts.startedOn ?? '2025-02-01', endedOn: facts.endedOn ?? null },
  };
  const pauses = (facts.interruptions ?? []).map(
    (pause, index): HubRecord => ({
      ...{
        kind: 'interruption',
        sourceId: `i-${id}-${index}`,
        kommunCode: '2080',
        executionSourceId: `e-${id}`,
      },
      ...{ ...pause, cause: 'SJUKHUSVISTELSE', causeRaw: null },
    }),
  );
  return [decision, execution, ...pauses];
}

/** A person in order with a case of the same name, and what is given. */
export function person(
  id: string,
  number: string,
  insatser: readonly Execution[],
  changes: object = {},
): HubRecord[] {
  return [
    aPerson(id, {
      ...{ personnummer: number, idType: 'PERSONNUMMER', personkrets: 'P1', sex: 'KVINNA' },
      ...{ birthYear: Number(number.slice(0, 4)), name: `Prov ${id}`, ...changes },
    }),
    aCase(`c-${id}`, id, { openedOn: '2025-01-01' }),
    ...insatser.flatMap((insats, index) => given(`c-${id}`, insats, index)),
  ];
}

/** Records in the order of their kinds, as a delivery has them. */
export function inOrder(records: readonly HubRecord[]): HubRecord[] {
  return records.toSorted((one, other) => recordKinds.indexOf(one.kind) - recordKinds.indexOf(other.kind));
}

export class OctoberWorld {
  readonly statistics = createStatisticsSubgraph();
  readonly cases = createCasesSubgraph();
  readonly statements: string[];
  now = new Date('2026-10-10T12:00:00Z');

  private constructor(
    readonly world: World,
    statements: string[],
  ) {
    this.statements = statements;
  }

  static async open(): Promise<OctoberWorld> {
    const statements: string[] = [];
    const world = await openWorld({
      migrations: [...sjuklonerMigrations, ...statisticsMigrations],
      entities: sjuklonerEntities,
      afterMerge: keepFactsAfterMerge,
      onStatement: (statement) => statements.push(statement),
    });
    await registerSource(world.test.database, world.test.keyRing, falunChildren);
    return new OctoberWorld(world, statements);
  }

  deliver(records: readonly HubRecord[], source = falun) {
    return this.world.deliver(source, inOrder(records));
  }

  member(role: Role, namndId = '2080-LSS', purpose: 'UPPFOLJNING' | 'HANDLAGGNING' | null = 'UPPFOLJNING') {
    const kommunCode = namndId.slice(0, 4);
    return this.world.member({ subject: `${role} ${namndId}`, role, kommunCode, namndId }, purpose);
  }

  /** Asks as a chef, of Falun's nämnd where nothing else is said. */
  async ask(text: string, variables: Record<string, unknown> = {}, namndId = '2080-LSS') {
    return this.askAs(await this.member('chef', namndId), text, variables);
  }

  askAs(
    caller: Awaited<ReturnType<OctoberWorld['member']>>,
    text: string,
    variables: Record<string, unknown> = {},
  ) {
    const services = { ...this.world.services, clock: () => this.now };
    return this.statistics.execute({ document: parseDocument(text), variables, caller, services });
  }

  /** The id of a person of Falun in the hub. */
  personId(sourceId: string, source = falun): string {
    return this.world.test.keyRing.namndKeys(source.namnd.id).opaqueId('person', '2080', source.id, sourceId);
  }

  deliverIn(place: 'gagnef', records: readonly HubRecord[]) {
    return this.world.deliver(places[place], inOrder(records));
  }

  personIdIn(place: 'gagnef', sourceId: string): string {
    const source = places[place];
    const keys = this.world.test.keyRing.namndKeys(source.namnd.id);
    return keys.opaqueId('person', source.kommunCodes[0] ?? '', source.id, sourceId);
  }
}

const places = { gagnef };
