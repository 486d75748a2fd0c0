import { dayInStockholm, ForbiddenError } from '@kommunhub/schema';
import { DateScalar, type ReferenceKommun, requireAccess } from '@kommunhub/subgraph-kit';
import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { KommunFactsEntity } from '../entities/index.js';
import type { HandlaggareRow } from '../rows/model-rows.js';
import type { NamndRow } from '../rows/namnd-rows.js';
import type { CasesContext } from './context.js';
import { Handlaggare } from './handlaggare.js';
import { Kommun, Omrade, Population, Staffing } from './kommun.js';
import { Namnd } from './namnd.js';
import { requireSubject } from './subject.js';

@Resolver(() => Kommun)
export class KommunResolver {
  @FieldResolver(() => Population, { nullable: true, description: 'Folkmängd.' })
  async population(
    @Root() { code }: ReferenceKommun,
    @Ctx() { loaders }: CasesContext,
  ): Promise<Population | null> {
    const facts = (await loaders.factsOfKommun.load(code)).find(({ population }) => population !== null);
    if (facts === undefined || facts.population === null) return null;
    return { count: facts.population, on: facts.populationOn, estimated: facts.populationEstimated };
  }

  @FieldResolver(() => Omrade, { nullable: true, description: 'Område som kommunen hör till i ämnet.' })
  async omrade(
    @Root() { code }: ReferenceKommun,
    @Ctx() { loaders }: CasesContext,
    @Arg('subject', () => ID, { nullable: true, defaultValue: 'LSS', description: 'Ämne, som `LSS`.' })
    subject: string | null,
  ): Promise<Omrade | null> {
    // The documents divide the kommuner into områden for LSS only.
    if (requireSubject(subject ?? 'LSS') !== 'LSS') return null;
    const facts = (await loaders.factsOfKommun.load(code)).find(({ omrade }) => omrade !== null);
    if (facts === undefined || facts.omrade === null) return null;
    return { name: facts.omrade, status: facts.omradeStatus };
  }

  @FieldResolver(() => [Staffing], {
    nullable: true,
    description: 'Bemanning, en post för varje dokument som säger något om den.',
  })
  staffing(
    @Root() { code }: ReferenceKommun,
    @Ctx() { loaders }: CasesContext,
  ): Promise<readonly KommunFactsEntity[]> {
    return loaders.factsOfKommun.load(code);
  }

  @FieldResolver(() => [Namnd], {
    nullable: true,
    description: 'Nämnder som är anslutna för kommunen (LSS 22 §).',
  })
  namnder(@Root() { code }: ReferenceKommun, @Ctx() { loaders }: CasesContext): Promise<readonly NamndRow[]> {
    return loaders.namnderOfKommun.load(code);
  }

  @FieldResolver(() => [Handlaggare], {
    nullable: true,
    description: 'Handläggare verksamma den dagen, i de nämnder där du har uppdrag.',
  })
  handlaggare(
    @Root() { code }: ReferenceKommun,
    @Ctx() { caller, loaders, services }: CasesContext,
    @Arg('on', () => DateScalar, { nullable: true, description: 'Dag; i dag när ingen anges.' }) on:
      | string
      | null,
  ): Promise<readonly HandlaggareRow[]> {
    requireAccess(caller, 'PERSON_LEVEL');
    if (!caller.grants.some(({ kommunCodes }) => kommunCodes.includes(code))) {
      throw new ForbiddenError(`The caller has no grant for kommun ${code}.`);
    }
    return loaders.handlaggareOfKommun.load({ code, on: on ?? dayInStockholm(services.clock()) });
  }
}
