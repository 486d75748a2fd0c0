import { dayInStockholm } from '@kommunhub/schema';
import { requireAccess } from '@kommunhub/subgraph-kit';
import { Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import { storeSample } from '../rows/sample-rows.js';
import type { OperationsContext } from './loaders.js';
import { ownGrant, ownKommunOf } from './own-grant.js';

/** The share of a nämnd's cases that a month's sample holds: one in twenty, in 65,536ths. */
export const SAMPLE_THRESHOLD = Math.round(65_536 / 20);

@ObjectType({ description: 'Stickprov bland den egna nämndens ärenden, ett per månad.' })
export class DrawnSample {
  @Field({ description: 'År och månad.', simple: true })
  period!: string;

  @Field({ description: 'Andel av ärendena i procent.', simple: true })
  percent!: number;

  @Field({
    description: 'Sant när stickprovet drogs nu; falskt när månadens redan var draget.',
    simple: true,
  })
  isNew!: boolean;
}

@Resolver()
export class SampleMutations {
  @Mutation(() => DrawnSample, {
    description:
      'Stickprov: drar månadens stickprov ur den egna nämndens ärenden, för kvalitetscontroller. Samma månad ger samma ärenden; loggas.',
  })
  async drawSample(@Ctx() { caller, session, services }: OperationsContext): Promise<DrawnSample> {
    requireAccess(caller, 'SAMPLE_DRAW');
    const own = ownGrant(caller);
    const at = services.clock();
    const { period, threshold, isNew } = await storeSample(session, {
      ...{ namndId: own.namndId, period: dayInStockholm(at).slice(0, 7), threshold: SAMPLE_THRESHOLD, at },
      ...{ issuer: caller.issuer, subject: caller.subject },
    });
    session.recordRead({
      ...{ entity: 'Sample', namndId: own.namndId, kommunCode: ownKommunOf(caller, own) },
      ...{ ids: [`${own.namndId} ${period}`], fields: [isNew ? 'drawn' : 'seen'] },
    });
    return { period, percent: Math.round((threshold / 65_536) * 1000) / 10, isNew };
  }
}
