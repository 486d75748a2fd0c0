import { dayInStockholm, NotFoundError } from '@kommunhub/schema';
import { DateScalar, DecimalScalar, requireAccess, selectedFields } from '@kommunhub/subgraph-kit';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Resolver } from 'type-graphql';
import type { ClaimRow } from '../rows/claim-rows.js';
import { decideClaim } from '../store/decide-claim.js';
import { completeClaim, investigateClaim, requestCompletion } from '../store/handle-claim.js';
import { attestClaim, payClaim, payClaims, recoverClaim } from '../store/pay-claim.js';
import { registerClaim } from '../store/register-claim.js';
import { checkedInput } from './checked-input.js';
import { handOutClaims } from './claim-reads.js';
import type { SjuklonerContext } from './loaders.js';
import { Sjuklon } from './sjuklon.js';
import { SjuklonDecisionInput, SjuklonInput } from './sjuklon-input.js';

/** The claim as it is after a change, handed out like any other. */
async function changed(
  { loaders, session }: SjuklonerContext,
  id: string,
  info: GraphQLResolveInfo,
): Promise<ClaimRow> {
  const row = await loaders.claimById.load(id);
  if (row === null) throw new NotFoundError('The claim was changed and is no longer visible to the caller.');
  handOutClaims(session, [row], selectedFields(info, 'Sjuklon'));
  return row;
}

@Resolver()
export class SjuklonMutations {
  @Mutation(() => Sjuklon, {
    description:
      'Registrerar en ansökan. Samma nyckel och innehåll igen ger samma ärende; samma nyckel med annat innehåll avvisas.',
  })
  async submitSjuklon(
    @Ctx() context: SjuklonerContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => SjuklonInput) input: SjuklonInput,
    @Arg('idempotencyKey', () => ID, { description: 'Klientens egen nyckel för denna ansökan.' })
    idempotencyKey: string,
  ): Promise<ClaimRow> {
    const { caller, services, session } = context;
    // Who may not register learns nothing of what a claim may hold.
    requireAccess(caller, 'SJUKLON_CONTROL');
    const now = services.clock();
    const checked = checkedInput(input, dayInStockholm(now));
    const { cases, keyRing } = services;
    const id = await registerClaim(session, { input: checked, idempotencyKey, now, cases, keyRing });
    return changed(context, id, info);
  }

  @Mutation(() => Sjuklon, { description: 'Inleder utredningen av ett ärende (FL 23 §).' })
  async investigateSjuklon(
    @Ctx() context: SjuklonerContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
  ): Promise<ClaimRow> {
    await investigateClaim(context.session, id, context.services.clock());
    return changed(context, id, info);
  }

  @Mutation(() => Sjuklon, { description: 'Begär komplettering: vilka handlingar som saknas (FL 20 §).' })
  async requestCompletion(
    @Ctx() context: SjuklonerContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('missing', () => [ID], { description: 'Handlingarnas koder.' }) missing: string[],
  ): Promise<ClaimRow> {
    await requestCompletion(context.session, id, missing, context.services.clock());
    return changed(context, id, info);
  }

  @Mutation(() => Sjuklon, { description: 'Kompletterar ett ärende med hela ansökan som den nu är.' })
  async completeSjuklon(
    @Ctx() context: SjuklonerContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => SjuklonInput) input: SjuklonInput,
  ): Promise<ClaimRow> {
    const { caller, services, session } = context;
    requireAccess(caller, 'SJUKLON_CONTROL');
    const now = services.clock();
    await completeClaim(session, services, id, checkedInput(input, dayInStockholm(now)));
    return changed(context, id, info);
  }

  @Mutation(() => Sjuklon, {
    description: 'Beslutar enligt hemkommunens regler och delegationsordning (LSS 9 § 2; KL 6 kap. 37 §).',
  })
  async decideSjuklon(
    @Ctx() context: SjuklonerContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => SjuklonDecisionInput) { outcome, amount, motivation }: SjuklonDecisionInput,
  ): Promise<ClaimRow> {
    await decideClaim(context.session, context.services, id, {
      outcome,
      amount: amount ?? null,
      motivation: motivation ?? null,
    });
    return changed(context, id, info);
  }

  @Mutation(() => Sjuklon, {
    description: 'Attesterar utbetalningen: en chef hos den som betalar, en annan än den som beslutat.',
  })
  async attestSjuklon(
    @Ctx() context: SjuklonerContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
  ): Promise<ClaimRow> {
    await attestClaim(context.session, id, context.services.clock());
    return changed(context, id, info);
  }

  @Mutation(() => Sjuklon, { description: 'Noterar att ett attesterat ärende är utbetalt.' })
  async paySjuklon(
    @Ctx() context: SjuklonerContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('paidOn', () => DateScalar, { description: 'Utbetalningsdag.' }) paidOn: string,
  ): Promise<ClaimRow> {
    await payClaim(context.session, id, paidOn, context.services.clock());
    return changed(context, id, info);
  }

  @Mutation(() => [Sjuklon], {
    description: 'Noterar att attesterade ärenden är utbetalda samma dag: alla eller inget.',
  })
  async paySjukloner(
    @Ctx() context: SjuklonerContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('ids', () => [ID], { description: 'Ärendenas id, högst 500.' }) ids: string[],
    @Arg('paidOn', () => DateScalar, { description: 'Utbetalningsdag.' }) paidOn: string,
  ): Promise<readonly ClaimRow[]> {
    await payClaims(context.session, ids, paidOn, context.services.clock());
    return Promise.all(ids.map((id) => changed(context, id, info)));
  }

  @Mutation(() => Sjuklon, { description: 'Återkräver det som betalats utan grund (LSS 12 §).' })
  async recoverSjuklon(
    @Ctx() context: SjuklonerContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('amount', () => DecimalScalar, { description: 'Belopp, kronor; högst det beviljade.' })
    amount: string,
  ): Promise<ClaimRow> {
    await recoverClaim(context.session, id, amount, context.services.clock());
    return changed(context, id, info);
  }
}
