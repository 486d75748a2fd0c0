import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import type { ClaimRow } from '../rows/claim-rows.js';
import { switchDuplicateCheck } from '../store/claimed-elsewhere.js';
import type { SjuklonerContext } from './loaders.js';
import { Sjuklon } from './sjuklon.js';

const legalNote =
  'Prövningen ger bara ja eller nej ur en hash med avtalets egen nyckel. Mellan nämnder råder sekretess (OSL 8 kap. 1 §, 26 kap. 1 §): ett ja är skäl att fråga den enskilde eller anordnaren, inte att hämta uppgifter från en annan kommun utan egen rättslig grund.';

@ObjectType({ description: 'Prövning av pass mot andra kommuner i ett avtal: ja eller nej och inget annat.' })
export class ClaimedElsewhere {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Om något pass begärts i en annan kommun; tomt när prövningen inte är påslagen.',
    simple: true,
  })
  hit!: boolean | null;

  @Field({ description: 'Vad svaret får användas till.', simple: true })
  legalNote!: string;
}

@InputType({ description: 'Prövning av pass mot andra kommuner i ett avtal.' })
export class DuplicateCheckInput {
  @Field(() => ID, { description: 'Den egna nämndens kommun.' }) kommunCode!: string;
  @Field({ description: 'Avtalets namn.' }) agreement!: string;
  @Field(() => ID, { description: 'Kommunen vars anställda handlägger.' }) performingKommunCode!: string;
  @Field({ description: 'På eller av.' }) enabled!: boolean;
  @Field(() => String, { nullable: true, description: 'Rättslig grund; krävs för att slå på.' })
  legalBasis?: string | null;
}

@Resolver(() => Sjuklon)
export class DuplicateCheckResolver {
  @FieldResolver(() => ClaimedElsewhere, {
    description: 'Om ett pass begärts i en annan kommun i samma avtal; av tills nämnden slagit på det.',
  })
  async claimedElsewhere(
    @Root() row: ClaimRow,
    @Ctx() { loaders }: SjuklonerContext,
  ): Promise<ClaimedElsewhere> {
    return { hit: await loaders.isClaimedElsewhere.load(row), legalNote };
  }

  @Mutation(() => Boolean, {
    description:
      'Slår på eller av prövningen av pass mot andra kommuner i ett avtal, för en av den egna nämndens kommuner.',
  })
  async setDuplicateCheck(
    @Ctx() { services, session }: SjuklonerContext,
    @Arg('input', () => DuplicateCheckInput) input: DuplicateCheckInput,
  ): Promise<boolean> {
    await switchDuplicateCheck(session, services.keyRing, {
      kommunCode: input.kommunCode,
      agreement: { agreementName: input.agreement, performingKommunCode: input.performingKommunCode },
      isOn: input.enabled,
      legalBasis: input.legalBasis ?? null,
      now: services.clock(),
    });
    return input.enabled;
  }
}
