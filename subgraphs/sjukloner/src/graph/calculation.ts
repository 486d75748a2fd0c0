import type { SjuklonPolicy as PolicyContent, ProposedOutcome } from '@kommunhub/schema';
import { DateScalar, DecimalScalar } from '@kommunhub/subgraph-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ClaimOutcomeEnum } from './enums.js';

@ObjectType({ description: 'Kollektivavtal som kommunen godtar, med andelar.' })
export class ApprovedAgreement {
  @Field({ description: 'Avtalets namn.', simple: true }) name!: string;
  @Field(() => DecimalScalar, { nullable: true, description: 'Semesterersättning, andel.', simple: true })
  holidayPayRate!: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Pension, andel.', simple: true })
  pensionRate!: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Försäkring, andel.', simple: true })
  insuranceRate!: string | null;
}

@ObjectType({ description: 'Kommunens regler för sjuklöner, där lag och praxis lämnar val.' })
export class SjuklonPolicy {
  @Field(() => ID, {
    nullable: true,
    description: 'Reglernas id; saknas för hubbens standardregler.',
    simple: true,
  })
  id!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Gäller från och med.', simple: true })
  validFrom!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Gäller till och med.', simple: true })
  validTo!: string | null;

  @Field(() => String, {
    description: 'Reglerna som JSON, med samma nycklar som i regelfilen.',
    simple: true,
  })
  content!: string;

  @Field(() => String, {
    description: 'Semesterersättning räknas på sjuklönen (A) eller lönebortfallet (B).',
    simple: true,
  })
  semesterBas!: string;

  @Field(() => [ApprovedAgreement], { description: 'Avtal som styrker högre andelar.', simple: true })
  agreements!: readonly ApprovedAgreement[];

  @Field(() => [ID], { description: 'Handlingar som ska följa med ansökan.', simple: true })
  requiredDocuments!: readonly string[];
}

/** A policy as the graph shows it; without a row it is the one that the hub ships. */
export function shownPolicy(
  content: PolicyContent,
  row: { readonly id: string; readonly validFrom: string; readonly validTo: string | null } | null,
): SjuklonPolicy {
  return {
    id: row?.id ?? null,
    validFrom: row?.validFrom ?? null,
    validTo: row?.validTo ?? null,
    content: JSON.stringify(content),
    semesterBas: content.semesterBas,
    agreements: content.godkandaAvtal.map(({ namn, semester, pension, forsakring }) => ({
      name: namn,
      holidayPayRate: semester,
      pensionRate: pension,
      insuranceRate: forsakring,
    })),
    requiredDocuments: content.kravdaDokument,
  };
}

@ObjectType({ description: 'Rad i beräkningen; raderna summerar till beloppet, avdrag är negativa.' })
export class SjuklonLine {
  @Field(() => ID, { description: 'Radens kod.', simple: true }) code!: string;
  @Field({ description: 'Radens namn.', simple: true }) label!: string;
  @Field(() => DecimalScalar, { nullable: true, description: 'Underlag, kronor.', simple: true })
  base!: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Andel.', simple: true }) rate!: string | null;
  @Field(() => DecimalScalar, { description: 'Belopp, kronor.', simple: true }) amount!: string;
  @Field(() => String, { nullable: true, description: 'Lagrum.', simple: true }) lagrum!: string | null;
  @Field({ description: 'Hur beloppet räknats ut.', simple: true }) explanation!: string;
  @Field(() => Int, { nullable: true, description: 'Vilken av delarna raden hör till.', simple: true })
  part!: number | null;
}

@ObjectType({ description: 'Det som inte ersätts, och varför.' })
export class SjuklonCut {
  @Field(() => ID, { description: 'Kontroll, S01-S19 eller regelns namn.', simple: true }) code!: string;
  @Field(() => [ID], { description: 'Alla skäl, det avgörande först.', simple: true })
  codes!: readonly string[];
  @Field({ description: 'Skälet i ord.', simple: true }) message!: string;
  @Field({ description: 'Platsen i ansökan.', simple: true }) path!: string;
  @Field(() => DateScalar, { nullable: true, description: 'Dag.', simple: true }) date!: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Timmar som inte ersätts.', simple: true })
  hours!: string | null;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Sjuklön före karens och tillägg, kronor.',
    simple: true,
  })
  amount!: string | null;
}

@ObjectType({ description: 'Något att se på, som inte ändrar beloppet.' })
export class SjuklonWarning {
  @Field(() => ID, { description: 'Kontroll, S01-S19 eller regelns namn.', simple: true }) code!: string;
  @Field({ description: 'Vad.', simple: true }) message!: string;
  @Field({ description: 'Platsen i ansökan.', simple: true }) path!: string;
}

@ObjectType({ description: 'En sjukperiod i lagens mening: återinsjuknanden är sammanlagda.' })
export class SjuklonPart {
  @Field(() => [Int], { description: 'Vilka av ansökans sjukperioder.', simple: true })
  sickPeriods!: readonly number[];
  @Field(() => DateScalar, { description: 'Första sjukdag.', simple: true }) firstSickDay!: string;
  @Field(() => DateScalar, { description: 'Sista sjukdag.', simple: true }) lastSickDay!: string;
  @Field(() => Int, { description: 'Vilken dag i sjuklöneperioden den första sjukdagen är.', simple: true })
  firstDayNumber!: number;
  @Field(() => DecimalScalar, { description: 'Timmar i ansökan.', simple: true }) hours!: string;
  @Field(() => DecimalScalar, { description: 'Timmar som ersätts.', simple: true }) coveredHours!: string;
  @Field(() => DecimalScalar, { description: 'Lönebortfall, kronor.', simple: true }) lossOfPay!: string;
  @Field(() => DecimalScalar, { description: 'Sjuklön, kronor.', simple: true }) sickPay!: string;
  @Field(() => DecimalScalar, { description: 'Delens belopp, kronor.', simple: true }) amount!: string;
}

@ObjectType({ description: 'Beräkning av sjuklönekostnad (LSS 9 § 2; lag 1991:1047), rad för rad.' })
export class SjuklonCalculation {
  @Field(() => DecimalScalar, { description: 'Belopp, kronor.', simple: true }) amount!: string;
  @Field(() => DecimalScalar, { nullable: true, description: 'Begärt belopp, kronor.', simple: true })
  requested!: string | null;
  @Field(() => ClaimOutcomeEnum, {
    description: 'Utfall som beräkningen leder till; en människa beslutar.',
    simple: true,
  })
  outcome!: ProposedOutcome;
  @Field(() => [SjuklonLine], { description: 'Rader.', simple: true }) lines!: readonly SjuklonLine[];
  @Field(() => [SjuklonPart], { description: 'Delar: en för varje assistent och sjukperiod.', simple: true })
  parts!: readonly SjuklonPart[];
  @Field(() => [SjuklonCut], { description: 'Det som inte ersätts.', simple: true })
  cuts!: readonly SjuklonCut[];
  @Field(() => [SjuklonWarning], { description: 'Varningar.', simple: true })
  warnings!: readonly SjuklonWarning[];
  @Field(() => SjuklonPolicy, { description: 'Regler som beräkningen följer.', simple: true })
  policy!: SjuklonPolicy;
}
