import type { Fault } from '../errors/index.js';
import { money, rate, readDocumentCodes } from './claim-scalars.js';
import { defaultSjuklonPolicy } from './default-policy.js';
import { FieldReader, type Fields } from './field-reader.js';
import type { InputFaultCode } from './input-faults.js';
import {
  type ApprovedAgreement,
  amountRoundings,
  claimPeriods,
  holidayPayBases,
  invoiceRules,
  karensAllocations,
  otherAbsenceRules,
  type SjuklonPolicy,
  substituteProofs,
  zeroOutcomes,
} from './sjuklon-policy.js';

export type CheckedSjuklonPolicy =
  | { readonly kind: 'value'; readonly value: SjuklonPolicy }
  | { readonly kind: 'rejected'; readonly faults: readonly (Fault & { readonly code: InputFaultCode })[] };

/**
 * Whether something is a policy, with every fault when it is not. A key that is
 * left out keeps the value of the default policy; null is a value of its own
 * where the key may have none (no time limit, no limit of delegation).
 */
export function checkSjuklonPolicy(policy: unknown): CheckedSjuklonPolicy {
  const reader = new FieldReader();
  const fields = reader.fields(policy, '', Object.keys(defaultSjuklonPolicy));
  if (fields === undefined) return { kind: 'rejected', faults: reader.faults };
  const value = readPolicy(fields, policy as object);
  return reader.faults.length > 0 ? { kind: 'rejected', faults: reader.faults } : { kind: 'value', value };
}

function readPolicy(fields: Fields, source: object): SjuklonPolicy {
  const defaults = defaultSjuklonPolicy;
  const isNull = (name: keyof SjuklonPolicy) => Object.hasOwn(source, name) && fields.raw(name) === undefined;
  return {
    semesterBas: fields.oneOf('semesterBas', holidayPayBases) ?? defaults.semesterBas,
    semesterProcentMax: fields.decimal('semesterProcentMax', rate) ?? defaults.semesterProcentMax,
    godkandaAvtal: readAgreements(fields),
    accepteraPensionUtanAvtal:
      fields.boolean('accepteraPensionUtanAvtal') ?? defaults.accepteraPensionUtanAvtal,
    karensFordelning: fields.oneOf('karensFordelning', karensAllocations) ?? defaults.karensFordelning,
    jourIngar: fields.boolean('jourIngar') ?? defaults.jourIngar,
    beredskapIngar: fields.boolean('beredskapIngar') ?? defaults.beredskapIngar,
    obKrav: fields.boolean('obKrav') ?? defaults.obKrav,
    vikarieKrav: fields.oneOf('vikarieKrav', substituteProofs) ?? defaults.vikarieKrav,
    vikarieToleransMin: fields.integer('vikarieToleransMin', 0, 60) ?? defaults.vikarieToleransMin,
    // The day of the law at the earliest (lag 1991:1047, 8 §), the day after the sick-pay period at the latest.
    lakarintygFranDag: fields.integer('lakarintygFranDag', 1, 15) ?? defaults.lakarintygFranDag,
    ansokningsfristManader: isNull('ansokningsfristManader')
      ? null
      : (fields.integer('ansokningsfristManader', 1, 120) ?? defaults.ansokningsfristManader),
    maxPeriod: fields.oneOf('maxPeriod', claimPeriods) ?? defaults.maxPeriod,
    fakturaKrav: fields.oneOf('fakturaKrav', invoiceRules) ?? defaults.fakturaKrav,
    kravdaDokument: readDocumentCodes(fields, 'kravdaDokument'),
    overtidVikarieErsatts: fields.boolean('overtidVikarieErsatts') ?? defaults.overtidVikarieErsatts,
    semestersjukErsatts: fields.boolean('semestersjukErsatts') ?? defaults.semestersjukErsatts,
    avrundning: fields.oneOf('avrundning', amountRoundings) ?? defaults.avrundning,
    beloppDelegation: fields.decimal('beloppDelegation', money) ?? null,
    beloppNollUtfall: fields.oneOf('beloppNollUtfall', zeroOutcomes) ?? defaults.beloppNollUtfall,
    annanFranvaro: fields.oneOf('annanFranvaro', otherAbsenceRules) ?? defaults.annanFranvaro,
    toleransKr: fields.decimal('toleransKr', money) ?? defaults.toleransKr,
  };
}

function readAgreements(fields: Fields): readonly ApprovedAgreement[] {
  const items = fields.list('godkandaAvtal', 200) ?? [];
  return items.flatMap(({ raw, path }) => {
    const agreement = fields.reader.fields(raw, path, ['namn', 'semester', 'pension', 'forsakring']);
    if (agreement === undefined) return [];
    const namn = agreement.required('namn', agreement.text('namn', 200));
    const rates = {
      semester: agreement.decimal('semester', rate) ?? null,
      pension: agreement.decimal('pension', rate) ?? null,
      forsakring: agreement.decimal('forsakring', rate) ?? null,
    };
    return namn === undefined ? [] : [{ namn, ...rates }];
  });
}
