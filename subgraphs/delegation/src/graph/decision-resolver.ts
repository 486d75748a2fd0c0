import { type DecisionKind, decisionKinds } from '@kommunhub/schema';
import { DecisionKindType, kommunCodeOfId, requireAccess } from '@kommunhub/subgraph-kit';
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { type CheckedMandate, checkMandate } from '../mandate/decision-mandates.js';
import type { OrderRow } from '../rows/order-rows.js';
import { Decision, KindMandate, MandateCheck, requiredOfDecision } from './decision.js';
import { DelegationOrder, DelegationPoint } from './delegation-order.js';
import type { DelegationContext } from './loaders.js';

/** Kinds that may be an external placement beside: whether one is may be withheld. */
const homes: readonly string[] = ['D12', 'D13'];

@Resolver(() => Decision)
export class DecisionMandateResolver {
  @Directive(`@requires(fields: "${requiredOfDecision}")`)
  @FieldResolver(() => MandateCheck, {
    nullable: true,
    description:
      'Mandat (KL 6 kap. 37 §, 7 kap. 5 §, 9 kap. 37 §); saknas när ärendetyp eller nivå är okänd.',
  })
  async mandate(
    @Root() decision: Decision,
    @Ctx() { caller, loaders }: DelegationContext,
  ): Promise<CheckSource | null> {
    requireAccess(caller, 'PERSON_LEVEL');
    // With the further kinds withheld the mandate cannot be told, and telling it would tell them.
    if (decision.withheld.includes('extraKinds') && homes.includes(decision.kind)) return null;
    const checked = await checkMandate(loaders, {
      ...decision,
      kind: decision.kind as DecisionKind | 'OKAND',
      extraKinds: decision.extraKinds as DecisionKind[],
      kommunCode: kommunCodeOfId(decision.id),
      namndId: decision.case.namnd.id,
      befattning: decision.decidedBy?.befattning ?? null,
      decidedById: decision.decidedBy?.id ?? null,
      birthYear: decision.case.person.birthYear,
      regi: decision.executions.flatMap(({ regi }) => regi ?? []),
    });
    return checked && mandateCheckOf(checked);
  }
}

/** A check in the graph's words. */
export function mandateCheckOf(checked: CheckedMandate): MandateCheck & { readonly checked: CheckedMandate } {
  const { reason, explanation, missing, toConfirm, lagrum, lowestLevel } = checked.decisive;
  return {
    ...{ allowed: checked.allowed, unclear: checked.isUnclear, reason, explanation },
    ...{ missing, toConfirm, lagrum, lowestLevel, checked },
  };
}

type CheckSource = ReturnType<typeof mandateCheckOf>;

@Resolver(() => MandateCheck)
export class MandateCheckResolver {
  @FieldResolver(() => DelegationPoint, { nullable: true, description: 'Punkten som avgör.' })
  point(@Root() { checked }: CheckSource): CheckedMandate['decisive']['point'] {
    return checked.decisive.point;
  }

  @FieldResolver(() => DelegationOrder, { nullable: true, description: 'Ordningen som gällde den dagen.' })
  order(
    @Root() { checked }: CheckSource,
    @Ctx() { loaders }: DelegationContext,
  ): Promise<OrderRow | null> | null {
    return checked.orderId === null ? null : loaders.orderById.load(checked.orderId);
  }

  @FieldResolver(() => [KindMandate], { description: 'Varje ärendetyp för sig; ett mandat behöver alla.' })
  kinds(@Root() { checked }: CheckSource) {
    return checked.answers.map(({ kind, answer }) => ({ ...answer, code: kind }));
  }
}

@Resolver(() => KindMandate)
export class KindMandateResolver {
  @FieldResolver(() => DecisionKindType, { description: 'Ärendetyp.' })
  kind(@Root() { code }: { readonly code: DecisionKind }): DecisionKindType {
    return decisionKinds[code];
  }
}
