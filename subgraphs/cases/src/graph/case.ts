import type { CaseStatus, InvestigationCategory, Law } from '@kommunhub/schema';
import { DateScalar, Key } from '@kommunhub/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { CaseStatusEnum, InvestigationCategoryEnum, LawEnum } from './enums.js';

@Key('id')
@ObjectType({ description: 'Ärende (LSS 21 a §, SoL 14 kap.).' })
export class Case {
  @Field(() => ID, { description: 'Ärendets id i hubben.', simple: true })
  id!: string;

  @Field(() => LawEnum, { description: 'Lag som ärendet handläggs enligt.', simple: true })
  law!: Law;

  @Field(() => CaseStatusEnum, { description: 'Status.', simple: true })
  status!: CaseStatus;

  @Field(() => DateScalar, { description: 'Dag då ärendet öppnades.', simple: true })
  openedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Dag då ärendet avslutades.', simple: true })
  closedOn!: string | null;
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
