import { dayInStockholm, kommuner } from '@kommunhub/schema';
import { type ReferenceKommun, referenceKommun } from '@kommunhub/subgraph-kit';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { CasesContext } from './context.js';
import { Kommun } from './kommun.js';
import { requireSubject } from './subject.js';

@Resolver()
export class KommunQueries {
  @Query(() => [Kommun], {
    description:
      'Kommuner i kodordning. Anges flera villkor gäller alla; utan villkor Sveriges 290 kommuner.',
  })
  async kommuner(
    @Ctx() { loaders, services }: CasesContext,
    @Arg('codes', () => [ID], { nullable: true, description: 'Kommunkoder.' }) codes: string[] | null,
    @Arg('county', () => ID, { nullable: true, description: 'Länskod.' }) county: string | null,
    @Arg('participating', () => ID, {
      nullable: true,
      description:
        'Ämne (`LSS`, `SJUKLON`): kommuner som i dag samverkar i det genom avtal (KL 9 kap. 37 §).',
    })
    participating: string | null,
  ): Promise<readonly (ReferenceKommun | null)[]> {
    const taking =
      participating == null
        ? null
        : await loaders.participatingKommuner(
            requireSubject(participating),
            dayInStockholm(services.clock()),
          );
    return kommuner
      .filter(({ code }) => codes == null || codes.includes(code))
      .filter(({ countyCode }) => county == null || countyCode === county)
      .filter(({ code }) => taking === null || taking.has(code))
      .map(({ code }) => referenceKommun(code));
  }

  @Query(() => Kommun, { nullable: true, description: 'Kommun med denna kod.' })
  kommun(@Arg('code', () => ID) code: string): ReferenceKommun | null {
    return referenceKommun(code);
  }
}
