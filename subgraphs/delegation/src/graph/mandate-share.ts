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
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import type { BookSelection, DecisionBook } from '../ports/index.js';
import { countShares } from '../reporting/count-shares.js';
import type { CheckedDecision } from '../reporting/delegated-decisions.js';
import { requirePeriod, requireWholeNamnd } from '../reporting/own-namnd.js';
import { scanBook, takeFromBook } from '../reporting/scan-book.js';
import { Decision, MandateCheck } from './decision.js';
import { mandateCheckOf } from './decision-resolver.js';
import {
  bookPlaceOf,
  DecisionWithoutMandate,
  DecisionWithoutMandateConnection,
  MandateShare,
  placeOf,
} from './delegated-decision.js';
import { Kommun } from './kommun.js';
import type { DelegationContext } from './loaders.js';

/** Queries over the decisions of the own nämnd, which the book reads. */
export function mandateShareResolver(book: DecisionBook) {
  @Resolver()
  class MandateShareQueries {
    @Query(() => [MandateShare], {
      description: 'Hur stor del av den egna nämndens beslut i perioden som togs med mandat, per kommun.',
    })
    async mandateShares(
      @Ctx() { caller, session, loaders }: DelegationContext,
      @Arg('namndId', () => ID, { description: 'Nämndens id.' }) namndId: string,
      @Arg('from', () => DateScalar, { description: 'Från och med.' }) from: string,
      @Arg('to', () => DateScalar, { description: 'Till och med.' }) to: string,
    ) {
      const { kommunCodes } = requireWholeNamnd(caller, 'OWN_AGGREGATES', namndId);
      requirePeriod(from, to);
      const checked: CheckedDecision[] = [];
      for await (const block of scanBook(
        { book, session, loaders },
        wholePeriod(namndId, kommunCodes, from, to),
        null,
      )) {
        checked.push(...block);
      }
      return countShares(kommunCodes, checked);
    }

    @ListSize({ argument: 'first', fields: ['nodes', 'edges'] })
    @Query(() => DecisionWithoutMandateConnection, {
      description: 'Beslut i den egna nämnden som togs utan mandat i perioden, äldst först.',
    })
    async decisionsWithoutMandate(
      @Ctx() { caller, session, loaders, services }: DelegationContext,
      @Info() info: GraphQLResolveInfo,
      @Arg('namndId', () => ID, { description: 'Nämndens id.' }) namndId: string,
      @Arg('from', () => DateScalar, { description: 'Från och med.' }) from: string,
      @Arg('to', () => DateScalar, { description: 'Till och med.' }) to: string,
      @Arg('includeUnclear', () => Boolean, {
        nullable: true,
        defaultValue: false,
        description: 'Ta med dem där en uppgift som ett villkor frågar efter inte är antecknad.',
      })
      includeUnclear: boolean | null,
      @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
      @Arg('after', () => String, { nullable: true }) after: string | null,
    ) {
      const { kommunCodes } = requireWholeNamnd(caller, 'FOLLOW_UP', namndId);
      requirePeriod(from, to);
      const list = JSON.stringify(['decisionsWithoutMandate', namndId, from, to, includeUnclear === true]);
      const request = {
        first: first ?? 50,
        after,
        codec: new CursorCodec(services.keyRing.derive('cursors')),
        list,
      };
      const { position, limit } = startOfPage(request);
      const selection = wholePeriod(namndId, kommunCodes, from, to);
      const belongs = ({ mandate }: CheckedDecision) =>
        mandate !== null && !mandate.allowed && (!mandate.isUnclear || includeUnclear === true);
      const scan = { book, session, loaders };
      const rows = await takeFromBook(scan, selection, bookPlaceOf(position), limit, belongs);
      const page = pageOf(
        request,
        rows,
        ({ decision }) => placeOf(decision),
        ({ decision, mandate }) => ({ ...decision, checked: mandate! }),
        async () => (await takeFromBook(scan, selection, null, Number.POSITIVE_INFINITY, belongs)).length,
      );
      const fields = ['nodes', 'edges'].flatMap((way) =>
        selectedFields(info, 'DecisionWithoutMandate', way === 'nodes' ? [way] : [way, 'node']),
      );
      for (const { node } of page.edges) {
        const { id, kommunCode } = node;
        session.recordRead({ entity: 'Decision', namndId, kommunCode, ids: [id], fields });
      }
      return new DecisionWithoutMandateConnection(page as never);
    }
  }
  return MandateShareQueries;
}

function wholePeriod(
  namndId: string,
  kommunCodes: readonly string[],
  from: string,
  to: string,
): BookSelection {
  return { namndId, kommunCodes, from, to, ids: null, onlyUrgent: false };
}

type WithoutMandate = CheckedDecision['decision'] & {
  readonly checked: NonNullable<CheckedDecision['mandate']>;
};

@Resolver(() => DecisionWithoutMandate)
export class WithoutMandateResolver {
  @FieldResolver(() => Decision, { nullable: true, description: 'Beslutet.' })
  decision(@Root() { id }: WithoutMandate): { readonly id: string } {
    return { id };
  }

  @FieldResolver(() => Kommun, { nullable: true, description: 'Kommunen vars beslut det är.' })
  kommun(@Root() { kommunCode }: WithoutMandate): ReferenceKommun | null {
    return referenceKommun(kommunCode);
  }

  @FieldResolver(() => MandateCheck, { description: 'Mandatet.' })
  mandate(@Root() { checked }: WithoutMandate) {
    return mandateCheckOf(checked);
  }
}

@Resolver(() => MandateShare)
export class MandateShareKommunResolver {
  @FieldResolver(() => Kommun, { nullable: true, description: 'Kommunen.' })
  kommun(@Root() { kommunCode }: { readonly kommunCode: string }): ReferenceKommun | null {
    return referenceKommun(kommunCode);
  }
}
