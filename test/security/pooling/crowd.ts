import { randomUUID } from 'node:crypto';
import { kommuner as allKommuner, type Caller, type Role } from '@kommunhub/schema';
import { parse } from 'graphql';
import { casesEntities, casesMigrations, createCasesSubgraph } from '../../../subgraphs/cases/src/index.js';
import {
  connectDatabase,
  type HubDatabase,
  type HubServices,
  type KeyRing,
  loadGrants,
  registerSource,
} from '../../../subgraphs/kit/src/index.js';
import { aSource } from '../../support/small-model.js';
import { createTestDatabase } from '../../support/test-database.js';
import { type Asking, type CaseFact, type Facts, rowsByHand, type Seen } from '../policy/rows-by-hand.js';
import { issuer, storeCases, storeTerms } from '../policy/stored-facts.js';
import { startPgbouncer } from './pgbouncer.js';

const day = '2026-11-22';
const staffKeys = ['s1', 's2', 's3', 's4', 's5', 's6', 's7'];
const sourceOf = (namnd: string) => `source-${namnd.toLowerCase()}`;
/** Who works in every nämnd: seven handläggare and some of the other roles. */
const staff: readonly { role: string; staff: string | null }[] = [
  ...staffKeys.map((key) => ({ role: 'handlaggare', staff: key })),
  ...['chef', 'namnd', 'it'].map((role) => ({ role, staff: null })),
];

export interface CrowdSize {
  readonly kommuner: number;
  readonly callers: number;
  readonly requests: number;
}

export interface CrowdResult {
  readonly requests: number;
  /** Rows handed to somebody who may not see them. */
  readonly foreign: number;
  /** Rows that somebody should have had and was not handed. */
  readonly missing: number;
  readonly errors: number;
  readonly rows: number;
}

/** Sends mixed requests of many callers at once through pgbouncer and compares every answer with a model written apart. */
export async function askAsCrowd(pgbouncer: string, size: CrowdSize): Promise<CrowdResult> {
  const test = await createTestDatabase({ migrations: casesMigrations, entities: casesEntities });
  const pooler = await startPgbouncer(pgbouncer, test.urls.app, 'test');
  const urls = { app: pooler.through(test.urls.app), ingest: pooler.through(test.urls.ingest) };
  const database = await connectDatabase({ urls, entities: casesEntities, poolSize: 50 });
  try {
    const facts = madeFacts(size.kommuner);
    for (const { id, kommuner } of facts.namnder) {
      const source = aSource({ id: sourceOf(id), kommunCodes: kommuner, namnd: { id, name: id } });
      await registerSource(test.database, test.keyRing, source);
    }
    await test.keyRing.load(facts.namnder.map(({ id }) => id));
    await storeCases(test, sourceOf, facts.cases);
    await storeTerms(test, facts.agreements, facts.uppdrag);
    await test.owner.query('analyze');
    return await new Crowd(database, test.keyRing, facts).run(size);
  } finally {
    await database.close();
    await pooler.stop();
    await test.drop();
  }
}

/** Nämnder in a ring: each has lent its cases to two handläggare of the next, under an agreement. */
function madeFacts(count: number): Facts {
  const codes = allKommuner.slice(0, count).map(({ code }) => code);
  const namnder = codes.map((code) => ({ id: `${code}-LSS`, kommuner: [code] }));
  const next = (index: number) => codes[(index + 1) % count]!;
  const terms = { from: '2026-01-01', to: null };
  const uppdrag = codes.flatMap((home, index) =>
    ['s1', 's2'].map((key) => ({
      ...{
        namnd: `${home}-LSS`,
        home,
        performing: next(index),
        holder: { subject: `${next(index)} ${key}` },
      },
      ...{ task: 'LSS_HANDLAGGNING' as const, staff: key, ...terms, isRevoked: false },
    })),
  );
  return {
    ...{ namnder, uppdrag, drawn: [], inSample: () => false },
    cases: namnder.flatMap(({ id }) => madeCases(id)),
    agreements: codes.map((home, index) => ({ home, performing: next(index), kinds: ['D02'], ...terms })),
  };
}

function madeCases(namnd: string): CaseFact[] {
  const kommun = namnd.slice(0, 4);
  return [...staffKeys, ...staffKeys, null, null].flatMap((key, at) =>
    [false, true].map((isClosed) => {
      const name = `${at}${isClosed ? 'c' : 'o'}`;
      return {
        ...{
          id: `${kommun}-case${name}`,
          kommun,
          namnd,
          person: `${kommun}-person${name}`,
          staff: key,
          isClosed,
        },
        decisions: [
          { id: `${kommun}-decision${name}`, level: at % 3 === 0 ? 'NAMND' : null, isSjuklon: false },
        ],
      };
    }),
  );
}

class Crowd {
  private readonly services: HubServices;
  private readonly subgraph = createCasesSubgraph();
  private readonly result = { requests: 0, foreign: 0, missing: 0, errors: 0, rows: 0 };

  constructor(
    private readonly database: HubDatabase,
    private readonly keyRing: KeyRing,
    private readonly facts: Facts,
  ) {
    const clock = () => new Date(`${day}T12:00:00Z`);
    this.services = { database, keyRing, clock, onUnexpectedError: () => undefined };
  }

  async run({ callers, requests }: CrowdSize): Promise<CrowdResult> {
    const crowd = Array.from({ length: callers }, (_, index) => this.askingOf(index));
    const share = Math.ceil(requests / callers);
    await Promise.all(
      crowd.map(async (who, index) => {
        const seen = rowsByHand(this.facts, who, day);
        for (let turn = 0; turn < share; turn += 1) await this.ask(who, seen, index + turn);
      }),
    );
    return this.result;
  }

  private askingOf(index: number): Asking {
    const { id, kommuner } = this.facts.namnder[index % this.facts.namnder.length]!;
    const { role, staff: key } = staff[Math.floor(index / this.facts.namnder.length) % staff.length]!;
    const kommun = kommuner[0]!;
    const subject = `${kommun} ${key ?? role}`;
    return { role, subject, kommun, namnd: id, staff: key, functions: [], hasBrokenGlass: false };
  }

  private async ask(who: Asking, seen: Seen, turn: number): Promise<void> {
    const caller = await this.callerOf(who);
    const foreign = this.facts.cases[(turn * 7919) % this.facts.cases.length]!;
    const [text, variables, expected] = questions(seen, foreign)[turn % 6]!;
    const { data, errors } = await this.subgraph.execute({
      ...{ document: parse(text), variables, caller, services: this.services },
    });
    this.result.requests += 1;
    if (errors !== undefined && who.role !== 'it') this.result.errors += 1;
    const given = idsIn(data);
    this.result.rows += given.length;
    this.result.foreign += given.filter((id) => !expected.includes(id)).length;
    if (who.role !== 'it') this.result.missing += expected.filter((id) => !given.includes(id)).length;
  }

  private async callerOf(who: Asking): Promise<Caller> {
    const identity = {
      ...{ issuer, subject: who.subject, role: who.role as Role, kommunCode: who.kommun },
      ...{ namndId: who.namnd, staffKey: who.staff, functions: who.functions },
    };
    const grants = await loadGrants(this.database, this.keyRing, identity, this.services.clock());
    return {
      ...{ issuer, subject: who.subject, role: identity.role, kommunCode: who.kommun, namndId: who.namnd },
      ...{ purpose: 'HANDLAGGNING', grants, operationId: randomUUID(), operationName: null },
    };
  }
}

/** A question, its variables and the ids that its answer may and must hold. */
type Question = readonly [text: string, variables: Record<string, unknown>, expected: readonly string[]];

function questions(seen: Seen, other: CaseFact): readonly Question[] {
  const some = seen.cases[0] ?? other.id;
  const visible = (ids: readonly string[], all: readonly string[]) =>
    [...new Set(ids)].filter((id) => all.includes(id));
  const references = [
    ...[some, other.id].map((id) => ({ __typename: 'Case', id })),
    { __typename: 'Person', id: other.person },
    ...other.decisions.map(({ id }) => ({ __typename: 'Decision', id })),
  ];
  const entities = `query ($references: [_Any!]!) { _entities(representations: $references) {
    ... on Case { id } ... on Person { id } ... on Decision { id } } }`;
  return [
    ['{ cases(first: 500) { nodes { id person { id } } } }', {}, [...seen.cases, ...seen.persons]],
    ['{ cases { totalCount } }', {}, []],
    ['query ($id: ID!) { case(id: $id) { id } }', { id: other.id }, visible([other.id], seen.cases)],
    ['{ decisions(first: 500) { nodes { id case { id } } } }', {}, [...seen.decisions, ...seen.cases]],
    [
      entities,
      { references },
      [
        ...visible([some, other.id], seen.cases),
        ...visible([other.person], seen.persons),
        ...visible(
          other.decisions.map(({ id }) => id),
          seen.decisions,
        ),
      ],
    ],
    [
      'query ($id: ID!) { decisions(filter: { caseId: $id }) { nodes { id } } }',
      { id: other.id },
      visible(
        other.decisions.map(({ id }) => id),
        seen.decisions,
      ),
    ],
  ];
}

/** Every id in an answer; in all these questions only rows of persons have one. */
function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap(idsIn))];
  if (typeof value !== 'object' || value === null) return [];
  const ids = Object.entries(value).flatMap(([name, inner]) =>
    name === 'id' ? [String(inner)] : idsIn(inner),
  );
  return [...new Set(ids)];
}
