import type { Befattning, DecisionLevel, DecisionOutcome, MandateReason } from '@kommunhub/schema';
import { DateScalar, DecimalScalar } from '@kommunhub/subgraph-kit';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { BefattningEnum, DecisionLevelEnum, DecisionOutcomeEnum, MandateReasonEnum } from './enums.js';

@InputType({ description: 'Får denna person besluta detta, här, den dagen?' })
export class MayDecideInput {
  @Field(() => ID, { description: 'Kommunen vars beslut det är.' }) kommunCode!: string;
  @Field(() => ID, { nullable: true, description: 'Nämnden; behövs när flera i kommunen har en ordning.' })
  namndId?: string | null;
  @Field(() => ID, { description: 'Ärendetyp D01-D24.' }) decisionKind!: string;
  @Field(() => DecisionOutcomeEnum, { nullable: true, description: 'Utfall.' })
  outcome?: DecisionOutcome | 'OKAND' | null;
  @Field(() => BefattningEnum, { description: 'Beslutsfattarens befattning; nivåernas namn godtas.' })
  role!: Befattning | 'OKAND';
  @Field(() => DecisionLevelEnum, { nullable: true, description: 'Beslutsnivå; gäller före befattningen.' })
  level?: DecisionLevel | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Kommun där beslutsfattaren är anställd, om en annan (KL 9 kap. 37 §).',
  })
  employerKommunCode?: string | null;
  @Field(() => DateScalar, { description: 'Beslutsdag.' }) on!: string;
  @Field(() => DecimalScalar, { nullable: true, description: 'Belopp i kronor.' }) amount?: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Timmar per vecka.' }) hoursPerWeek?:
    | string
    | null;
  @Field(() => Int, { nullable: true, description: 'Tid i hela månader.' }) months?: number | null;
  @Field(() => Int, { nullable: true, description: 'Den enskildes ålder.' }) age?: number | null;
  @Field(() => Boolean, { nullable: true, description: 'I egen regi.' }) ownRegi?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Inom ramavtal (LOU 2016:1145).' })
  withinFrameworkAgreement?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Inom riktlinje.' }) withinGuideline?: boolean | null;
  @Field(() => [String], { nullable: true, description: 'Med vilka samråd har skett; tom lista: med ingen.' })
  consulted?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Brådskande (KL 6 kap. 39 §).' }) urgent?:
    | boolean
    | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Ersättare: delegaten är borta och personen är den som punkten anger.',
  })
  asDeputy?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Vidaredelegation: förvaltningschefen har gett personen uppdraget vidare (KL 7 kap. 6 §).',
  })
  subDelegated?: boolean | null;
}

@ObjectType({ description: 'Svar på om någon får besluta (KL 6 kap. 37 §, 7 kap. 5 §).' })
export class MayDecideAnswer {
  @Field({ description: 'Om personen får besluta.', simple: true }) allowed!: boolean;
  @Field(() => MandateReasonEnum, { description: 'Skäl.', simple: true }) reason!: MandateReason;
  @Field({ description: 'Förklaring i klartext, med punkt, nivå och ordning.', simple: true })
  explanation!: string;
  @Field(() => [String], {
    description: 'Uppgifter som ett villkor frågar efter och som inte angavs.',
    simple: true,
  })
  missing!: readonly string[];
  @Field(() => [String], { description: 'Vad beslutsfattaren själv ska förvissa sig om.', simple: true })
  toConfirm!: readonly string[];
  @Field(() => [String], { description: 'Lagrum för punkten och för mandatet.', simple: true })
  lagrum!: readonly string[];
  @Field(() => DecisionLevelEnum, {
    description: 'Lägsta nivå som uppgifterna inte utesluter; NAMND när ingen delegat får besluta.',
    simple: true,
  })
  lowestLevel!: DecisionLevel;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Svaret gäller från och med: ordning och avtal.',
    simple: true,
  })
  validFrom!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Svaret gäller till och med.', simple: true })
  validTo!: string | null;
}
