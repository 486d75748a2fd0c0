import { readFileSync } from 'node:fs';
import { defaultSystemsFolder } from '@kommunhub/adapter-kit';
import { isFavourable } from '@kommunhub/schema';
import { describe, expect, it } from 'vitest';
import { jointStaffId } from './cases/staff.js';
import { dalarna, homeKommuner } from './data/dalarna.js';
import { ownInsatsTexts } from './data/local-terms.js';
import { demoIdentities } from './identities.js';
import { planDemo } from './plan-demo.js';

const plan = planDemo({ seed: 7, today: '2026-05-04' });
const cases = plan.namnder.flatMap((namnd) => namnd.cases);

describe('the cases of the demo', () => {
  it('lie in time as cases do', () => {
    for (const { openedOn, closedOn, investigations, decisions } of cases) {
      expect(openedOn).toBeLessThanOrEqual(plan.today);
      if (closedOn !== null) expect(closedOn).toBeGreaterThanOrEqual(openedOn);
      if (closedOn !== null) expect(closedOn).toBeLessThanOrEqual(plan.today);
      for (const one of investigations) {
        expect(one.openedOn).toBeGreaterThanOrEqual(one.appliedOn ?? 0);
        expect(one.openedOn).toBeLessThanOrEqual(one.closedOn ?? plan.today);
        expect(one.closedOn ?? plan.today).toBeLessThanOrEqual(plan.today);
      }
      for (const { decidedOn, validFrom, validTo, executions } of decisions) {
        expect(decidedOn).toBeGreaterThanOrEqual(openedOn);
        expect(decidedOn).toBeLessThanOrEqual(plan.today);
        if (validFrom !== null && validTo !== null) expect(validTo).toBeGreaterThanOrEqual(validFrom);
        for (const { orderedOn, startedOn, endedOn } of executions) {
          expect(orderedOn).toBeGreaterThanOrEqual(decidedOn);
          if (startedOn !== null) expect(startedOn).toBeGreaterThanOrEqual(orderedOn);
          if (startedOn !== null && endedOn !== null) expect(endedOn).toBeGreaterThanOrEqual(startedOn);
          expect(startedOn ?? 0).toBeLessThanOrEqual(plan.today);
        }
      }
    }
  });

  it('show every outcome, decisions that wait for execution and cases that are closed', () => {
    const decisions = cases.flatMap((own) => own.decisions);
    const outcomes = new Set(decisions.map(({ outcome }) => outcome));
    expect([...outcomes].sort()).toEqual([
      'AVSKRIVNING',
      'AVSLAG',
      'AVVISNING',
      'BIFALL',
      'DELVIS_BIFALL',
      'UPPHORANDE',
    ]);
    const granted = decisions.filter(
      (decision) => isFavourable(decision.outcome) && decision.validFrom !== null,
    );
    const waiting = granted.filter(({ executions }) =>
      executions.every(({ startedOn }) => startedOn === null),
    );
    expect(waiting.length).toBeGreaterThan(40);
    expect(waiting.length).toBeLessThan(granted.length / 10);
    expect(cases.filter(({ closedOn }) => closedOn !== null).length).toBeGreaterThan(100);
  });

  it('are a person or two each, eight in a hundred of the open ones without handläggare', () => {
    const perPerson = new Map<unknown, number>();
    for (const { person } of cases) perPerson.set(person, (perPerson.get(person) ?? 0) + 1);
    expect(new Set(perPerson.values())).toEqual(new Set([1, 2]));
    const open = cases.filter(({ closedOn }) => closedOn === null);
    const queue = open.filter(({ handlaggare }) => handlaggare === null);
    expect(queue.length / open.length).toBeCloseTo(0.08, 2);
  });

  it('give the demo user own cases in Falun and in each home kommun', () => {
    const ofStaff = (kommunCode: string, id: string | null) =>
      cases.filter(({ person, handlaggare }) => person.kommunCode === kommunCode && handlaggare?.id === id);
    expect(ofStaff('2080', demoIdentities.handlaggare.staffKey).length).toBeGreaterThan(20);
    expect(homeKommuner).toHaveLength(10);
    for (const { code } of homeKommuner) {
      const own = ofStaff(code, jointStaffId);
      expect(own.length).toBeGreaterThanOrEqual(3);
      expect(new Set(own.map(({ handlaggare }) => handlaggare?.name))).toEqual(
        new Set([plan.staff.demoUser.name]),
      );
    }
  });

  it('name only handläggare who have a case, so that every reference is met', () => {
    for (const { cases: own } of plan.namnder) {
      const known = new Set(own.map(({ person, handlaggare }) => `${person.kommunCode} ${handlaggare?.id}`));
      for (const { person, decisions } of own) {
        for (const { decidedBy } of decisions) {
          if (decidedBy !== null) expect(known).toContain(`${person.kommunCode} ${decidedBy}`);
        }
      }
    }
  });

  it('have as many handläggare as the staffing list says, half a post being a person', () => {
    for (const { code, lssFte } of dalarna) {
      const roll = plan.staff.byKommun.get(code) ?? [];
      const handlaggare = roll.filter(({ befattning }) => befattning === 'LSS_HANDLAGGARE');
      if (lssFte === null) expect(handlaggare.length).toBeLessThanOrEqual(2);
      else expect(handlaggare).toHaveLength(Math.ceil(Number(lssFte)));
    }
    expect(plan.staff.byKommun.get('2080')).toHaveLength(12);
  });
});

describe('the local texts of the demo', () => {
  const columns = new Map([
    ['Kön', 'kon'],
    ['Skyddad identitet', 'skydd'],
    ['Personkrets', 'personkrets'],
    ['Lag', 'lag'],
    ['Ärendestatus', 'status'],
    ['Befattning', 'befattning'],
    ['Utredningstyp', 'utredningstyp'],
    ['Insats', 'insats'],
    ['Form', 'form'],
    ['Beslutsutfall', 'utfall'],
    ['Beslutsnivå', 'niva'],
    ['Enhet', 'enhet'],
    ['Regi', 'regi'],
  ]);
  const textsOf = (table: string) => {
    const file = `${defaultSystemsFolder()}/treserva/codes/${table}.csv`;
    const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
    return new Set(lines.map((line) => line.split(';')[0] ?? ''));
  };

  it.each(plan.namnder)(
    'of $namnd.sourceId stand in the code tables or are planned as unmapped',
    ({ style, files }) => {
      for (const { header, rows } of files) {
        for (const [index, column] of header.entries()) {
          const table = columns.get(column);
          if (table === undefined) continue;
          const known = textsOf(table);
          const own = style.insatsForm === 'OWN' && table === 'insats' ? Object.values(ownInsatsTexts) : [];
          for (const { cells, planned, unmapped } of rows) {
            const text = cells[index] ?? '';
            if (planned.fate === 'skipped' || text === '' || own.includes(text)) continue;
            const isPlanned = unmapped.some(({ column: at, value }) => at === column && value === text);
            expect(known.has(text), `${column} ${text}`).toBe(!isPlanned);
          }
        }
      }
    },
  );
});
