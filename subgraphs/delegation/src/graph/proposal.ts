import {
  type ProposedChange as Change,
  type DecisionLevel,
  decisionKinds,
  type ProposedPoint as Point,
  type CommonOrderProposal as Proposal,
  type ProposalPrinciple,
  proposeCommonOrder,
} from '@kommunhub/schema';
import {
  DateScalar,
  DecisionKindType,
  type ReferenceKommun,
  referenceKommun,
  requireAccess,
} from '@kommunhub/subgraph-kit';
import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { comparedKommuner } from '../mandate/compared-kommuner.js';
import { DelegationCondition } from './delegation-order.js';
import { conditionsOf } from './delegation-order-resolver.js';
import { DecisionLevelEnum, ProposalPrincipleEnum } from './enums.js';
import { Kommun } from './kommun.js';
import type { DelegationContext } from './loaders.js';

@ObjectType({ description: 'Vad en kommun skulle behöva ändra.' })
export class ProposedChange {
  @Field(() => DecisionLevelEnum, {
    description: 'Nivå i dag; NAMND när ärendetypen inte är delegerad.',
    simple: true,
  })
  from!: DecisionLevel;
  @Field({ description: 'Nivån ändras.', simple: true }) changesLevel!: boolean;
  @Field({ description: 'Villkoren ändras.', simple: true }) changesConditions!: boolean;
}

@ObjectType({ description: 'Förslag för en ärendetyp.' })
export class ProposedPoint {
  @Field(() => DecisionLevelEnum, { description: 'Föreslagen nivå; NAMND: delegeras inte.', simple: true })
  level!: DecisionLevel;
}

@ObjectType({ description: 'Hur mycket en kommun skulle behöva ändra.' })
export class ProposedKommun {
  @Field(() => Int, { description: 'Antal ärendetyper.', simple: true }) kinds!: number;
}

@ObjectType({ description: 'Förslag till gemensam delegationsordning.' })
export class CommonOrderProposal {
  @Field(() => ProposalPrincipleEnum, { description: 'Hur förslaget är framtaget.', simple: true })
  principle!: ProposalPrinciple;
}

@Resolver(() => CommonOrderProposal)
export class ProposalResolver {
  @Query(() => CommonOrderProposal, {
    description: 'Förslag till en ordning för alla kommunerna, och vad var och en skulle behöva ändra.',
  })
  async proposeCommonOrder(
    @Ctx() { caller, loaders }: DelegationContext,
    @Arg('kommunCodes', () => [ID], { description: 'Kommunkoder.' }) kommunCodes: string[],
    @Arg('on', () => DateScalar, { description: 'Dag.' }) on: string,
    @Arg('principle', () => ProposalPrincipleEnum, { nullable: true, defaultValue: 'FEWEST_CHANGES' })
    principle: ProposalPrinciple | null,
  ): Promise<Proposal & { readonly principle: ProposalPrinciple }> {
    requireAccess(caller, 'PUBLIC');
    const chosen = principle ?? 'FEWEST_CHANGES';
    const kommuner = await comparedKommuner(loaders, kommunCodes, on);
    return { ...proposeCommonOrder(kommuner, chosen), principle: chosen };
  }

  @FieldResolver(() => [ProposedPoint], { description: 'En för varje ärendetyp D01-D24.' })
  points(@Root() { points }: Proposal): readonly Point[] {
    return points;
  }

  @FieldResolver(() => [ProposedKommun], { description: 'Kommunerna i den ordning de angavs.' })
  kommuner(@Root() { changesByKommun }: Proposal): Proposal['changesByKommun'] {
    return changesByKommun;
  }
}

@Resolver(() => ProposedPoint)
export class ProposedPointResolver {
  @FieldResolver(() => DecisionKindType, { description: 'Ärendetyp.' })
  kind(@Root() { kind }: Point): DecisionKindType {
    return decisionKinds[kind];
  }

  @FieldResolver(() => [DelegationCondition], { description: 'Föreslagna villkor.' })
  conditions(@Root() { conditions }: Point) {
    return conditionsOf(conditions);
  }

  @FieldResolver(() => [ProposedChange], { description: 'Kommuner som skulle behöva ändra något.' })
  changes(@Root() { changes }: Point): readonly Change[] {
    return changes;
  }
}

@Resolver(() => ProposedChange)
export class ProposedChangeResolver {
  @FieldResolver(() => Kommun, { description: 'Kommunen.' })
  kommun(@Root() { kommunCode }: Change): ReferenceKommun | null {
    return referenceKommun(kommunCode);
  }

  @FieldResolver(() => [DelegationCondition], { description: 'Villkor i dag.' })
  fromConditions(@Root() { fromConditions }: Change) {
    return conditionsOf(fromConditions);
  }
}

@Resolver(() => ProposedKommun)
export class ProposedKommunResolver {
  @FieldResolver(() => Kommun, { description: 'Kommunen.' })
  kommun(@Root() { kommunCode }: Proposal['changesByKommun'][number]): ReferenceKommun | null {
    return referenceKommun(kommunCode);
  }
}
