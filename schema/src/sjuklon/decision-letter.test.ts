import { describe, expect, it } from 'vitest';
import { aClaim, agreementOfExampleTwo, exampleTwo } from '../../../test/sjuklon/a-claim.js';
import {
  calculateSjuklon,
  type DecisionLetterFacts,
  decisionLetter,
  defaultSjuklonPolicy,
  printDecisionLetter,
} from './index.js';

const facts: DecisionLetterFacts = {
  personName: 'Gun Sälg',
  kommunName: 'Gagnefs kommun',
  namndName: 'Socialnämnden',
  claimNumber: 'SJ-2026-17',
  providerName: 'Assistans i Dalarna AB',
  applicationDate: '2026-04-10',
  firstSickDay: '2026-03-02',
  lastSickDay: '2026-03-20',
  outcome: 'DELVIS_BIFALL',
  amount: '12482.18',
  decidedOn: '2026-04-20',
  deciderName: 'Frans Hägg',
  deciderTitle: 'sjuklönehandläggare',
  motivation: null,
  court: 'Förvaltningsrätten i Falun',
};
const calculation = calculateSjuklon(exampleTwo(), {
  ...defaultSjuklonPolicy,
  semesterBas: 'B',
  godkandaAvtal: agreementOfExampleTwo,
});
const textOf = (some: Partial<DecisionLetterFacts>, from = calculation) =>
  printDecisionLetter(decisionLetter({ ...facts, ...some }, from))
    .replaceAll('\u00a0', ' ')
    .replaceAll(/\s+/g, ' ');

describe('a decision letter', () => {
  it('says what is decided, how it was computed, what is not paid and why', () => {
    const text = textOf({});
    expect(text).toContain('bifaller ansökan delvis');
    expect(text).toContain('Ersättningen är 12 482,18 kr.');
    expect(text).toContain('Karensavdrag -992,80 kr');
    expect(text).toContain('13 mars 2026, 8 timmar: Ingen vikarie');
    expect(text).toContain('19 mars 2026, 8 timmar: Dag 15');
    expect(text).toContain('hela lönebortfallet');
    expect(text).toContain('Frans Hägg, sjuklönehandläggare');
  });

  it('tells how to appeal: three weeks, to the nämnd, to the förvaltningsrätt', () => {
    const text = textOf({});
    expect(text).toContain('överklaga beslutet till Förvaltningsrätten i Falun (27 § LSS)');
    expect(text).toContain('Skicka överklagandet till Socialnämnden');
    expect(text).toContain('inom tre veckor från den dag du fick del av beslutet (43 och 44 §§');
  });

  it('of a refusal names no payment, and of another amount than computed both', () => {
    expect(textOf({ outcome: 'AVSLAG', amount: '0.00' })).toContain('Ingen ersättning betalas ut.');
    expect(textOf({ outcome: 'AVSLAG', amount: '0.00' })).not.toContain('Betalas till');
    expect(textOf({ amount: '12000.00' })).toContain('Beslutat belopp 12 000,00 kr');
  });

  it('leaves out a protected name and headings with nothing under them', () => {
    expect(textOf({ personName: null })).not.toContain('Beslutet gäller');
    const plain = calculateSjuklon(aClaim(), defaultSjuklonPolicy);
    const headings = decisionLetter(facts, plain).sections.map(({ heading }) => heading);
    expect(headings).toEqual(['Beslut', 'Skäl', 'Beräkning', 'Så överklagar du', 'Beslutat av']);
  });
});
