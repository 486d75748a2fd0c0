import { dayInStockholm } from '@kommunhub/schema';
import { DateScalar, type ReferenceKommun, requireAccess } from '@kommunhub/subgraph-kit';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { contentOf, rowInForce } from '../rules/policy-in-force.js';
import { adoptPolicy } from '../store/adopt-policy.js';
import { SjuklonPolicy, shownPolicy } from './calculation.js';
import { Kommun } from './kommun.js';
import type { SjuklonerContext } from './loaders.js';

@Resolver(() => Kommun)
export class KommunPolicyResolver {
  @FieldResolver(() => SjuklonPolicy, {
    nullable: true,
    description: 'Kommunens regler för sjuklöner; hubbens standardregler där kommunen inte har egna.',
  })
  async sjuklonPolicy(
    @Root() { code }: ReferenceKommun,
    @Ctx() { caller, loaders, services }: SjuklonerContext,
    @Arg('on', () => DateScalar, { nullable: true, description: 'Dag; i dag när inget anges.' })
    on: string | null,
  ): Promise<SjuklonPolicy> {
    requireAccess(caller, 'PUBLIC');
    const day = on ?? dayInStockholm(services.clock());
    const row = rowInForce(await loaders.policiesOfKommun.load(code), day);
    return shownPolicy(contentOf(row), row);
  }
}

@Resolver()
export class PolicyMutations {
  @Mutation(() => SjuklonPolicy, {
    description: 'Den egna nämndens regler för sjuklöner i en kommun, från en dag. Tidigare regler sparas.',
  })
  async adoptSjuklonPolicy(
    @Ctx() { services, session }: SjuklonerContext,
    @Arg('kommunCode', () => ID) kommunCode: string,
    @Arg('validFrom', () => DateScalar, { description: 'Första dagen.' }) validFrom: string,
    @Arg('validTo', () => DateScalar, { nullable: true, description: 'Sista dagen; öppet när inget anges.' })
    validTo: string | null,
    @Arg('policy', () => String, { description: 'Regelfilens innehåll, JSON.' }) content: string,
    @Arg('dryRun', () => Boolean, { defaultValue: false, description: 'Pröva utan att lagra.' })
    dryRun: boolean,
  ): Promise<SjuklonPolicy> {
    const now = services.clock();
    const options = { kommunCode, validFrom, validTo: validTo ?? null, content, now, dryRun };
    return shownPolicy(await adoptPolicy(session, options), null);
  }
}
