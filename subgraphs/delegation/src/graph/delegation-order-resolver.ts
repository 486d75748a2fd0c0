import { conditionUnits, type DelegationPointRecord, decisionKinds } from '@kommunhub/schema';
import { DecisionKindType, type ReferenceKommun, referenceKommun } from '@kommunhub/subgraph-kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { OrderRow } from '../rows/order-rows.js';
import { DelegationCondition, DelegationOrder, DelegationPoint } from './delegation-order.js';
import { Kommun, Namnd } from './kommun.js';
import type { DelegationContext } from './loaders.js';

@Resolver(() => DelegationOrder)
export class DelegationOrderResolver {
  @FieldResolver(() => Kommun, { description: 'Kommunen där nämnden har sitt säte.' })
  kommun(@Root() row: OrderRow): ReferenceKommun | null {
    return referenceKommun(row.kommunCode);
  }

  @FieldResolver(() => [Kommun], { description: 'Kommuner där ordningen gäller: alla som nämnden tjänar.' })
  async kommuner(
    @Root() row: OrderRow,
    @Ctx() { loaders }: DelegationContext,
  ): Promise<readonly (ReferenceKommun | null)[]> {
    return (await loaders.kommunCodesOfNamnd.load(row.namndId)).map((code) => referenceKommun(code));
  }

  @FieldResolver(() => Namnd, { description: 'Nämnden som antagit ordningen.' })
  namnd(@Root() row: OrderRow): Namnd {
    return { id: row.namndId, name: row.namndName };
  }

  @FieldResolver(() => [DelegationPoint], { description: 'Delegationspunkter i ordningens egen följd.' })
  points(
    @Root() row: OrderRow,
    @Ctx() { loaders }: DelegationContext,
  ): Promise<readonly DelegationPointRecord[]> {
    return loaders.pointsOfOrder.load(row.id);
  }
}

@Resolver(() => DelegationPoint)
export class DelegationPointResolver {
  @FieldResolver(() => [DecisionKindType], {
    description: 'Ärendetyper; inga när punkten inte är kopplad ännu.',
  })
  kinds(@Root() point: DelegationPointRecord): readonly DecisionKindType[] {
    return point.kinds.map((kind) => decisionKinds[kind]);
  }

  @FieldResolver(() => Kommun, {
    nullable: true,
    description: 'Extern delegat: kommunen vars anställda avses (KL 9 kap. 37 §).',
  })
  externalKommun(@Root() { externalKommunCode }: DelegationPointRecord): ReferenceKommun | null {
    return externalKommunCode === null ? null : referenceKommun(externalKommunCode);
  }

  @FieldResolver(() => [DelegationCondition], { description: 'Villkor.' })
  conditions(@Root() { conditions }: DelegationPointRecord): readonly DelegationCondition[] {
    return conditionsOf(conditions);
  }
}

/** Conditions as the graph shows them, each with its unit. */
export function conditionsOf(
  conditions: DelegationPointRecord['conditions'],
): readonly DelegationCondition[] {
  return conditions.map(({ type, value }) => ({ type, value, unit: conditionUnits[type] }));
}
