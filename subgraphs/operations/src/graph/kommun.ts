import { County, Key, Shareable } from '@kommunhub/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';

@Key('code')
@ObjectType({ description: 'Kommun.' })
export class Kommun {
  @Field(() => ID, { description: 'Kommunkod, fyra siffror.', simple: true })
  code!: string;

  @Shareable()
  @Field({ description: 'Kommunens namn.', simple: true })
  name!: string;

  @Shareable()
  @Field(() => County, { description: 'Län.', simple: true })
  county!: County;
}

@Key('id')
@ObjectType({ description: 'Nämnd: egen myndighet och personuppgiftsansvarig (förordning 2001:637, 11 §).' })
export class Namnd {
  @Field(() => ID, { description: 'Nämndens id.', simple: true })
  id!: string;

  @Shareable()
  @Field({ description: 'Nämndens namn.', simple: true })
  name!: string;
}
