import { type Grant, kommunByCode } from '@kommunhub/schema';
import {
  CursorCodec,
  DateScalar,
  ListSize,
  pageOf,
  type ReferenceKommun,
  referenceKommun,
  selectedFields,
  startOfPage,
} from '@kommunhub/subgraph-kit';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { BookPlace, DecisionBook } from '../ports/index.js';
import type { DelegatedDecision as Delegated } from '../reporting/delegated-decisions.js';
import { requireOwnNamnd, requirePeriod, requireWholeNamnd } from '../reporting/own-namnd.js';
import { reportAtMeeting } from '../reporting/report-at-meeting.js';
import { listForNamnd, remindOf } from '../reporting/reporting-list.js';
import { listReported } from '../rows/reported-rows.js';
import { Decision } from './decision.js';
import {
  bookPlaceOf,
  DelegatedDecision,
  DelegatedDecisionConnection,
  placeOf,
  ReportInput,
  ReportingReminder,
  ReportOutcome,
} from './delegated-decision.js';
import { Kommun } from './kommun.js';
import type { DelegationContext } from './loaders.js';

/** Anmälan of the own nämnd's delegated decisions, which the book reads. */
export function delegatedDecisionsResolver(book: DecisionBook) {
  @Resolver()
  class DelegatedDecisionQueries {
    @ListSize({ argument: 'first', fields: ['nodes', 'edges'] })
    @Query(() => DelegatedDecisionConnection, {
      description:
        'Anmälan: delegationsbeslut som ska anmälas till den egna nämnden (KL 6 kap. 40 §, 7 kap. 8 §). Nämnden ser dem som har anmälts.',
    })
    async delegatedDecisions(
      @Ctx() context: DelegationContext,
      @Info() info: GraphQLResolveInfo,
      @Arg('namndId', () => ID, { description: 'Nämndens id.' }) namndId: string,
      @Arg('from', () => DateScalar, { description: 'Beslut från och med.' }) from: string,
      @Arg('to', () => DateScalar, { description: 'Beslut till och med.' }) to: string,
      @Arg('reported', () => Boolean, {
        nullable: true,
        description: 'Endast anmälda, eller endast ännu inte anmälda.',
      })
      reported: boolean | null,
      @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
      @Arg('after', () => String, { nullable: true }) after: string | null,
    ) {
      const own = requireOwnNamnd(context.caller, 'DELEGATION_REPORT', namndId);
      requirePeriod(from, to);
      const list = JSON.stringify(['delegatedDecisions', namndId, from, to, reported ?? null]);
      const codec = new CursorCodec(context.services.keyRing.derive('cursors'));
      const request = { first: first ?? 50, after, codec, list };
      const { position, limit } = startOfPage(request);
      const read = reader(context, own, { from, to, reported: reported ?? null });
      const page = pageOf(
        request,
        await read(bookPlaceOf(position), limit),
        placeOf,
        (row) => row,
        async () => (await read(null, Number.MAX_SAFE_INTEGER)).length,
      );
      noteRead(
        context,
        info,
        page.edges.map(({ node }) => node),
      );
      return new DelegatedDecisionConnection(page as never);
    }

    @Query(() => ReportingReminder, {
      description: 'Påminnelse: beslut i perioden som ska anmälas men inte är det.',
    })
    async reportingReminder(
      @Ctx() { caller, session, loaders }: DelegationContext,
      @Arg('namndId', () => ID, { description: 'Nämndens id.' }) namndId: string,
      @Arg('from', () => DateScalar, { description: 'Beslut från och med.' }) from: string,
      @Arg('to', () => DateScalar, { description: 'Beslut till och med.' }) to: string,
    ): Promise<ReportingReminder> {
      const { kommunCodes } = requireWholeNamnd(caller, 'DELEGATION_REPORT', namndId);
      requirePeriod(from, to);
      return remindOf({ book, session, loaders }, { namndId, kommunCodes, from, to });
    }

    @Mutation(() => ReportOutcome, {
      description:
        'Anmälan: antecknar att besluten anmälts vid ett sammanträde, brådskande från tidigare med dem (KL 6 kap. 40 §).',
    })
    async reportDelegatedDecisions(
      @Ctx() { caller, session, loaders, services }: DelegationContext,
      @Arg('input', () => ReportInput) input: ReportInput,
    ): Promise<ReportOutcome> {
      const { namndId, from, to, meetingOn } = input;
      const { kommunCodes } = requireWholeNamnd(caller, 'DELEGATION_REPORT', namndId);
      requirePeriod(from, to);
      return reportAtMeeting(
        { book, session, loaders },
        { namndId, kommunCodes, from, to, ids: input.decisionIds ?? null },
        {
          meetingOn,
          paragraph: input.paragraph ?? null,
          at: services.clock(),
        },
      );
    }
  }
  return DelegatedDecisionQueries;

  /** Who sees all decisions lists them by the rule; the nämnd itself what has been reported to it. */
  function reader(
    { session, loaders }: DelegationContext,
    { namndId, kommunCodes, scope }: Grant,
    period: { readonly from: string; readonly to: string; readonly reported: boolean | null },
  ) {
    const selection = { namndId, kommunCodes, from: period.from, to: period.to };
    return (after: BookPlace | null, limit: number): Promise<readonly Delegated[]> => {
      if (scope === 'ALL') {
        return listForNamnd({ book, session, loaders }, selection, period.reported, after, limit);
      }
      return period.reported === false ? Promise.resolve([]) : listReported(session, selection, after, limit);
    };
  }
}

function noteRead(
  { session }: DelegationContext,
  info: GraphQLResolveInfo,
  rows: readonly Delegated[],
): void {
  const fields = [['nodes'], ['edges', 'node']].flatMap((path) =>
    selectedFields(info, 'DelegatedDecision', path),
  );
  for (const { id, namndId, kommunCode } of rows) {
    session.recordRead({ entity: 'Decision', namndId, kommunCode, ids: [id], fields });
  }
}

@Resolver(() => DelegatedDecision)
export class DelegatedDecisionResolver {
  @FieldResolver(() => Decision, { nullable: true, description: 'Beslutet.' })
  decision(@Root() { id }: Delegated): { readonly id: string } {
    return { id };
  }

  @FieldResolver(() => Kommun, { nullable: true, description: 'Kommunen vars beslut det är.' })
  kommun(@Root() { kommunCode }: Delegated): ReferenceKommun | null {
    return kommunByCode(kommunCode) ? referenceKommun(kommunCode) : null;
  }

  @FieldResolver(() => Boolean, { description: 'Brådskande (KL 6 kap. 39 §).' })
  urgent(@Root() { isUrgent }: Delegated): boolean {
    return isUrgent;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Ärendenummer i källans system.' })
  async caseNumber(
    @Root() { namndId, caseNumber }: Delegated,
    @Ctx() { session }: DelegationContext,
  ): Promise<string> {
    const keys = await session.keys(namndId);
    return keys.decrypt(caseNumber.table, caseNumber.id, 'case_number_cipher', caseNumber.cipher);
  }
}
