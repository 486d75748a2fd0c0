import { Key } from '@kommunhub/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';

/** Entities that other subgraphs own, as this one refers to them: by id. */

@Key('id')
@ObjectType({ description: 'Ärende (LSS 21 a §, SoL 14 kap.).' })
export class Case {
  @Field(() => ID, { description: 'Ärendets id i hubben.', simple: true })
  id!: string;
}

@Key('id', { resolvable: false })
@ObjectType({ description: 'Den enskilde (LSS 1 §).' })
export class Person {
  @Field(() => ID, { description: 'Personens id i hubben; aldrig ett personnummer.', simple: true })
  id!: string;
}

@Key('id', { resolvable: false })
@ObjectType({ description: 'Beslut (FL 31-32 §§; LSS 27 §).' })
export class Decision {
  @Field(() => ID, { description: 'Beslutets id i hubben.', simple: true })
  id!: string;
}

@Key('id', { resolvable: false })
@ObjectType({
  description: 'Nämnd: egen myndighet och personuppgiftsansvarig (förordning 2001:637, 11 §).',
})
export class Namnd {
  @Field(() => ID, { description: 'Nämndens id.', simple: true })
  id!: string;
}
