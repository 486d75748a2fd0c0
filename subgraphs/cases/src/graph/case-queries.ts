import {
  DateScalar,
  ListSize,
  requireAccess,
  requireSearchTerms,
  selectedFields,
} from '@kommunhub/subgraph-kit';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Query, Resolver } from 'type-graphql';
import { countCases, listCases } from '../rows/list-cases.js';
import type { CaseRow } from '../rows/model-rows.js';
import { Case } from './case.js';
import { CaseConnection } from './connections.js';
import type { CasesContext } from './context.js';
import { type CaseOrder, CaseOrderEnum } from './enums.js';
import { CaseFilter } from './filters.js';
import { knownOnDescription, requireKnowledge } from './known-on.js';
import { listPage } from './list-page.js';
import { handOutOne, noteMiss } from './reads.js';

@Resolver()
export class CaseQueries {
  @ListSize({ argument: 'first', fields: ['nodes', 'edges'] })
  @Query(() => CaseConnection, {
    description:
      'Ärenden: egna och kön, i de nämnder där uppdrag gäller (lag 2001:454, 6 §; förordning 2001:637, 15 §).',
  })
  async cases(
    @Ctx() context: CasesContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('filter', () => CaseFilter, { nullable: true }) filter: CaseFilter | null,
    @Arg('orderBy', () => CaseOrderEnum, { nullable: true, defaultValue: 'OPENED_ON_DESC' })
    orderBy: CaseOrder | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('validOn', () => DateScalar, { nullable: true, description: 'Ärenden som var öppna den dagen.' })
    validOn: string | null,
    @Arg('knownOn', () => DateScalar, { nullable: true, description: knownOnDescription })
    knownOn: string | null,
  ) {
    requireAccess(context.caller, 'PERSON_LEVEL');
    requireSearchTerms(context.caller, 'CaseFilter', filter);
    const selection = {
      personkrets: filter?.personkrets ?? null,
      kommunCodes: filter?.kommunCodes ?? null,
      assignment: filter?.assignment ?? null,
      status: filter?.status ?? null,
      openedFrom: filter?.openedFrom ?? null,
      openedTo: filter?.openedTo ?? null,
      validOn: validOn ?? null,
      knownOn: requireKnowledge(context, knownOn, filter?.kommunCodes ?? null),
    };
    const descending = orderBy !== 'OPENED_ON_ASC';
    const page = await listPage<CaseRow>(context, info, {
      entity: 'Case',
      name: ['cases', descending, selection],
      first,
      after,
      read: (place, limit) => listCases(context.session, selection, { descending, after: place, limit }),
      placeOf: ({ openedOn, id }) => ({ on: openedOn, id }),
      count: () => countCases(context.session, selection),
    });
    return new CaseConnection(page);
  }

  @Query(() => Case, {
    nullable: true,
    description: 'Ärende med detta id; tomt när det inte finns eller inte är synligt för dig.',
  })
  async case(
    @Ctx() { caller, loaders, session }: CasesContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
  ): Promise<CaseRow | null> {
    requireAccess(caller, 'PERSON_LEVEL');
    const row = await loaders.caseById.load(id);
    if (row === null) noteMiss(session, 'Case', id, selectedFields(info, 'Case'));
    return handOutOne(session, 'Case', row, info);
  }
}
