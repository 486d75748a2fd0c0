import type { Personkrets, Sex } from '@kommunhub/schema';
import { Key } from '@kommunhub/subgraph-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { PersonkretsEnum, SexEnum } from './enums.js';

@Key('id')
@ObjectType({ description: 'Den enskilde (LSS 1 §).' })
export class Person {
  @Field(() => ID, { description: 'Personens id i hubben; aldrig ett personnummer.', simple: true })
  id!: string;

  @Field(() => Int, { nullable: true, description: 'Födelseår.', simple: true })
  birthYear!: number | null;

  @Field(() => SexEnum, { description: 'Kön.', simple: true })
  sex!: Sex;

  @Field(() => PersonkretsEnum, { nullable: true, description: 'Personkrets (LSS 1 §).', simple: true })
  personkrets!: Personkrets | null;
}
