import fc from 'fast-check';
import { expect, it } from 'vitest';
import { befattningTerms, codesOf, decisionLevels, levelStep } from '../terms/index.js';
import type { DelegationCondition } from './conditions.js';
import { type MandateAnswer, type MandateQuestion, noFacts } from './mandate.js';
import { tierKey } from './mandate-tiers.js';
import { mayDecide } from './may-decide.js';
import type { DelegationPointRecord } from './order-record.js';

const condition: fc.Arbitrary<DelegationCondition> = fc.oneof(
  fc.record({ type: fc.constant('BELOPP_MAX' as const), value: fc.constantFrom('5000', '10000', '20000') }),
  fc.record({ type: fc.constant('TIMMAR_VECKA_MAX' as const), value: fc.constantFrom('10', '20', '40') }),
  fc.record({ type: fc.constant('ALDER_MAX' as const), value: fc.constantFrom('18', '21') }),
  fc.record({
    type: fc.constantFrom('ENDAST_BIFALL' as const, 'EGEN_REGI' as const, 'SAMRAD_MED' as const),
    value: fc.constant(null),
  }),
);
const conditions = fc.uniqueArray(condition, { maxLength: 3, selector: ({ type }) => type });
const point: fc.Arbitrary<DelegationPointRecord> = fc
  .record({
    number: fc.constantFrom('1', '2', '10', '4.2'),
    kinds: fc.constantFrom(['D02'] as const, ['D02', 'D03'] as const, ['D03'] as const),
    level: fc.constantFrom(...decisionLevels),
    deputy: fc.constantFrom(null, 'Annan'),
    externalKommunCode: fc.constantFrom(null, null, '2080'),
    conditions,
    subDelegation: fc.boolean(),
  })
  .map((made) => ({
    ...{ ordinal: 1, kindText: null, lagrum: [], delegate: null, reporting: 'ALLA' as const, note: null },
    ...made,
  }));
const question: fc.Arbitrary<MandateQuestion> = fc
  .record({
    role: fc.constantFrom(...codesOf(befattningTerms)),
    level: fc.constantFrom(null, null, ...decisionLevels),
    employerKommunCode: fc.constantFrom(null, null, '2080'),
    amount: fc.constantFrom(null, '5000', '15000'),
    hoursPerWeek: fc.constantFrom(null, '20', '30'),
    age: fc.constantFrom(null, 17, 21),
    outcome: fc.constantFrom(null, 'BIFALL' as const, 'AVSLAG' as const),
    ownRegi: fc.constantFrom(null, true, false),
    consulted: fc.constantFrom(null, [], ['jurist']),
    urgent: fc.constantFrom(null, true, false),
    asDeputy: fc.boolean(),
    subDelegated: fc.boolean(),
  })
  .map((facts) => ({
    ...noFacts,
    ...{ kind: 'D02' as const, kommunCode: '2082', servedKommunCodes: ['2082'], on: '2026-03-01' },
    ...facts,
  }));
const points = fc.array(point, { maxLength: 6 });
const agreements = [
  {
    ...{ homeKommunCode: '2082', performingKommunCode: '2080', kinds: ['D02' as const] },
    ...{ validFrom: '2025-01-01', validTo: null },
  },
];
const answer = (asked: MandateQuestion, order: readonly DelegationPointRecord[]) =>
  mayDecide(
    asked,
    { order: { version: '1', points: order }, rulesFrom: '2025-01-01', rulesTo: null },
    agreements,
  );
const withoutOrdinal = ({ point: deciding, ...rest }: MandateAnswer) => ({
  ...rest,
  point: deciding && { ...deciding, ordinal: 0 },
});
/** Points whose like stands at another level: taking one away settles the contradiction, in either direction. */
const isContradicted = (one: DelegationPointRecord, all: readonly DelegationPointRecord[]) =>
  all.some(
    (other) =>
      other.externalKommunCode === one.externalKommunCode &&
      tierKey(other) === tierKey(one) &&
      levelStep(other.level) !== levelStep(one.level),
  );
const runs = { numRuns: 600 };

it('never depends on the order of the rows', () => {
  fc.assert(
    fc.property(question, points, fc.infiniteStream(fc.nat()), (asked, order, keys) => {
      const shuffled = order
        .map((one) => ({ one, key: keys.next().value as number }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ one }, index) => ({ ...one, ordinal: index + 1 }));
      expect(withoutOrdinal(answer(asked, shuffled))).toEqual(withoutOrdinal(answer(asked, order)));
    }),
    runs,
  );
});

it('never turns a denial into permission, or lowers the lowest level, by taking a point away', () => {
  fc.assert(
    fc.property(question, points, fc.nat(), (asked, order, at) => {
      const removed = order[at % Math.max(1, order.length)];
      fc.pre(removed !== undefined && !isContradicted(removed, order));
      const before = answer(asked, order);
      const after = answer(
        asked,
        order.filter((one) => one !== removed),
      );
      if (!before.allowed) expect(after.allowed).toBe(false);
      if (asked.employerKommunCode === null && asked.role !== 'NAMND') {
        expect(levelStep(after.lowestLevel)).toBeGreaterThanOrEqual(levelStep(before.lowestLevel));
      }
    }),
    runs,
  );
});

it('never allows more by a stricter condition, unless that parts two points that contradicted each other', () => {
  fc.assert(
    fc.property(question, points, fc.nat(), condition, (asked, order, at, added) => {
      const chosen = order[at % Math.max(1, order.length)];
      fc.pre(chosen !== undefined && !isContradicted(chosen, order));
      const kept = chosen.conditions.filter(({ type }) => type !== added.type);
      const known = chosen.conditions.find(({ type }) => type === added.type);
      const isStricter = known === undefined || Number(added.value) <= Number(known.value);
      fc.pre(isStricter);
      const stricter = order.map((one) => (one === chosen ? { ...one, conditions: [...kept, added] } : one));
      if (!answer(asked, order).allowed) expect(answer(asked, stricter).allowed).toBe(false);
    }),
    runs,
  );
});

it('allows everybody above whom it allows, among the own employees', () => {
  const employees = decisionLevels.filter((level) => levelStep(level) <= 5);
  fc.assert(
    fc.property(question, points, (asked, order) => {
      const own = { ...asked, employerKommunCode: null };
      const allowed = employees.map((level) => answer({ ...own, level }, order).allowed);
      const first = allowed.indexOf(true);
      if (first >= 0) expect(allowed.slice(first)).not.toContain(false);
    }),
    runs,
  );
});
