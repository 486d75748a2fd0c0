import { Field, ID, ObjectType } from 'type-graphql';
import { Shareable } from '../subgraph/directives.js';

@Shareable()
@ObjectType('DecisionKind', { description: 'Ärendetyp som delegationsordningar jämförs efter.' })
export class DecisionKindType {
  @Field(() => ID, { description: 'Kod, D01-D24.', simple: true })
  code!: string;

  @Field({ description: 'Ärendetypens namn.', simple: true })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Lagrum.', simple: true })
  lagrum!: string | null;
}
