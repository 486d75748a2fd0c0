import { DateScalar, DecimalScalar } from '@kommunhub/subgraph-kit';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { ClaimOutcome } from '../rules/claim-flow.js';
import { AbsenceCauseEnum, KarensExceptionEnum, ShiftTypeEnum } from './calculation-enums.js';
import { ClaimOutcomeEnum } from './enums.js';

/*
 * The claim as a client sends it. Forms are checked by the scalars; everything
 * else is checked together by `checkSjuklonInput`, so that all faults are told
 * at once.
 */

@InputType({ description: 'Anordnare av assistansen.' })
export class ProviderInput {
  @Field({ description: 'Namn.' }) name!: string;
  @Field(() => String, { nullable: true, description: 'Organisationsnummer.' }) organisationNumber?:
    | string
    | null;
  @Field(() => Boolean, { nullable: true, description: 'Tillstånd från IVO (LSS 23 §).' })
  ivoLicence?: boolean | null;
  @Field(() => String, { nullable: true, description: 'Bankgiro.' }) bankgiro?: string | null;
}

@InputType({ description: 'Den ordinarie assistenten som är sjuk; timlön eller månadslön.' })
export class AssistantInput {
  @Field(() => String, { nullable: true, description: 'Namn.' }) name?: string | null;
  @Field(() => String, { nullable: true, description: 'Personnummer.' }) personnummer?: string | null;
  @Field(() => Int, { description: 'Födelseår.' }) birthYear!: number;
  @Field(() => DecimalScalar, { nullable: true, description: 'Timlön, kronor.' }) hourlyPay?: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Månadslön, kronor.' }) monthlyPay?:
    | string
    | null;
  @Field(() => DecimalScalar, { description: 'Genomsnittlig arbetstid, timmar per vecka.' })
  averageWeeklyHours!: string;
  @Field(() => DecimalScalar, { defaultValue: '0', description: 'Genomsnittliga tillägg, kronor per vecka.' })
  averageWeeklySupplements!: string;
}

@InputType({ description: 'Tidigare sjukperiod, vid återinsjuknande (lag 1991:1047, 7 §).' })
export class PreviousSickPeriodInput {
  @Field(() => DateScalar, { description: 'Första sjukdag.' }) firstSickDay!: string;
  @Field(() => DateScalar, { description: 'Sista sjukdag.' }) lastSickDay!: string;
  @Field(() => DecimalScalar, { nullable: true, description: 'Karensavdrag som då gjordes, kronor.' })
  karensDeducted?: string | null;
}

@InputType({ description: 'Läkarintyg (lag 1991:1047, 8 §).' })
export class CertificateInput {
  @Field(() => DateScalar, { description: 'Från och med.' }) from!: string;
  @Field(() => DateScalar, { description: 'Till och med.' }) to!: string;
}

@InputType({ description: 'Pass som den sjuka assistenten skulle ha arbetat.' })
export class ShiftInput {
  @Field(() => DateScalar, { description: 'Dag.' }) date!: string;
  @Field(() => String, { nullable: true, description: 'Start, TT:MM.' }) start?: string | null;
  @Field(() => String, { nullable: true, description: 'Slut, TT:MM.' }) end?: string | null;
  @Field(() => DecimalScalar, { description: 'Timmar.' }) hours!: string;
  @Field(() => DecimalScalar, { defaultValue: '0', description: 'Tillägg för passet, kronor.' })
  supplement!: string;
  @Field(() => ShiftTypeEnum, { defaultValue: 'AKTIV', description: 'Slag av pass.' }) type!: string;
  @Field(() => Boolean, { defaultValue: true, description: 'Om passet låg i ordinarie schema.' })
  scheduled!: boolean;
  @Field(() => String, { nullable: true, description: 'Vikarie; utan vikarie var passet obemannat.' })
  substitute?: string | null;
  @Field(() => String, { nullable: true, description: 'Vikariens personnummer.' })
  substitutePersonnummer?: string | null;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Vikariens timmar; hela passet när inget anges.',
  })
  substituteHours?: string | null;
}

@InputType({ description: 'Sjukperiod för en assistent.' })
export class SickPeriodInput {
  @Field(() => AssistantInput, { description: 'Den sjuka assistenten.' }) assistant!: AssistantInput;
  @Field(() => AbsenceCauseEnum, { defaultValue: 'SJUKDOM', description: 'Frånvarons orsak.' })
  cause!: string;
  @Field(() => DateScalar, { description: 'Första sjukdag.' }) firstSickDay!: string;
  @Field(() => DateScalar, { description: 'Sista sjukdag.' }) lastSickDay!: string;
  @Field(() => PreviousSickPeriodInput, { nullable: true, description: 'Tidigare sjukperiod.' })
  previousPeriod?: PreviousSickPeriodInput | null;
  @Field(() => KarensExceptionEnum, { defaultValue: 'INGEN', description: 'Undantag från karensavdrag.' })
  karensException!: string;
  @Field(() => CertificateInput, { nullable: true, description: 'Läkarintyg.' })
  medicalCertificate?: CertificateInput | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Semesterersättning, andel: "0.12" är 12 %.' })
  holidayPayRate?: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Försäkring, andel.' }) insuranceRate?:
    | string
    | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Pension, andel.' }) pensionRate?: string | null;
  @Field(() => String, { nullable: true, description: 'Kollektivavtal som styrker andelarna.' })
  agreement?: string | null;
  @Field(() => [ShiftInput], { description: 'Pass i perioden.' }) shifts!: ShiftInput[];
}

@InputType({
  description: 'Ansökan om ersättning för sjuklönekostnad (LSS 9 § 2). Skicka den bara som variabel.',
})
export class SjuklonInput {
  @Field(() => ID, { description: 'Kommun som betalar.' }) kommunCode!: string;
  @Field(() => ID, { nullable: true, description: 'Den enskilde, med hubbens id.' }) personId?: string | null;
  @Field(() => String, { nullable: true, description: 'Den enskildes personnummer.' }) personnummer?:
    | string
    | null;
  @Field(() => ProviderInput, { description: 'Anordnare.' }) provider!: ProviderInput;
  @Field(() => DateScalar, { description: 'Ansökningsdag.' }) applicationDate!: string;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Dag då lönen betalades; ansökningsdagen när inget anges.',
  })
  paymentDate?: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Begärt belopp, kronor.' })
  requestedAmount?: string | null;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Statlig ersättning för höga sjuklönekostnader, kronor.',
  })
  stateCompensation?: string | null;
  @Field(() => String, { nullable: true, description: 'Anordnarens eget ärendenummer.' }) claimNumber?:
    | string
    | null;
  @Field(() => String, { nullable: true, description: 'Fakturanummer.' }) invoiceNumber?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Om fullmakt finns.' }) powerOfAttorney?:
    | boolean
    | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Beviljade assistanstimmar i perioden.' })
  grantedHours?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Handlingar som bifogas.' }) documents?: string[] | null;
  @Field(() => [SickPeriodInput], { description: 'Sjukperioder.' }) sickPeriods!: SickPeriodInput[];
}

@InputType({ description: 'Beslut i ett sjuklöneärende.' })
export class SjuklonDecisionInput {
  @Field(() => ClaimOutcomeEnum, { description: 'Beslutsutfall.' }) outcome!: ClaimOutcome;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Beviljat belopp, kronor; det beräknade när inget anges, 0 vid avslag.',
  })
  amount?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Motivering (FL 32 §); krävs när beslutet avviker från beräkningen och vid avslag.',
  })
  motivation?: string | null;
}
