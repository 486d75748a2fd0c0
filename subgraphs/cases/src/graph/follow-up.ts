import type { FollowUpResult, FollowUpType, InterruptionCause } from '@kommunhub/schema';
import { DateScalar } from '@kommunhub/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { FollowUpResultEnum, FollowUpTypeEnum, InterruptionCauseEnum } from './enums.js';

@ObjectType({ description: 'Uppföljning av ett beslut.' })
export class FollowUp {
  @Field(() => ID, { description: 'Uppföljningens id i hubben.', simple: true })
  id!: string;

  @Field(() => FollowUpTypeEnum, {
    nullable: true,
    description: 'Slag: årlig, vid behov eller inför omprövning.',
    simple: true,
  })
  type!: FollowUpType | 'OKAND' | null;

  @Field(() => DateScalar, { description: 'Planerad till.', simple: true })
  plannedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Gjord; saknas tills den är det.', simple: true })
  doneOn!: string | null;

  @Field(() => FollowUpResultEnum, { nullable: true, description: 'Resultat.', simple: true })
  result!: FollowUpResult | null;
}

@ObjectType({ description: 'Avbrott i verkställigheten (LSS 28 f §).' })
export class Interruption {
  @Field(() => ID, { description: 'Avbrottets id i hubben.', simple: true })
  id!: string;

  @Field(() => DateScalar, { description: 'Första dagen utan insatsen.', simple: true })
  startedOn!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Sista dagen utan insatsen; saknas medan avbrottet pågår.',
    simple: true,
  })
  endedOn!: string | null;

  @Field(() => InterruptionCauseEnum, { nullable: true, description: 'Orsak.', simple: true })
  cause!: InterruptionCause | 'OKAND' | null;
}
