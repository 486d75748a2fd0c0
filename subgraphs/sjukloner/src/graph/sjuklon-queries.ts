import { calculateSjuklon, dayInStockholm } from '@kommunhub/schema';
import {
  CursorCodec,
  DateScalar,
  DecimalScalar,
  ListSize,
  pageOf,
  requireAccess,
  selectedFields,
  startOfPage,
} from '@kommunhub/subgraph-kit';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Field, ID, Info, InputType, Int, Query, Resolver } from 'type-graphql';
import type { ClaimRow } from '../rows/claim-rows.js';
import { type ClaimOrder, countClaims, listClaims } from '../rows/list-claims.js';
import type { ClaimStatus } from '../rules/claim-flow.js';
import { contentOf, rowInForce } from '../rules/policy-in-force.js';
import { sickDays } from '../rules/sick-days.js';
import { SjuklonCalculation, shownPolicy } from './calculation.js';
import { checkedInput } from './checked-input.js';
import { handOutClaim, handOutClaims } from './claim-reads.js';
import { ClaimOrderEnum, ClaimStatusEnum } from './enums.js';
import type { SjuklonerContext } from './loaders.js';
import { Sjuklon, SjuklonConnection } from './sjuklon.js';
import { SjuklonInput } from './sjuklon-input.js';

@InputType({ description: 'Urval bland sjuklöneärendena.' })
export class SjuklonFilter {
  @Field(() => [ID], { nullable: true, description: 'Kommunkoder.' }) kommunCodes?: string[] | null;
  @Field(() => [ClaimStatusEnum], { nullable: true, description: 'Status.' }) status?: ClaimStatus[] | null;
  @Field(() => ID, { nullable: true, description: 'LSS-ärendets id.' }) caseId?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Ansökta från och med.' }) appliedFrom?:
    | string
    | null;
  @Field(() => DateScalar, { nullable: true, description: 'Ansökta till och med.' }) appliedTo?:
    | string
    | null;
  @Field(() => DateScalar, { nullable: true, description: 'Ska vara avgjorda före dagen.' })
  dueBefore?: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Minsta beräknade belopp, kronor.' })
  minimumAmount?: string | null;
}

@Resolver()
export class SjuklonQueries {
  @ListSize({ argument: 'first', fields: ['nodes', 'edges'] })
  @Query(() => SjuklonConnection, {
    description: 'Sjuklöneärenden som du handlägger, i egen nämnd och genom uppdrag (KL 9 kap. 37 §).',
  })
  async sjukloner(
    @Ctx() { caller, services, session }: SjuklonerContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('filter', () => SjuklonFilter, { nullable: true }) filter: SjuklonFilter | null,
    @Arg('orderBy', () => ClaimOrderEnum, { nullable: true, defaultValue: 'APPLICATION_DATE_ASC' })
    orderBy: ClaimOrder | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
  ) {
    requireAccess(caller, 'SJUKLON');
    const selection = {
      kommunCodes: filter?.kommunCodes ?? null,
      statuses: filter?.status ?? null,
      caseId: filter?.caseId ?? null,
      appliedFrom: filter?.appliedFrom ?? null,
      appliedTo: filter?.appliedTo ?? null,
      dueBefore: filter?.dueBefore ?? null,
      minimumAmount: filter?.minimumAmount ?? null,
    };
    const order = orderBy ?? 'APPLICATION_DATE_ASC';
    const codec = new CursorCodec(services.keyRing.derive('cursors'));
    const request = {
      first: first ?? 50,
      after,
      codec,
      list: JSON.stringify(['sjukloner', order, selection]),
    };
    const { position, limit } = startOfPage(request);
    const rows = await listClaims(session, selection, { order, after: position, limit });
    const page = pageOf(
      request,
      rows,
      ({ applicationDate, id }) => [applicationDate, id],
      (row) => row,
      () => countClaims(session, selection),
    );
    const fields = [['nodes'], ['edges', 'node']].flatMap((path) => selectedFields(info, 'Sjuklon', path));
    handOutClaims(
      session,
      page.edges.map(({ node }) => node),
      fields,
    );
    return new SjuklonConnection(page as never);
  }

  @Query(() => Sjuklon, {
    nullable: true,
    description: 'Sjuklöneärende med detta id; tomt när det inte finns eller inte är synligt för dig.',
  })
  async sjuklon(
    @Ctx() { caller, loaders, session }: SjuklonerContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
  ): Promise<ClaimRow | null> {
    requireAccess(caller, 'SJUKLON');
    return handOutClaim(session, id, await loaders.claimById.load(id), info);
  }

  @Query(() => SjuklonCalculation, {
    description:
      'Räknar ut en ansökan enligt kommunens regler den första sjukdagen, utan att lagra något (LSS 9 § 2).',
  })
  async calculateSjuklon(
    @Ctx() { caller, loaders, services }: SjuklonerContext,
    @Arg('input', () => SjuklonInput) input: SjuklonInput,
  ): Promise<SjuklonCalculation> {
    requireAccess(caller, 'PUBLIC');
    const checked = checkedInput(input, dayInStockholm(services.clock()));
    const policies = await loaders.policiesOfKommun.load(checked.kommunCode);
    const calculation = calculateSjuklon(checked, (on) => contentOf(rowInForce(policies, on)));
    const row = rowInForce(policies, sickDays(checked).firstSickDay);
    return { ...calculation, policy: shownPolicy(calculation.policy, row) };
  }
}
