import { dayInStockholm, ForbiddenError } from '@kommunhub/schema';
import { DateScalar, type ReferenceKommun, requireAccess } from '@kommunhub/subgraph-kit';
import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { KommunFactsEntity } from '../entities/index.js';
import type { InsatsCountRow } from '../rows/load-insats-counts.js';
import type { HandlaggareRow } from '../rows/model-rows.js';
import type { NamndRow } from '../rows/namnd-rows.js';
import type { CasesContext } from './context.js';
import { Insats } from './decision.js';
import { Handlaggare } from './handlaggare.js';
import { insatsOf } from './insats.js';
import { InsatsCount, Kommun, Omrade, Population, Staffing } from './kommun.js';
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

  @FieldResolver(() => [InsatsCount], {
    nullable: true,
    description:
      'Antal insatser som kommunen själv räknat och lämnat utan personuppgifter: det senaste till och med dagen. Bara för den egna nämnden; tomt (null) när inga antal lämnats.',
  })
  async insatsCounts(
    @Root() { code }: ReferenceKommun,
    @Ctx() { caller, loaders, services }: CasesContext,
    @Arg('on', () => DateScalar, { nullable: true, description: 'Dag; i dag när ingen anges.' }) on:
      | string
      | null,
  ): Promise<readonly InsatsCountRow[] | null> {
    requireAccess(caller, 'OWN_AGGREGATES');
    const counts = await loaders.insatsCountsOfKommun.load({
      code,
      on: on ?? dayInStockholm(services.clock()),
    });
    return counts.length === 0 ? null : counts;
  }
}

@Resolver(() => InsatsCount)
export class InsatsCountResolver {
  @FieldResolver(() => Insats, { description: 'Insats.' })
  insats(@Root() row: InsatsCountRow): Insats {
    return insatsOf(row.insatsCode);
  }

  @FieldResolver(() => Handlaggare, {
    nullable: true,
    description: 'Handläggaren vars insatser räknats; saknas när antalet gäller hela kommunen.',
  })
  handlaggare(
    @Root() row: InsatsCountRow,
    @Ctx() { loaders }: CasesContext,
  ): Promise<HandlaggareRow | null> | null {
    return row.handlaggareId === null ? null : loaders.handlaggareById.load(row.handlaggareId);
  }
}
