import { randomUUID } from 'node:crypto';
import type { Caller, Role } from '@kommunhub/schema';
import { parse } from 'graphql';
import { caseDecisionSink, sjuklonCases } from '../../subgraphs/cases/src/index.js';
import { loadGrants, type Subgraph, storeAgreements, storeUppdrag } from '../../subgraphs/kit/src/index.js';
import {
  createSjuklonerSubgraph,
  type MandatePort,
  type SjuklonerServices,
  sjuklonerEntities,
  sjuklonerMigrations,
} from '../../subgraphs/sjukloner/src/index.js';
import { keepFactsAfterMerge, statisticsMigrations } from '../../subgraphs/statistics/src/index.js';
import { aCase, aDecision, aPerson, aStaff } from '../support/small-model.js';
import { falun, gagnef, openWorld, type World } from '../support/two-namnder.js';

/** The personnummer of the individual in Gagnef that claims are about: an official test number. */
export const individual = '199001010017';
const issuer = 'https://login.example';

/** Gagnef with an individual who has personlig assistans, and Falun that handles Gagnef's sjuklöner. */
export class SjuklonWorld {
  readonly subgraph: Subgraph<SjuklonerServices> = createSjuklonerSubgraph();
  clock: () => Date;

  private constructor(
    readonly world: World,
    private readonly mandates: MandatePort,
  ) {
    this.clock = world.services.clock;
  }

  static async open(mandates: MandatePort, onStatement?: (statement: string) => void): Promise<SjuklonWorld> {
    const world = await openWorld({
      migrations: [...sjuklonerMigrations, ...statisticsMigrations],
      afterMerge: keepFactsAfterMerge,
      entities: sjuklonerEntities,
      ...(onStatement && { onStatement }),
    });
    const inGagnef = { kommunCode: '2026' } as const;
    await world.deliver(gagnef, [
      aStaff('h1', inGagnef),
      aPerson('p1', { ...inGagnef, personnummer: individual }),
      aPerson('p2', { ...inGagnef, personnummer: '199002020015', name: 'Annan Person' }),
      aCase('c1', 'p1', { ...inGagnef, handlaggareSourceId: 'h1', status: 'BESLUTAT' }),
      aCase('c2', 'p2', { ...inGagnef, handlaggareSourceId: 'h1' }),
      aDecision('d1', 'c1', { ...inGagnef, insats: 'LSS_9_2', lagrum: 'LSS 9 § 2', validFrom: '2025-01-01' }),
      aDecision('d2', 'c2', inGagnef),
    ]);
    await world.deliver(falun, [aStaff('s1'), aPerson('p3'), aCase('c3', 'p3')]);
    const made = new SjuklonWorld(world, mandates);
    await made.agree();
    return made;
  }

  /** Falun's sjuklönehandläggare get Gagnef's claims, by function. */
  private async agree(): Promise<void> {
    const parties = { homeKommunCode: '2026', performingKommunCode: '2080', validFrom: '2025-01-01' };
    const { database, keyRing } = this.world.test;
    await storeAgreements(database, [
      { ...parties, name: 'Sjuklöner i Falun', kinds: ['D05'], validTo: null, note: null },
    ]);
    await storeUppdrag(database, keyRing, [
      {
        ...parties,
        homeNamndId: '2026-LSS',
        holder: { function: 'SJUKLONEHANDLAGGARE' },
        task: 'SJUKLON',
        staffKey: null,
        validTo: null,
        grantedBy: 'chef',
      },
    ]);
  }

  get services(): SjuklonerServices {
    return {
      ...this.world.services,
      clock: this.clock,
      cases: sjuklonCases,
      decisionSink: caseDecisionSink,
      mandates: this.mandates,
    };
  }

  /** Somebody of the role in the kommun, with the grants of the day. */
  async caller(
    role: Role,
    kommunCode = '2080',
    subject = `${role} of ${kommunCode}`,
    staffKey: string | null = null,
  ): Promise<Caller> {
    const functions = role === 'sjuklonehandlaggare' ? ['SJUKLONEHANDLAGGARE'] : [];
    const identity = {
      issuer,
      subject,
      role,
      kommunCode,
      namndId: `${kommunCode}-LSS`,
      staffKey,
      functions,
    };
    const { database, keyRing } = this.world.test;
    const grants = await loadGrants(database, keyRing, identity, this.clock());
    const operation = { operationId: randomUUID(), operationName: null };
    return { ...identity, purpose: 'HANDLAGGNING', grants, ...operation };
  }

  ask(caller: Caller, text: string, variables: Record<string, unknown> = {}) {
    return this.subgraph.execute({ document: parse(text), variables, caller, services: this.services });
  }

  drop(): Promise<void> {
    return this.world.drop();
  }
}

/** Example 1 of the domain's reference: three passes of eight hours, all covered: 3 179,31 kr. */
export function aClaim(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const pass = (date: string) => ({
    date,
    start: '08:00',
    end: '16:00',
    hours: '8',
    substitute: 'Vikarie Ett',
  });
  return {
    kommunCode: '2026',
    personnummer: individual,
    provider: { name: 'Exempelassistans AB', ivoLicence: true, bankgiro: '123-4567' },
    applicationDate: '2026-10-20',
    powerOfAttorney: true,
    sickPeriods: [
      {
        assistant: {
          name: 'Sjuk Assistent',
          birthYear: 1985,
          hourlyPay: '150.00',
          averageWeeklyHours: '30',
        },
        firstSickDay: '2026-10-05',
        lastSickDay: '2026-10-07',
        shifts: [pass('2026-10-05'), pass('2026-10-06'), pass('2026-10-07')],
      },
    ],
    ...changes,
  };
}
