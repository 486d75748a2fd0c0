import type { DecisionLevel, MandateReason, Reporting } from '@kommunhub/schema';
import { connectionType, DateScalar } from '@kommunhub/subgraph-kit';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { BookPlace } from '../ports/index.js';
import { DecisionLevelEnum, MandateReasonEnum, ReportingEnum } from './enums.js';

@ObjectType({
  description:
    'Delegationsbeslut i anmälan till nämnden (KL 6 kap. 40 §, 7 kap. 8 §); utan uppgifter om hälsa.',
})
export class DelegatedDecision {
  @Field(() => DateScalar, { description: 'Beslutsdatum.', simple: true }) decidedOn!: string;
  @Field(() => ID, { description: 'Ärendetyp D01-D24, eller `OKAND`.', simple: true }) kind!: string;
  @Field(() => DecisionLevelEnum, { nullable: true, description: 'Beslutsnivå.', simple: true })
  level!: DecisionLevel | null;
  @Field(() => ReportingEnum, { nullable: true, description: 'Vad punkten säger om anmälan.', simple: true })
  reporting!: Reporting | null;
  @Field(() => String, { nullable: true, description: 'Delegationspunktens nummer.', simple: true })
  pointNumber!: string | null;
  @Field(() => String, { nullable: true, description: 'Ordningens version.', simple: true })
  orderVersion!: string | null;
  @Field(() => MandateReasonEnum, {
    nullable: true,
    description: 'Om mandat fanns; saknas när det inte går att se.',
    simple: true,
  })
  reason!: MandateReason | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Sammanträde där beslutet anmälts; saknas när det inte är anmält.',
    simple: true,
  })
  meetingOn!: string | null;
  @Field(() => String, { nullable: true, description: 'Paragraf i protokollet.', simple: true }) paragraph!:
    | string
    | null;
}

export const DelegatedDecisionConnection = connectionType('DelegatedDecision', DelegatedDecision);

@InputType({ description: 'Vad som anmäls vid ett sammanträde.' })
export class ReportInput {
  @Field(() => ID, { description: 'Nämndens id.' }) namndId!: string;
  @Field(() => DateScalar, { description: 'Sammanträdesdag.' }) meetingOn!: string;
  @Field(() => String, { nullable: true, description: 'Paragraf i protokollet.' }) paragraph?: string | null;
  @Field(() => DateScalar, { description: 'Beslut från och med.' }) from!: string;
  @Field(() => DateScalar, { description: 'Beslut till och med.' }) to!: string;
  @Field(() => [ID], {
    nullable: true,
    description: 'Endast dessa beslut; alla i periodens lista när inget anges.',
  })
  decisionIds?: string[] | null;
}

@ObjectType({ description: 'Utfall av en anmälan.' })
export class ReportOutcome {
  @Field(() => Int, { description: 'Nu anmälda.', simple: true }) reported!: number;
  @Field(() => Int, {
    description: 'Redan anmälda tidigare; de ligger kvar vid sitt sammanträde.',
    simple: true,
  })
  alreadyReported!: number;
  @Field(() => Int, {
    description:
      'Av de nu anmälda: brådskande beslut från före perioden, som ska anmälas vid närmaste sammanträde (KL 6 kap. 40 §).',
    simple: true,
  })
  urgentFromBefore!: number;
}

@ObjectType({ description: 'Påminnelse: beslut som ska anmälas men inte är det.' })
export class ReportingReminder {
  @Field(() => Int, { description: 'Antal.', simple: true }) unreported!: number;
  @Field(() => Int, {
    description: 'Av dem brådskande (KL 6 kap. 39 §): anmäls vid närmaste sammanträde.',
    simple: true,
  })
  urgent!: number;
  @Field(() => DateScalar, { nullable: true, description: 'Det äldsta beslutets dag.', simple: true })
  oldestDecidedOn!: string | null;
}

@ObjectType({ description: 'Beslut utan mandat, eller vars mandat inte går att visa.' })
export class DecisionWithoutMandate {
  @Field(() => DateScalar, { description: 'Beslutsdatum.', simple: true }) decidedOn!: string;
  @Field(() => ID, { description: 'Ärendetyp D01-D24.', simple: true }) kind!: string;
  @Field(() => DecisionLevelEnum, { nullable: true, description: 'Beslutsnivå.', simple: true })
  level!: DecisionLevel | null;
}

export const DecisionWithoutMandateConnection = connectionType(
  'DecisionWithoutMandate',
  DecisionWithoutMandate,
);

@ObjectType({ description: 'Antal beslut efter skäl.' })
export class MandateReasonCount {
  @Field(() => MandateReasonEnum, { description: 'Skäl.', simple: true }) reason!: MandateReason;
  @Field(() => Int, { description: 'Antal.', simple: true }) count!: number;
}

@ObjectType({ description: 'Hur stor del av en kommuns beslut som togs med mandat.' })
export class MandateShare {
  @Field(() => Int, { description: 'Alla beslut i perioden.', simple: true }) decisions!: number;
  @Field(() => Int, { description: 'Med mandat.', simple: true }) withMandate!: number;
  @Field(() => Int, { description: 'Utan mandat.', simple: true }) withoutMandate!: number;
  @Field(() => Int, {
    description: 'Oklart: en uppgift som ett villkor frågar efter är inte antecknad.',
    simple: true,
  })
  unclear!: number;
  @Field(() => Int, {
    description: 'Går inte att pröva: ärendetyp eller beslutsnivå är okänd.',
    simple: true,
  })
  notAssessable!: number;
  @Field(() => Float, {
    nullable: true,
    description: 'Utan mandat som andel av dem där mandat eller brist går att visa, 0 till 1.',
    simple: true,
  })
  shareWithout!: number | null;
  @Field(() => [MandateReasonCount], { description: 'Efter skäl.', simple: true })
  reasons!: readonly MandateReasonCount[];
}

/** Place in a list, for its cursors. */
export const placeOf = ({
  decidedOn,
  id,
}: {
  readonly decidedOn: string;
  readonly id: string;
}): [string, string] => [decidedOn, id];

export function bookPlaceOf(position: readonly string[] | null): BookPlace | null {
  return position === null ? null : { on: position[0] ?? '', id: position[1] ?? '' };
}
