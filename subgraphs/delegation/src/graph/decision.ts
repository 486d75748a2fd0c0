import type {
  AmountUnit,
  Befattning,
  DecisionLevel,
  DecisionOutcome,
  MandateReason,
  Regi,
} from '@kommunhub/schema';
import { DateScalar, DecimalScalar, Key } from '@kommunhub/subgraph-kit';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import {
  AmountUnitEnum,
  BefattningEnum,
  DecisionLevelEnum,
  DecisionOutcomeEnum,
  MandateReasonEnum,
  RegiEnum,
} from './enums.js';
import { Namnd } from './kommun.js';

/*
 * What a mandate rests on is the cases subgraph's to tell: these types name
 * the fields of it that are handed over with a decision, and no more.
 */
const External = Directive('@external') as PropertyDecorator;

@ObjectType('Person')
export class RequiredPerson {
  @External @Field(() => Int, { nullable: true, simple: true }) birthYear!: number | null;
}

@ObjectType('Case')
export class RequiredCase {
  @External @Field(() => Namnd, { simple: true }) namnd!: Namnd;
  @External @Field(() => RequiredPerson, { simple: true }) person!: RequiredPerson;
}

@ObjectType('Handlaggare')
export class RequiredHandlaggare {
  @External @Field(() => ID, { simple: true }) id!: string;
  @External @Field(() => BefattningEnum, { simple: true }) befattning!: Befattning | 'OKAND';
}

@ObjectType('Execution')
export class RequiredExecution {
  @External @Field(() => RegiEnum, { nullable: true, simple: true }) regi!: Regi | null;
}

/** The fields that a reference to a decision carries when its mandate is asked for. */
export const requiredOfDecision =
  'kind extraKinds outcome decidedOn level amount amountUnit validFrom validTo withheld case { namnd { id } person { birthYear } } decidedBy { id befattning } executions { regi }';

@Key('id')
@ObjectType({ description: 'Beslut (FL 31-32 §§; LSS 27 §).' })
export class Decision {
  @Field(() => ID, { description: 'Beslutets id i hubben.', simple: true }) id!: string;
  @External @Field(() => ID, { simple: true }) kind!: string;
  @External @Field(() => [ID], { simple: true }) extraKinds!: readonly string[];
  @External @Field(() => DecisionOutcomeEnum, { simple: true }) outcome!: DecisionOutcome | 'OKAND';
  @External @Field(() => DateScalar, { simple: true }) decidedOn!: string;
  @External @Field(() => DecisionLevelEnum, { nullable: true, simple: true }) level!: DecisionLevel | null;
  @External @Field(() => DecimalScalar, { nullable: true, simple: true }) amount!: string | null;
  @External @Field(() => AmountUnitEnum, { nullable: true, simple: true }) amountUnit!: AmountUnit | null;
  @External @Field(() => DateScalar, { nullable: true, simple: true }) validFrom!: string | null;
  @External @Field(() => DateScalar, { nullable: true, simple: true }) validTo!: string | null;
  @External @Field(() => [String], { simple: true }) withheld!: readonly string[];
  @External @Field(() => RequiredCase, { simple: true }) case!: RequiredCase;
  @External
  @Field(() => RequiredHandlaggare, { nullable: true, simple: true })
  decidedBy!: RequiredHandlaggare | null;
  @External @Field(() => [RequiredExecution], { simple: true }) executions!: readonly RequiredExecution[];
}

@ObjectType({ description: 'Mandat för en av ärendetyperna som beslutet är.' })
export class KindMandate {
  @Field({ description: 'Om mandat fanns.', simple: true }) allowed!: boolean;
  @Field(() => MandateReasonEnum, { description: 'Skäl.', simple: true }) reason!: MandateReason;
  @Field({ description: 'Förklaring i klartext.', simple: true }) explanation!: string;
}

@ObjectType({
  description:
    'Mandat: beslutet mot hemnämndens ordning den dag det togs, vem som än tog det (KL 6 kap. 37 §, 7 kap. 5 §).',
})
export class MandateCheck {
  @Field({ description: 'Om mandat fanns för alla ärendetyper som beslutet är.', simple: true })
  allowed!: boolean;
  @Field({
    description: 'Inget talar emot, men en uppgift som ett villkor frågar efter är inte antecknad.',
    simple: true,
  })
  unclear!: boolean;
  @Field(() => MandateReasonEnum, { description: 'Skäl.', simple: true }) reason!: MandateReason;
  @Field({ description: 'Förklaring i klartext.', simple: true }) explanation!: string;
  @Field(() => [String], { description: 'Uppgifter som inte är antecknade.', simple: true })
  missing!: readonly string[];
  @Field(() => [String], { description: 'Vad som inte går att se av uppgifterna.', simple: true })
  toConfirm!: readonly string[];
  @Field(() => [String], { description: 'Lagrum.', simple: true }) lagrum!: readonly string[];
  @Field(() => DecisionLevelEnum, { description: 'Lägsta nivå som fick besluta.', simple: true })
  lowestLevel!: DecisionLevel;
}
