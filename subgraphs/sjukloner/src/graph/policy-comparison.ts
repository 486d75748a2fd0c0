import { dayInStockholm, kommunByCode } from '@kommunhub/schema';
import { DateScalar, DecimalScalar } from '@kommunhub/subgraph-kit';
import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { compareKommuner } from '../store/compare-kommuner.js';
import { checkedInput } from './checked-input.js';
import { handOutClaims } from './claim-reads.js';
import type { SjuklonerContext } from './loaders.js';
import { SjuklonInput } from './sjuklon-input.js';

@ObjectType({ description: 'Vad ansökningarna i en kommun hade kostat under andra regler.' })
export class SjuklonKommunCost {
  @Field(() => ID, { description: 'Kommunen som betalar.', simple: true }) kommunCode!: string;
  @Field(() => DecimalScalar, { description: 'Summa, kronor.', simple: true }) total!: string;
  @Field(() => DecimalScalar, {
    description: 'Mot kommunens egna regler: plus kostar mer, minus sparar.',
    simple: true,
  })
  difference!: string;
}

@ObjectType({ description: 'Vad ansökningarna hade kostat om alla följt en kommuns regler.' })
export class SjuklonPolicyCost {
  @Field(() => ID, { description: 'Kommunen vars regler prövas.', simple: true }) kommunCode!: string;
  @Field({ description: 'Kommunens namn.', simple: true }) kommunName!: string;
  @Field(() => DecimalScalar, { description: 'Summa, kronor.', simple: true }) total!: string;
  @Field(() => DecimalScalar, {
    description: 'Mot vars och ens egna regler: plus kostar mer, minus sparar.',
    simple: true,
  })
  difference!: string;
  @Field(() => Int, { description: 'Ansökningar vars belopp ändras.', simple: true }) changedClaims!: number;
  @Field(() => [SjuklonKommunCost], { description: 'Fördelat på de kommuner som betalar.', simple: true })
  byKommun!: readonly SjuklonKommunCost[];
}

@ObjectType({
  description:
    'Jämförelse av kommuners regler: vad en harmonisering hade kostat eller sparat på givna ansökningar.',
})
export class SjuklonPolicyComparison {
  @Field(() => Int, { description: 'Antal ansökningar.', simple: true }) claims!: number;
  @Field(() => DecimalScalar, {
    description: 'Summa under varje betalande kommuns egna regler, kronor.',
    simple: true,
  })
  ownTotal!: string;
  @Field(() => [SjuklonPolicyCost], { description: 'Regler i den ordning de angavs.', simple: true })
  policies!: readonly SjuklonPolicyCost[];
}

@Resolver()
export class PolicyComparisonQueries {
  @Query(() => SjuklonPolicyComparison, {
    description:
      'Vad ansökningar som du handlägger hade kostat under andra kommuners regler. Lagrar ingenting.',
  })
  async compareSjuklonPolicies(
    @Ctx() { services, session }: SjuklonerContext,
    @Arg('kommunCodes', () => [ID], { description: 'Kommuner vars regler prövas.' }) kommunCodes: string[],
    @Arg('claimIds', () => [ID], { nullable: true, description: 'Ärenden i hubben.' })
    claimIds: string[] | null,
    @Arg('inputs', () => [SjuklonInput], { nullable: true, description: 'Ansökningar som inte är lagrade.' })
    inputs: SjuklonInput[] | null,
    @Arg('on', () => DateScalar, { nullable: true, description: 'Dag för reglerna; i dag när inget anges.' })
    on: string | null,
  ): Promise<SjuklonPolicyComparison> {
    const today = dayInStockholm(services.clock());
    const { comparison, claims } = await compareKommuner(session, {
      kommunCodes,
      claimIds: claimIds ?? [],
      inputs: (inputs ?? []).map((input) => checkedInput(input, today)),
      on: on ?? today,
    });
    handOutClaims(session, claims, ['calculatedAmount']);
    return {
      claims: comparison.claims.length,
      ownTotal: comparison.baselineTotal,
      policies: comparison.policies.map(({ name, ...cost }) => ({
        ...cost,
        kommunCode: name,
        kommunName: kommunByCode(name)?.name ?? name,
      })),
    };
  }
}
