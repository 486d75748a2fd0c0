import type { Befattning } from '@kommunhub/schema';
import { DateScalar, DecimalScalar, Key } from '@kommunhub/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { BefattningEnum } from './enums.js';

@Key('id')
@ObjectType({ description: 'Handläggare, så som kommunens eget system anger.' })
export class Handlaggare {
  @Field(() => ID, { description: 'Handläggarens id i hubben.', simple: true })
  id!: string;

  @Field(() => BefattningEnum, { description: 'Befattning.', simple: true })
  befattning!: Befattning | 'OKAND';

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Sysselsättningsgrad, 0 till 1.',
    simple: true,
  })
  fte!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Aktiv från och med.', simple: true })
  activeFrom!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Aktiv till och med.', simple: true })
  activeTo!: string | null;
}
