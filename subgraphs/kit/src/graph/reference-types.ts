import { Field, ID, ObjectType } from 'type-graphql';
import { Key, Shareable } from '../subgraph/directives.js';
import { County } from './county.js';

/*
 * Each subgraph makes classes of its own of the entities that all of them
 * know: resolvers are registered by class, and those of one subgraph must not
 * become fields of another's schema in the same process.
 */

/** A class of the entity `Kommun` with its reference fields; the subgraph's resolvers add to it. */
export function kommunType() {
  @Key('code')
  @ObjectType('Kommun', { description: 'Kommun.' })
  class Kommun {
    @Field(() => ID, { description: 'Kommunkod, fyra siffror.', simple: true })
    code!: string;

    @Shareable()
    @Field({ description: 'Kommunens namn.', simple: true })
    name!: string;

    @Shareable()
    @Field(() => County, { description: 'Län.', simple: true })
    county!: County;
  }
  return Kommun;
}

/** A class of the entity `Namnd` with its reference fields. */
export function namndType() {
  @Key('id')
  @ObjectType('Namnd', {
    description: 'Nämnd: egen myndighet och personuppgiftsansvarig (förordning 2001:637, 11 §).',
  })
  class Namnd {
    @Field(() => ID, { description: 'Nämndens id.', simple: true })
    id!: string;

    @Shareable()
    @Field({ description: 'Nämndens namn.', simple: true })
    name!: string;
  }
  return Namnd;
}
