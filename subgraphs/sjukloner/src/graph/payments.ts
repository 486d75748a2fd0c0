import { DateScalar, DecimalScalar } from '@kommunhub/subgraph-kit';
import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { ClaimStatus } from '../rules/claim-flow.js';
import { listPayments, recordPayments } from '../store/list-payments.js';
import { ClaimStatusEnum } from './enums.js';
import type { SjuklonerContext } from './loaders.js';

@ObjectType({ description: 'Betalningslista: attesterade sjuklönebeslut i en kommun.' })
export class SjuklonPaymentList {
  @Field({
    description: 'Listan som CSV: semikolon, UTF-8, CRLF; kolumnerna beskrivs i subgrafens README.',
    simple: true,
  })
  csv!: string;
  @Field(() => Int, { description: 'Antal betalningar.', simple: true }) count!: number;
  @Field(() => DecimalScalar, { description: 'Summa, kronor.', simple: true }) total!: string;
  @Field(() => [ID], {
    description: 'Ärendenas id i listans ordning: de som sedan noteras som utbetalda.',
    simple: true,
  })
  claimIds!: readonly string[];
}

@Resolver()
export class PaymentQueries {
  @Query(() => SjuklonPaymentList, {
    description:
      'Attesterade sjuklönebeslut att betala i en kommun, för den som handlägger dem eller attesterar.',
  })
  async sjuklonPayments(
    @Ctx() { session }: SjuklonerContext,
    @Arg('kommunCode', () => ID) kommunCode: string,
    @Arg('attestedFrom', () => DateScalar, { nullable: true, description: 'Attesterade från och med.' })
    attestedFrom: string | null,
    @Arg('attestedTo', () => DateScalar, { nullable: true, description: 'Attesterade till och med.' })
    attestedTo: string | null,
    @Arg('status', () => ClaimStatusEnum, {
      defaultValue: 'ATTESTERAD',
      description: 'De som inte är utbetalda när inget anges.',
    })
    status: ClaimStatus,
  ): Promise<SjuklonPaymentList> {
    const selection = {
      ...{ kommunCode, status },
      attestedFrom: attestedFrom ?? null,
      attestedTo: attestedTo ?? null,
    };
    const { csv, count, total, claims } = await listPayments(session, selection);
    recordPayments(session, claims);
    return { csv, count, total, claimIds: claims.map(({ id }) => id) };
  }
}
