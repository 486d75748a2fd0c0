import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeOctober, type OctoberUncounted } from './october-checks.js';
import { octoberInsatser } from './october-form.js';
import { defaultOctoberSettings as settings } from './october-settings.js';
import { changeFindings, compareOctober, summariseOctober } from './october-summary.js';
import { type OctoberGiven, type OctoberPerson, octoberRows } from './oktober-rad.js';

const person = (id: string, changes: Partial<OctoberPerson> = {}): OctoberPerson => ({
  ...{ id, numberMark: `mark ${id}`, idType: 'PERSONNUMMER', sex: 'KVINNA', birthYear: 1990 },
  ...{ personkrets: 'P1', ...changes },
});
const given = (personId: string, changes: Partial<OctoberGiven> = {}): OctoberGiven => ({
  ...{ personId, insats: 'LSS_9_4', subtype: null, executingKommunCode: null, isInterrupted: false },
  ...changes,
});
const rowsOf = (persons: OctoberPerson[], insatser: OctoberGiven[], changes = {}) =>
  octoberRows('2080', persons, insatser, { ...settings, ...changes });
const judgement = { year: 2026, knownOn: '2026-10-10', settings };
function codesOf(persons: OctoberPerson[], insatser: OctoberGiven[], uncounted: OctoberUncounted[] = []) {
  return judgeOctober(rowsOf(persons, insatser), uncounted, judgement).map(({ code }) => code);
}

describe('the rows of the October report', () => {
  it('hold one row per person with the form’s columns in its order', () => {
    const [source, ...more] = rowsOf(
      [person('a')],
      [
        given('a', { insats: 'LSS_9_10' }),
        given('a', { insats: 'LSS_9_9', subtype: 'SERVICEBOSTAD', executingKommunCode: '2062' }),
        given('a', { insats: 'LSS_9_9', subtype: 'ANNAN_SARSKILT_ANPASSAD' }),
        given('a', { insats: 'LSS_9_10' }),
      ],
    );
    expect(more).toEqual([]);
    expect(source?.row).toMatchObject({
      columns: ['VUXNA_SARSKILD_SERVICE', 'VUXNA_SARSKILT_ANPASSAD', 'DAGLIG_VERKSAMHET'],
      insatser: ['LSS_9_9', 'LSS_9_10'],
      boendekommun: '2062',
    });
  });

  it('give the boendekommun only for a dwelling that lies in another kommun', () => {
    const of = (changes: Partial<OctoberGiven>) =>
      rowsOf([person('a')], [given('a', changes)])[0]?.row.boendekommun;
    expect(of({ insats: 'LSS_9_10', executingKommunCode: '2062' })).toBeNull();
    expect(of({ insats: 'LSS_9_9', executingKommunCode: '2080' })).toBeNull();
    expect(of({ insats: 'LSS_9_8', executingKommunCode: '2062' })).toBe('2062');
  });

  it('join records of the same number, and never those without one or with a reservnummer', () => {
    const same = { numberMark: 'same' };
    const joined = rowsOf(
      [person('b', same), person('a', same)],
      [given('a'), given('b', { insats: 'LSS_9_3' })],
    );
    expect(joined.map(({ row }) => [row.personId, row.otherPersonIds, row.insatser])).toEqual([
      ['a', ['b'], ['LSS_9_3', 'LSS_9_4']],
    ]);
    const reserve = { ...same, idType: 'RESERVNUMMER' };
    expect(rowsOf([person('a', reserve), person('b', reserve)], [given('a'), given('b')])).toHaveLength(2);
    const none = { numberMark: null };
    expect(rowsOf([person('a', none), person('b', none)], [given('a'), given('b')])).toHaveLength(2);
  });

  it('leave out who has interruptions only, unless the setting counts them', () => {
    const interrupted = [given('a', { isInterrupted: true })];
    expect(rowsOf([person('a')], interrupted)).toEqual([]);
    expect(rowsOf([person('a')], interrupted, { interruptions: 'RAKNAS' })).toHaveLength(1);
  });

  it('sum up to what they hold, whatever they hold', () => {
    const one = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      insats: fc.constantFrom(...octoberInsatser),
      subtype: fc.constantFrom(null, 'FAMILJEHEM', 'GRUPPBOSTAD', 'ANNAN_SARSKILT_ANPASSAD'),
      isInterrupted: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(one), (insatser) => {
        const persons = [...new Set(insatser.map(({ id }) => id))].map((id) => person(id));
        const rows = rowsOf(
          persons,
          insatser.map(({ id, ...rest }) => given(id, rest)),
        ).map(({ row }) => row);
        const { totals, persons: bySex, insatser: counts } = summariseOctober(rows);
        const expected = new Set(insatser.filter((i) => !i.isInterrupted).map((i) => `${i.id} ${i.insats}`));
        expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(expected.size);
        expect(totals.reduce((sum, { persons: n }) => sum + n, 0)).toBe(
          rows.flatMap((row) => row.columns).length,
        );
        expect(bySex.KVINNA).toBe(rows.length);
      }),
    );
  });
});

describe('the quality checks', () => {
  it('say nothing of a report in order', () => {
    expect(codesOf([person('a')], [given('a')])).toEqual([]);
  });

  it.each<[string, Partial<OctoberPerson>, Partial<OctoberGiven>]>([
    ['NUMMER_SAKNAS', { numberMark: null, idType: 'SAKNAS' }, {}],
    ['RESERVNUMMER', { idType: 'RESERVNUMMER' }, {}],
    ['PERSONKRETS_SAKNAS', { personkrets: null }, {}],
    ['PERSONKRETS_SAKNAS', { personkrets: 'OKAND' }, {}],
    ['PERSONKRETS_3_DAGLIG_VERKSAMHET', { personkrets: 'P3' }, { insats: 'LSS_9_10' }],
    ['BARN_I_VUXENBOENDE', { birthYear: 2009 }, { insats: 'LSS_9_9', subtype: 'GRUPPBOSTAD' }],
    ['VUXEN_I_BARNBOENDE', { birthYear: 2004 }, { insats: 'LSS_9_8', subtype: 'FAMILJEHEM' }],
    ['BOENDEFORM_SAKNAS', {}, { insats: 'LSS_9_9' }],
    ['BOENDEKOMMUN_EGEN', {}, { insats: 'LSS_9_9', subtype: 'GRUPPBOSTAD', executingKommunCode: '2080' }],
    ['ALDER_OVER_GRANS', { birthYear: 1915 }, {}],
    ['AVLIDEN', { diedOn: '2026-09-30' }, {}],
  ])('tell %s of the person', (code, personChanges, givenChanges) => {
    const sources = rowsOf([person('a', personChanges)], [given('a', givenChanges)]);
    expect(judgeOctober(sources, [], judgement)).toEqual([{ code, personId: 'a', insats: null }]);
  });

  it('keep still at each limit', () => {
    expect(
      codesOf(
        [person('a', { birthYear: 2008 })],
        [given('a', { insats: 'LSS_9_9', subtype: 'GRUPPBOSTAD' })],
      ),
    ).toEqual([]);
    expect(
      codesOf([person('a', { birthYear: 2005 })], [given('a', { insats: 'LSS_9_8', subtype: 'FAMILJEHEM' })]),
    ).toEqual([]);
    expect(codesOf([person('a', { birthYear: 1916 })], [given('a')])).toEqual([]);
    expect(codesOf([person('a', { diedOn: '2026-10-01' })], [given('a')])).toEqual([]);
  });

  it('tell 9 § 8 and 9 § 9 together, and dwellings in several kommuner', () => {
    const child = given('a', { insats: 'LSS_9_8', subtype: 'FAMILJEHEM', executingKommunCode: '2062' });
    const adult = given('a', { insats: 'LSS_9_9', subtype: 'GRUPPBOSTAD', executingKommunCode: '2026' });
    expect(codesOf([person('a', { birthYear: 2006 })], [child, adult])).toEqual([
      'BARN_OCH_VUXENBOENDE',
      'BOENDEKOMMUN_FLERA',
    ]);
  });

  it('name every record of the same number, and a personkrets that differs', () => {
    const sources = rowsOf(
      [person('a', { numberMark: 'x' }), person('b', { numberMark: 'x', personkrets: 'P2' })],
      [given('a'), given('b')],
    );
    expect(judgeOctober(sources, [], judgement).map(({ code, personId }) => `${code} ${personId}`)).toEqual([
      ...['DUBBLETT a', 'DUBBLETT b', 'DUBBLETT_OLIKA a', 'DUBBLETT_OLIKA b'],
    ]);
  });

  it('tell what is not counted once for each person and insats', () => {
    const expired = { personId: 'b', insats: 'LSS_9_3', reason: 'BESLUT_UTGATT' } as const;
    expect(
      codesOf([person('a')], [given('a')], [expired, expired, { ...expired, reason: 'AVBROTT' }]),
    ).toEqual([...['BESLUT_UTGATT', 'AVBROTT']]);
  });

  it('tell an empty report and one made too early', () => {
    expect(judgeOctober([], [], { ...judgement, knownOn: '2026-09-30' }).map(({ code }) => code)).toEqual([
      ...['INGA_RADER', 'REFERENSDAG_EJ_PASSERAD'],
    ]);
  });
});

describe('the comparison with last year', () => {
  const now = summariseOctober(
    rowsOf(
      Array.from({ length: 12 }, (_, index) => person(`p${index}`)),
      Array.from({ length: 12 }, (_, index) => given(`p${index}`)),
    ).map(({ row }) => row),
  );
  const lastYear = (count: number) => ({ ...now.insatser, LSS_9_4: count });

  it('tells a change above the limit, not one at it', () => {
    expect(changeFindings(compareOctober(now, lastYear(10), settings))).toEqual([]);
    expect(changeFindings(compareOctober(now, lastYear(15), settings))).toEqual([]);
    expect(changeFindings(compareOctober(now, lastYear(9), settings))).toEqual([
      { code: 'FORANDRING', personId: null, insats: 'LSS_9_4' },
    ]);
    expect(compareOctober(now, lastYear(10), settings)[2]).toMatchObject({
      persons: 12,
      lastYear: 10,
      percent: 20,
    });
  });

  it('tells what is new, and that last year is not known', () => {
    expect(changeFindings(compareOctober(now, lastYear(0), settings))).toHaveLength(1);
    expect(changeFindings(compareOctober(now, null, settings)).map(({ code }) => code)).toEqual([
      'FORRA_ARET_SAKNAS',
    ]);
  });
});
