import { randomUUID } from 'node:crypto';
import {
  recordKinds as allKinds,
  type Caller,
  type HubRecord,
  type Purpose,
  type Role,
  type SourceDescription,
  type SourceRow,
} from '@kommunhub/schema';
import type { ExecutionResult } from 'graphql';
import { parse } from 'graphql';
import { casesEntities, casesMigrations, caseTableSpecs } from '../../subgraphs/cases/src/index.js';
import { delegationEntities, delegationMigrations } from '../../subgraphs/delegation/src/index.js';
import {
  type AfterMerge,
  type CallerIdentity,
  createOpenRun,
  type DatabaseOptions,
  type HubServices,
  loadGrants,
  type MigrationClass,
  registerSource,
  type Subgraph,
  storeAgreements,
  storeUppdrag,
} from '../../subgraphs/kit/src/index.js';
import { aRow, aSource } from './small-model.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

/** The day that all tests on this world live in. */
export const today = '2026-11-22';
export const now = new Date(`${today}T12:00:00Z`);
const issuer = 'https://login.example';

export const falun: SourceDescription = aSource({ kinds: allKinds });
export const gagnef: SourceDescription = aSource({
  ...{ id: 'gagnef-test', kinds: allKinds, kommunCodes: ['2026'] },
  namnd: { id: '2026-LSS', name: 'Socialnämnden' },
});
export const mora: SourceDescription = aSource({
  ...{ id: 'mora-test', kinds: allKinds, kommunCodes: ['2062', '2034', '2039'] },
  namnd: { id: '2062-LSS', name: 'Gemensamma nämnden' },
});

/** The handläggare of Falun who has an uppdrag in Gagnef: `s1` in both systems. */
const asking: CallerIdentity = {
  ...{ issuer, subject: 'asking', role: 'handlaggare', kommunCode: '2080', namndId: '2080-LSS' },
  ...{ staffKey: 's1', functions: ['LSS_HANDLAGGARE'] },
};

interface WorldOptions {
  readonly onStatement?: (statement: string) => void;
  /** Of a further subgraph. */
  readonly migrations?: readonly MigrationClass[];
  readonly entities?: DatabaseOptions['entities'];
  /** What follows from a merged run. */
  readonly afterMerge?: AfterMerge;
}

/** Falun, Gagnef and Mora registered, with an agreement under which Falun handles Gagnef's LSS cases. */
export async function openWorld(options: WorldOptions = {}) {
  const test = await createTestDatabase({
    ...options,
    migrations: [...casesMigrations, ...delegationMigrations, ...(options.migrations ?? [])],
    entities: [...casesEntities, ...delegationEntities, ...(options.entities ?? [])],
  });
  for (const source of [falun, gagnef, mora]) await registerSource(test.database, test.keyRing, source);
  return new World(test, options.afterMerge);
}

/** A database with sources and what is needed to ask it through a subgraph. */
export class World {
  readonly unexpected: unknown[] = [];
  /** How records are stored. */
  readonly tableSpecs = caseTableSpecs;
  readonly services: HubServices;
  private readonly openRun;

  constructor(
    readonly test: TestDatabase,
    afterMerge: AfterMerge = async () => {},
  ) {
    this.openRun = createOpenRun(test.database, test.keyRing, caseTableSpecs, { afterMerge });
    this.services = {
      database: test.database,
      keyRing: test.keyRing,
      clock: () => now,
      onUnexpectedError: (_id, error) => this.unexpected.push(error),
    };
  }

  /** Delivers the records as one complete delivery of the source. */
  deliver(source: SourceDescription, records: readonly HubRecord[]) {
    return this.deliverRows(
      source,
      records.map((record, index) => aRow(index + 2, record)),
    );
  }

  /** The same for rows of any fate. */
  async deliverRows(source: SourceDescription, rows: readonly SourceRow[]) {
    const run = await this.openRun(source);
    await run.write(rows);
    return run.finish(now);
  }

  /** Lets Falun handle the kinds for Gagnef, and gives the asking handläggare an uppdrag there. */
  async agree(
    options: { readonly validTo?: string; readonly kinds?: readonly string[] } = {},
  ): Promise<void> {
    const parties = { homeKommunCode: '2026', performingKommunCode: '2080', validFrom: '2025-01-01' };
    await storeAgreements(this.test.database, [
      {
        ...parties,
        name: 'LSS Gagnef och Falun',
        kinds: options.kinds ?? ['D02', 'D07'],
        validTo: options.validTo ?? null,
        note: null,
      },
    ]);
    await storeUppdrag(this.test.database, this.test.keyRing, [
      {
        ...parties,
        homeNamndId: '2026-LSS',
        holder: { issuer, subject: asking.subject },
        task: 'LSS_HANDLAGGNING',
        staffKey: asking.staffKey,
        validTo: null,
        grantedBy: 'chef',
      },
    ]);
  }

  /** The asking handläggare with the grants of the day. */
  async handlaggare(purpose: Purpose | null = 'HANDLAGGNING'): Promise<Caller> {
    const { database, keyRing } = this.test;
    const grants = await loadGrants(database, keyRing, asking, now);
    return { ...this.caller('handlaggare', purpose), grants };
  }

  /** Somebody of Falun, or of where the changes say, with the grants of the moment; the asking one's other facts. */
  async member(
    changes: Partial<CallerIdentity>,
    purpose: Purpose | null = 'HANDLAGGNING',
    moment: Date = now,
  ): Promise<Caller> {
    const identity = { ...asking, staffKey: null, functions: [], ...changes };
    const grants = await loadGrants(this.test.database, this.test.keyRing, identity, moment);
    const { issuer, subject, role, kommunCode, namndId } = identity;
    const operation = { operationId: randomUUID(), operationName: null };
    return { issuer, subject, role, kommunCode, namndId, purpose, grants, ...operation };
  }

  /** A caller of the role in Falun, without grants. */
  caller(role: Role, purpose: Purpose | null, namndId: string | null = '2080-LSS'): Caller {
    const kommunCode = namndId?.slice(0, 4) ?? null;
    const home = role === 'region' ? { kommunCode: null, namndId: null } : { kommunCode, namndId };
    const operation = { operationId: randomUUID(), operationName: null };
    return { issuer, subject: asking.subject, role, ...home, purpose, grants: [], ...operation };
  }

  ask(
    subgraph: Subgraph,
    caller: Caller,
    text: string,
    variables: Record<string, unknown> = {},
  ): Promise<ExecutionResult> {
    return subgraph.execute({ document: parse(text), variables, caller, services: this.services });
  }

  drop(): Promise<void> {
    return this.test.drop();
  }
}

/** The codes of an answer's errors. */
export function codesOf(result: ExecutionResult): unknown[] {
  return (result.errors ?? []).map((error) => error.extensions.code);
}
