import { countyByCode } from '@kommunhub/schema';
import { Field, ID, ObjectType } from 'type-graphql';
import { Shareable } from '../subgraph/directives.js';

@Shareable()
@ObjectType({ description: 'Län.' })
export class County {
  @Field(() => ID, { description: 'Länskod, två siffror.', simple: true })
  code!: string;

  @Field({ description: 'Länets namn.', simple: true })
  name!: string;
}

/** The county of a kommun code: its first two digits. */
export function countyOfKommun(kommunCode: string): County {
  const county = countyByCode(kommunCode.slice(0, 2));
  if (county === undefined) throw new RangeError('A kommun code begins with the code of a county.');
  return county;
}
