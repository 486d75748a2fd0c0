import { compareDecimals } from '../scalars/index.js';
import { conditionTerms, conditionUnits, type DelegationCondition, printConditions } from './conditions.js';
import type { MandateFact, MandateFacts } from './mandate.js';

/** What the facts say of one condition. */
export type ConditionVerdict =
  | { readonly kind: 'met' }
  | { readonly kind: 'broken'; readonly condition: DelegationCondition }
  | { readonly kind: 'missing'; readonly fact: MandateFact }
  /** A fact of judgement that was not given: the decider confirms it. */
  | { readonly kind: 'confirm'; readonly text: string };

const met: ConditionVerdict = Object.freeze({ kind: 'met' });

/** Holds one condition of a point against the facts of a decision. */
export function verdictOf(condition: DelegationCondition, facts: MandateFacts): ConditionVerdict {
  const { value } = condition;
  const limit = value ?? '';
  switch (condition.type) {
    case 'BELOPP_MAX':
      return known('amount', facts.amount, (amount) => compareDecimals(amount, limit) <= 0);
    case 'TIMMAR_VECKA_MAX':
      return known('hoursPerWeek', facts.hoursPerWeek, (hours) => compareDecimals(hours, limit) <= 0);
    case 'TID_MAX_MANADER':
      return known('months', facts.months, (months) => months <= Number(limit));
    case 'ALDER_MAX':
      return known('age', facts.age, (age) => age <= Number(limit));
    case 'ALDER_MIN':
      return known('age', facts.age, (age) => age >= Number(limit));
    // A partial bifall is also a partial avslag.
    case 'ENDAST_BIFALL':
      return known('outcome', facts.outcome, (outcome) => outcome === 'BIFALL');
    case 'ENDAST_AVSLAG':
      return known('outcome', facts.outcome, (outcome) => outcome === 'AVSLAG');
    case 'EGEN_REGI':
      return known('ownRegi', facts.ownRegi, (isOwn) => isOwn);
    case 'INOM_RAMAVTAL':
      return known('withinFrameworkAgreement', facts.withinFrameworkAgreement, (isWithin) => isWithin);
    case 'INOM_RIKTLINJE':
      return judged(facts.withinGuideline, (isWithin) => isWithin);
    case 'SAMRAD_MED':
      return judged(facts.consulted, (consulted) => hasConsulted(consulted, value));
  }

  function known<Fact>(
    fact: MandateFact,
    given: Fact | null,
    holds: (given: Fact) => boolean,
  ): ConditionVerdict {
    if (given === null) return { kind: 'missing', fact };
    return holds(given) ? met : { kind: 'broken', condition };
  }

  function judged<Fact>(given: Fact | null, holds: (given: Fact) => boolean): ConditionVerdict {
    if (given === null) return { kind: 'confirm', text: confirmationOf(condition) };
    return holds(given) ? met : { kind: 'broken', condition };
  }
}

/** A condition in words, as "Högsta belopp: 5000 kr". */
export function conditionInWords({ type, value }: DelegationCondition): string {
  const { name } = conditionTerms[type];
  if (value === null) return name;
  const unit = { KRONOR: ' kr', AR: ' år' }[conditionUnits[type] as string] ?? '';
  return `${name}: ${value}${unit}`;
}

function confirmationOf(condition: DelegationCondition): string {
  const { type, value } = condition;
  const words =
    type === 'SAMRAD_MED'
      ? `samråd har skett${value === null ? '' : ` med ${value}`}`
      : `beslutet ryms inom riktlinje${value === null ? '' : `: ${value}`}`;
  return `${printConditions([condition])}: ${words}`;
}

function hasConsulted(consulted: readonly string[], wanted: string | null): boolean {
  return wanted === null
    ? consulted.some((one) => plain(one) !== '')
    : consulted.some((one) => plain(one) === plain(wanted));
}

function plain(text: string): string {
  return text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLocaleLowerCase('sv');
}
