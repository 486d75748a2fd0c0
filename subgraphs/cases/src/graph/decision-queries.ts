import { DateScalar, ListSize, requireAccess, requireSearchTerms } from '@kommunhub/subgraph-kit';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Int, Query, Resolver } from 'type-graphql';
import { countDecisions, listDecisions } from '../rows/list-decisions.js';
import type { DecisionRow } from '../rows/model-rows.js';
import { DecisionConnection } from './connections.js';
import type { CasesContext } from './context.js';
import { type DecisionOrder, DecisionOrderEnum } from './enums.js';
import { DecisionFilter } from './filters.js';
import { knownOnDescription, requireKnowledge } from './known-on.js';
import { listPage } from './list-page.js';
import { noteMiss } from './reads.js';

@Resolver()
export class DecisionQueries {
  @ListSize({ argument: 'first', fields: ['nodes', 'edges'] })
  @Query(() => DecisionConnection, { description: 'Beslut i de egna ärendena och kön (lag 2001:454, 6 §).' })
  async decisions(
    @Ctx() context: CasesContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('filter', () => DecisionFilter, { nullable: true }) filter: DecisionFilter | null,
    @Arg('orderBy', () => DecisionOrderEnum, { nullable: true, defaultValue: 'DECIDED_ON_DESC' })
    orderBy: DecisionOrder | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('validOn', () => DateScalar, {
      nullable: true,
      description: 'Beslut som gällde den dagen; beslut utan "gäller från" räknas inte dit.',
    })
    validOn: string | null,
    @Arg('knownOn', () => DateScalar, { nullable: true, description: knownOnDescription })
    knownOn: string | null,
  ) {
    requireAccess(context.caller, 'PERSON_LEVEL');
    requireSearchTerms(context.caller, 'DecisionFilter', filter);
    const selection = {
      insats: filter?.insats ?? null,
      outcome: filter?.outcome ?? null,
      kommunCodes: filter?.kommunCodes ?? null,
      caseId: filter?.caseId ?? null,
      decidedFrom: filter?.decidedFrom ?? null,
      decidedTo: filter?.decidedTo ?? null,
      validOn: validOn ?? null,
      knownOn: requireKnowledge(context, knownOn, filter?.kommunCodes ?? null),
    };
    const descending = orderBy !== 'DECIDED_ON_ASC';
    const page = await listPage<DecisionRow>(context, info, {
      entity: 'Decision',
      name: ['decisions', descending, selection],
      first,
      after,
      read: (place, limit) => listDecisions(context.session, selection, { descending, after: place, limit }),
      placeOf: ({ decidedOn, id }) => ({ on: decidedOn, id }),
      count: () => countDecisions(context.session, selection),
    });
    const { caseId } = selection;
    // A count alone has no rows to note, and is a look-up of the one case all the same.
    if (caseId !== null && page.edges.length === 0) noteMiss(context.session, 'Decision', caseId, []);
    return new DecisionConnection(page);
  }
}
