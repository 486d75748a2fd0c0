import type { AmountUnit, DecisionLevel, DecisionOutcome, Regi, Subtype } from '@kommunhub/schema';
import { DateScalar, DateTimeScalar, DecimalScalar, Key, Shareable } from '@kommunhub/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { knownFromDescription, knownToDescription } from './case.js';
import { AmountUnitEnum, DecisionLevelEnum, DecisionOutcomeEnum, RegiEnum, SubtypeEnum } from './enums.js';

@Shareable()
@ObjectType({ description: 'Insats (LSS 9 §; SoL 11 kap. 1 §).' })
export class Insats {
  @Field(() => ID, {
    description: 'Insatskod, som `LSS_9_2`; `OKAND` när källans kod är okänd.',
    simple: true,
  })
  code!: string;

  @Field({ description: 'Insatsens namn.', simple: true })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Lagrum; saknas där insatsen inte har ett eget.',
    simple: true,
  })
  lagrum!: string | null;
}

/** What a decision says, now or in an earlier state. */
@ObjectType()
abstract class DecisionFacts {
  @Field(() => SubtypeEnum, { nullable: true, description: 'Insatsens form.', simple: true })
  subtype!: Subtype | null;

  @Field(() => DecisionOutcomeEnum, { description: 'Beslutsutfall.', simple: true })
  outcome!: DecisionOutcome | 'OKAND';

  @Field(() => DateScalar, { description: 'Beslutsdatum.', simple: true })
  decidedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Gäller från och med.', simple: true })
  validFrom!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Gäller till och med; saknas vid beslut tills vidare.',
    simple: true,
  })
  validTo!: string | null;

  @Field({ description: 'Lagrum som beslutet anger.', simple: true })
  lagrum!: string;

  @Field(() => DecisionLevelEnum, {
    nullable: true,
    description: 'Beslutsnivå (KL 6 kap. 37 §, 7 kap. 5 §).',
    simple: true,
  })
  level!: DecisionLevel | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Omfattning.', simple: true })
  amount!: string | null;

  @Field(() => AmountUnitEnum, { nullable: true, description: 'Omfattningens enhet.', simple: true })
  amountUnit!: AmountUnit | null;
}

@Key('id')
@ObjectType({ description: 'Beslut (FL 31-32 §§; LSS 27 §).' })
export class Decision extends DecisionFacts {
  @Field(() => ID, { description: 'Beslutets id i hubben.', simple: true })
  id!: string;
}

@ObjectType({ description: 'Beslutet så som det var känt under en tid.' })
export class DecisionVersion extends DecisionFacts {
  @Field(() => DateTimeScalar, { description: knownFromDescription, simple: true })
  knownFrom!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: knownToDescription, simple: true })
  knownTo!: string | null;
}

@ObjectType({ description: 'Verkställighet (LSS 27 §).' })
export class Execution {
  @Field(() => ID, { description: 'Verkställighetens id i hubben.', simple: true })
  id!: string;

  @Field(() => RegiEnum, { nullable: true, description: 'Regi.', simple: true })
  regi!: Regi | null;

  @Field(() => DateScalar, { nullable: true, description: 'Beställd.', simple: true })
  orderedOn!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Verkställd: dag då insatsen börjar, inte då den beställs.',
    simple: true,
  })
  startedOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Avslutad.', simple: true })
  endedOn!: string | null;
}
