import { dayInStockholm } from '@kommunhub/schema';
import { DateScalar, type ReferenceKommun, requireAccess } from '@kommunhub/subgraph-kit';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { listOrders, type OrderRow } from '../rows/order-rows.js';
import { DelegationOrder } from './delegation-order.js';
import { Kommun } from './kommun.js';
import type { DelegationContext } from './loaders.js';

@Resolver()
export class DelegationQueries {
  @Query(() => [DelegationOrder], {
    description: 'Delegationsordningar (KL 6 kap. 37 §), per nämnd med senast antagna först.',
  })
  delegationOrders(
    @Ctx() { caller, session }: DelegationContext,
    @Arg('kommunCodes', () => [ID], { nullable: true, description: 'Kommunkoder; alla när inget anges.' })
    kommunCodes: string[] | null,
    @Arg('on', () => DateScalar, { nullable: true, description: 'Endast de som gällde den dagen.' })
    on: string | null,
  ): Promise<OrderRow[]> {
    requireAccess(caller, 'PUBLIC');
    return listOrders(session, kommunCodes ?? null, on ?? null);
  }
}

@Resolver(() => Kommun)
export class KommunDelegationResolver {
  @FieldResolver(() => DelegationOrder, {
    nullable: true,
    description: 'Delegationsordning som gäller den dagen; gäller två är det den senast antagna.',
  })
  delegationOrder(
    @Root() { code }: ReferenceKommun,
    @Ctx() { caller, loaders, services }: DelegationContext,
    @Arg('on', () => DateScalar, { nullable: true, description: 'Dag; i dag när ingen anges.' }) on:
      | string
      | null,
  ): Promise<OrderRow | null> {
    requireAccess(caller, 'PUBLIC');
    return loaders.orderInForce.load({ code, on: on ?? dayInStockholm(services.clock()) });
  }
}
