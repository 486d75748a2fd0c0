import type { CaseStatus, InvestigationCategory, Law } from '@kommunhub/schema';
import { DateScalar, DateTimeScalar, Key } from '@kommunhub/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { CaseStatusEnum, InvestigationCategoryEnum, LawEnum } from './enums.js';

export const knownFromDescription = 'När hubben fick veta det.';
export const knownToDescription =
  'När hubben fick veta något annat, eller att det inte längre finns i källan; saknas för det som gäller nu.';

/** What is recorded of a case, now or in an earlier state. */
@ObjectType()
abstract class CaseFacts {
  @Field(() => LawEnum, { description: 'Lag som ärendet handläggs enligt.', simple: true })
  law!: Law;

  @Field(() => CaseStatusEnum, { description: 'Status.', simple: true })
  status!: CaseStatus;

  @Field(() => DateScalar, { description: 'Dag då ärendet öppnades.', simple: true })
  openedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Dag då ärendet avslutades.', simple: true })
  closedOn!: string | null;
}

@Key('id')
@ObjectType({ description: 'Ärende (LSS 21 a §, SoL 14 kap.).' })
export class Case extends CaseFacts {
  @Field(() => ID, { description: 'Ärendets id i hubben.', simple: true })
  id!: string;
}

@ObjectType({ description: 'Ärendet så som det var känt under en tid.' })
export class CaseVersion extends CaseFacts {
  @Field(() => DateTimeScalar, { description: knownFromDescription, simple: true })
  knownFrom!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: knownToDescription, simple: true })
  knownTo!: string | null;
}

@ObjectType({ description: 'Utredning (SoL 14 kap. 2 §; LSS 7 §).' })
export class Investigation {
  @Field(() => ID, { description: 'Utredningens id i hubben.', simple: true })
  id!: string;

  @Field(() => InvestigationCategoryEnum, { description: 'Utredningstyp.', simple: true })
  category!: InvestigationCategory;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Ansökan: dag då den kom in (LSS 8 §).',
    simple: true,
  })
  appliedOn!: string | null;

  @Field(() => DateScalar, { description: 'Dag då utredningen inleddes.', simple: true })
  openedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Dag då utredningen avslutades.', simple: true })
  closedOn!: string | null;
}
