import { BadInputError, dayInStockholm } from '@kommunhub/schema';
import { DateScalar, Key, ListSize, requireAccess } from '@kommunhub/subgraph-kit';
import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { loadHandlerIds } from '../kpi/handler-ids.js';
import { ownNamndOf } from '../kpi/kpi-targets.js';
import { loadHandlerCases, overKommuner } from '../kpi/own-facts.js';
import type { KpiContext } from './kpi-queries.js';

@Key('id', { resolvable: false })
@ObjectType({ description: 'Handläggare, så som kommunens eget system anger.' })
export class Handlaggare {
  @Field(() => ID, { description: 'Handläggarens id i hubben.', simple: true }) id!: string;
}

@ObjectType({ description: 'Pågående ärenden hos en handläggare, eller i kön.' })
export class Caseload {
  @Field(() => Handlaggare, { nullable: true, description: 'Handläggaren; tomt för kön.', simple: true })
  handlaggare!: Handlaggare | null;
  @Field(() => Int, { description: 'Ärenden som gäller vuxna.', simple: true }) adults!: number;
  @Field(() => Int, {
    description: 'Ärenden som gäller barn: den som inte fyller 18 under året.',
    simple: true,
  })
  children!: number;
  @Field(() => Int, { description: 'Ärenden där födelseåret inte är känt.', simple: true }) unknown!: number;
  @Field(() => Int, { description: 'Alla ärenden.', simple: true }) total!: number;
}

@Resolver()
export class CaseloadQueries {
  @ListSize({ assumed: 50 })
  @Query(() => [Caseload], {
    description:
      'Pågående ärenden per handläggare i den egna nämnden; de med flest ärenden först, kön sist. För chef, ändamål UPPFOLJNING.',
  })
  async caseloads(
    @Ctx() { caller, session, services }: KpiContext,
    @Arg('on', () => DateScalar, { nullable: true, description: 'Dag; i dag när ingen anges.' }) on:
      | string
      | null,
  ): Promise<Caseload[]> {
    requireAccess(caller, 'STAFF_FIGURES');
    ownNamndOf(caller);
    const today = dayInStockholm(services.clock());
    if (on != null && on > today) throw new BadInputError('What is open on a day to come is not known.');
    const rows = overKommuner(await loadHandlerCases(session, on ?? today));
    const ids = await loadHandlerIds(session, rows);
    return rows
      .map(({ handler, adults, children, unknown }) => {
        const id = handler === null ? undefined : ids.get(handler);
        const total = adults + children + unknown;
        return { handlaggare: id === undefined ? null : { id }, adults, children, unknown, total };
      })
      .sort((a, b) => Number(a.handlaggare === null) - Number(b.handlaggare === null) || b.total - a.total);
  }
}
