import { dayInStockholm } from '@kommunhub/schema';
import { DateScalar, DecimalScalar, requireAccess } from '@kommunhub/subgraph-kit';
import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { setTarget } from '../kpi/kpi-targets.js';
import type { KpiContext } from './kpi-queries.js';
import { OwnKpiTarget, ownTargetView } from './kpi-types.js';

@Resolver()
export class KpiMutations {
  @Mutation(() => OwnKpiTarget, {
    description:
      'Sätter den egna nämndens mål för ett nyckeltal från en dag; vem och när sparas och tidigare mål står kvar. För chef, ändamål UPPFOLJNING.',
  })
  async setKpiTarget(
    @Ctx() { caller, session, services }: KpiContext,
    @Arg('kpi', () => ID, { description: 'Nyckeltalet.' }) kpi: string,
    @Arg('value', () => DecimalScalar, {
      nullable: true,
      description: 'Målet, i nyckeltalets enhet; utan värde gäller definitionens mål igen.',
    })
    value: string | null,
    @Arg('validFrom', () => DateScalar, {
      nullable: true,
      description: 'Från och med; i dag när inget anges.',
    })
    validFrom: string | null,
  ): Promise<OwnKpiTarget> {
    requireAccess(caller, 'KPI_TARGET');
    const now = services.clock();
    const from = validFrom ?? dayInStockholm(now);
    return ownTargetView(await setTarget(session, { kpi, value: value ?? null, validFrom: from, now }));
  }
}
