import type { Fault } from '../errors/index.js';
import { type Decimal, decimalScales, parseDecimal } from '../scalars/index.js';
import { codesOf, termSet } from '../terms/index.js';

/** Villkor that a delegation point may set for the delegate (KL 7 kap. 5 §: the nämnd decides how far). */
export const conditionTerms = termSet({
  BELOPP_MAX: ['Högsta belopp', null],
  TIMMAR_VECKA_MAX: ['Högsta antal timmar per vecka', null],
  TID_MAX_MANADER: ['Längsta tid i månader', null],
  ENDAST_BIFALL: ['Endast bifall', null],
  ENDAST_AVSLAG: ['Endast avslag', null],
  INOM_RIKTLINJE: ['Inom riktlinje', null],
  ALDER_MAX: ['Högsta ålder', null],
  ALDER_MIN: ['Lägsta ålder', null],
  EGEN_REGI: ['Endast egen regi', null],
  INOM_RAMAVTAL: ['Inom ramavtal', 'LOU 2016:1145'],
  SAMRAD_MED: ['Efter samråd', null],
});
export type DelegationConditionType = keyof typeof conditionTerms;
export const conditionTypes = codesOf(conditionTerms);

/** What the value of a condition is measured in; `FRITEXT` may be left out, `INGEN` takes none. */
export type DelegationConditionUnit = 'KRONOR' | 'TIMMAR_VECKA' | 'MANADER' | 'AR' | 'FRITEXT' | 'INGEN';

export const conditionUnits: Readonly<Record<DelegationConditionType, DelegationConditionUnit>> = {
  BELOPP_MAX: 'KRONOR',
  TIMMAR_VECKA_MAX: 'TIMMAR_VECKA',
  TID_MAX_MANADER: 'MANADER',
  ENDAST_BIFALL: 'INGEN',
  ENDAST_AVSLAG: 'INGEN',
  INOM_RIKTLINJE: 'FRITEXT',
  ALDER_MAX: 'AR',
  ALDER_MIN: 'AR',
  EGEN_REGI: 'INGEN',
  INOM_RAMAVTAL: 'FRITEXT',
  SAMRAD_MED: 'FRITEXT',
};

export interface DelegationCondition {
  readonly type: DelegationConditionType;
  /** A decimal, a whole number or a text as the unit says; null where there is none. */
  readonly value: Decimal | string | null;
}

export type ConditionFaultCode =
  | 'CONDITION_UNKNOWN'
  | 'CONDITION_VALUE_MISSING'
  | 'CONDITION_VALUE_INVALID'
  | 'CONDITION_VALUE_UNWANTED'
  | 'CONDITION_TWICE'
  | 'CONDITION_CONTRADICTION';

interface ParsedConditions {
  readonly conditions: readonly DelegationCondition[];
  readonly faults: readonly (Fault & { readonly code: ConditionFaultCode })[];
}

/**
 * Reads the column `villkor` of a delegation order,
 * `BELOPP_MAX=5000|TIMMAR_VECKA_MAX=20|ENDAST_BIFALL`.
 *
 * Gives every fault, with the position of the condition as path (`villkor.0`);
 * the conditions are to be used only when there is none.
 */
export function parseConditions(text: string): ParsedConditions {
  const conditions: DelegationCondition[] = [];
  const faults: ParsedConditions['faults'][number][] = [];
  const parts = text.trim() === '' ? [] : text.split('|');
  for (const [index, part] of parts.entries()) {
    const read = parseCondition(part);
    if ('type' in read) conditions.push(read);
    else faults.push({ path: `villkor.${index}`, ...read });
  }
  return { conditions, faults: [...faults, ...contradictions(conditions)] };
}

/** Writes conditions as the column `villkor` holds them; {@link parseConditions} reads them back. */
export function printConditions(conditions: readonly DelegationCondition[]): string {
  return conditions.map(({ type, value }) => (value === null ? type : `${type}=${value}`)).join('|');
}

type ConditionFault = Omit<ParsedConditions['faults'][number], 'path'>;

function parseCondition(part: string): DelegationCondition | ConditionFault {
  const [name = '', ...rest] = part.split('=');
  const type = conditionTypes.find((known) => known === name.trim().toUpperCase());
  if (type === undefined) {
    return { code: 'CONDITION_UNKNOWN', message: `Use one of ${conditionTypes.join(', ')}.` };
  }
  const text = rest.join('=').trim();
  const unit = conditionUnits[type];
  if (text === '') return withoutValue(type, unit);
  if (unit === 'INGEN') {
    return { code: 'CONDITION_VALUE_UNWANTED', message: `${type} takes no value: write the word alone.` };
  }
  const value = unit === 'FRITEXT' ? text : limitOf(text, unit);
  return value === null
    ? { code: 'CONDITION_VALUE_INVALID', message: `${type} takes ${limitForms[unit]}.` }
    : { type, value };
}

function withoutValue(
  type: DelegationConditionType,
  unit: DelegationConditionUnit,
): DelegationCondition | ConditionFault {
  if (unit === 'INGEN' || unit === 'FRITEXT') return { type, value: null };
  return { code: 'CONDITION_VALUE_MISSING', message: `${type} takes a value: write ${type}=value.` };
}

const limitForms: Readonly<Record<DelegationConditionUnit, string>> = {
  KRONOR: `kronor as a number with at most ${decimalScales.money} decimals`,
  TIMMAR_VECKA: `hours a week as a number with at most ${decimalScales.hours} decimals`,
  MANADER: 'whole months',
  AR: 'whole years',
  FRITEXT: 'a text',
  INGEN: 'no value',
};

function limitOf(text: string, unit: Exclude<DelegationConditionUnit, 'FRITEXT' | 'INGEN'>): Decimal | null {
  const read = parseDecimal(text, { scale: unit === 'KRONOR' ? 'money' : 'hours' });
  if (read.kind !== 'value' || read.value.startsWith('-')) return null;
  const isWhole = !read.value.includes('.');
  return isWhole || unit === 'KRONOR' || unit === 'TIMMAR_VECKA' ? read.value : null;
}

/** What conditions of one point cannot say together. */
function contradictions(conditions: readonly DelegationCondition[]): ParsedConditions['faults'] {
  const faults: ParsedConditions['faults'][number][] = [];
  const add = (code: ConditionFaultCode, message: string) => faults.push({ path: 'villkor', code, message });
  for (const type of conditionTypes) {
    const sameType = conditions.filter((condition) => condition.type === type);
    if (conditionUnits[type] !== 'FRITEXT' && sameType.length > 1) {
      add('CONDITION_TWICE', `${type} stands more than once: keep one.`);
    }
  }
  const valueBy = (type: DelegationConditionType) =>
    conditions.find((condition) => condition.type === type)?.value;
  if (valueBy('ENDAST_BIFALL') === null && valueBy('ENDAST_AVSLAG') === null) {
    add('CONDITION_CONTRADICTION', 'ENDAST_BIFALL and ENDAST_AVSLAG leave nothing to decide: keep one.');
  }
  const [youngest, oldest] = [valueBy('ALDER_MIN'), valueBy('ALDER_MAX')];
  if (youngest && oldest && Number(youngest) > Number(oldest)) {
    add('CONDITION_CONTRADICTION', 'ALDER_MIN is above ALDER_MAX: nobody has that age.');
  }
  return faults;
}
