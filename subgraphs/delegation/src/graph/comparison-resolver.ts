import {
  type ComparedRow,
  type Comparison,
  compareOrders,
  type DelegationPointRecord,
  decisionKinds,
  ordersOf,
  pointsOf,
  type Similarity,
  similarities,
  suggestKinds,
  watchLagrum,
} from '@kommunhub/schema';
import {
  DateScalar,
  DecisionKindType,
  type ReferenceKommun,
  referenceKommun,
  requireAccess,
} from '@kommunhub/subgraph-kit';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { comparedKommuner, type KommunWithOrder } from '../mandate/compared-kommuner.js';
import type { OrderRow } from '../rows/order-rows.js';
import {
  type CellSource,
  ComparedKommun,
  DelegationCell,
  DelegationComparison,
  DelegationComparisonRow,
  DelegationDifference,
  DelegationSimilarity,
  type DifferenceSource,
  KindSuggestion,
  UnmappedPoint,
} from './comparison.js';
import { DelegationCondition, DelegationOrder, DelegationPoint } from './delegation-order.js';
import { conditionsOf } from './delegation-order-resolver.js';
import { Kommun } from './kommun.js';
import type { DelegationContext } from './loaders.js';

type ComparisonSource = Comparison & { readonly on: string; readonly compared: readonly KommunWithOrder[] };
type ComparedSource = KommunWithOrder & { readonly on: string };
type SuggestionSource = ReturnType<typeof suggestKinds>[number];

@Resolver(() => DelegationComparison)
export class ComparisonResolver {
  @Query(() => DelegationComparison, {
    description: 'Jämför kommunernas delegationsordningar för de 24 ärendetyperna.',
  })
  async compareDelegationOrders(
    @Ctx() { caller, loaders }: DelegationContext,
    @Arg('kommunCodes', () => [ID], { description: 'Kommunkoder.' }) kommunCodes: string[],
    @Arg('on', () => DateScalar, { description: 'Dag.' }) on: string,
  ): Promise<ComparisonSource> {
    requireAccess(caller, 'PUBLIC');
    const compared = await comparedKommuner(loaders, kommunCodes, on);
    const agreements = await Promise.all(
      compared.map(({ kommunCode }) => loaders.agreementsOfHome.load(kommunCode)),
    );
    return { ...compareOrders(compared, on, agreements.flat()), on, compared };
  }

  @FieldResolver(() => [DelegationComparisonRow], { description: 'En rad för varje ärendetyp D01-D24.' })
  rows(@Root() { rows }: ComparisonSource): readonly (ComparedRow & { readonly uniform: boolean })[] {
    return rows.map((row) => ({ ...row, uniform: row.isUniform }));
  }

  @FieldResolver(() => [ComparedKommun], { description: 'Kommunerna, med det som inte går att jämföra.' })
  kommuner(@Root() { compared, on }: ComparisonSource) {
    return compared.map((kommun) => {
      const points = pointsOf(kommun);
      const mapped = points.filter(({ kinds }) => kinds.length > 0).length;
      return {
        ...kommun,
        on,
        pointCount: points.length,
        coverage: points.length === 0 ? 0 : mapped / points.length,
        repealed: ordersOf(kommun).flatMap((order) => watchLagrum(order, on)),
      };
    });
  }

  @FieldResolver(() => [DelegationSimilarity], { description: 'Hur lika kommunerna är, parvis.' })
  similarities(@Root() { compared }: ComparisonSource): readonly Similarity[] {
    return similarities(compared);
  }
}

@Resolver(() => DelegationComparisonRow)
export class ComparisonRowResolver {
  @FieldResolver(() => DecisionKindType, { description: 'Ärendetyp.' })
  kind(@Root() { kind }: ComparedRow): DecisionKindType {
    return decisionKinds[kind];
  }

  @FieldResolver(() => [DelegationCell], { description: 'Kommunerna i den ordning de angavs.' })
  cells(@Root() { cells }: ComparedRow): ComparedRow['cells'] {
    return cells;
  }

  @FieldResolver(() => [DelegationDifference], { description: 'Skillnader.' })
  differences(@Root() { differences }: ComparedRow): ComparedRow['differences'] {
    return differences;
  }
}

@Resolver(() => DelegationCell)
export class CellResolver {
  @FieldResolver(() => Kommun, { description: 'Kommunen.' })
  kommun(@Root() { kommunCode }: CellSource): ReferenceKommun | null {
    return referenceKommun(kommunCode);
  }

  @FieldResolver(() => [DelegationCondition], { description: 'Villkor för den lägsta nivån.' })
  conditions(@Root() { conditions }: CellSource) {
    return conditionsOf(conditions);
  }

  @FieldResolver(() => [DelegationPoint], {
    description: 'Alla punkter om ärendetypen, också för externa delegater.',
  })
  points(@Root() { points }: CellSource): readonly DelegationPointRecord[] {
    return points;
  }
}

@Resolver(() => DelegationDifference)
export class DifferenceResolver {
  @FieldResolver(() => [Kommun], { description: 'Kommunerna som skiljer sig från vad de flesta har.' })
  kommuner(@Root() { kommunCodes }: DifferenceSource): readonly (ReferenceKommun | null)[] {
    return kommunCodes.map((code) => referenceKommun(code));
  }
}

@Resolver(() => ComparedKommun)
export class ComparedKommunResolver {
  @FieldResolver(() => Kommun, { description: 'Kommunen.' })
  kommun(@Root() { kommunCode }: ComparedSource): ReferenceKommun | null {
    return referenceKommun(kommunCode);
  }

  @FieldResolver(() => DelegationOrder, { nullable: true, description: 'Ordningen som gällde.' })
  order(
    @Root() { order }: ComparedSource,
    @Ctx() { loaders }: DelegationContext,
  ): Promise<OrderRow | null> | null {
    return order === null ? null : loaders.orderById.load(order.id);
  }

  @FieldResolver(() => [UnmappedPoint], { description: 'Punkter utan gemensam ärendetyp, med förslag.' })
  unmapped(@Root() kommun: ComparedSource): readonly DelegationPointRecord[] {
    return pointsOf(kommun).filter(({ kinds }) => kinds.length === 0);
  }
}

@Resolver(() => UnmappedPoint)
export class UnmappedPointResolver {
  @FieldResolver(() => DelegationPoint, { description: 'Punkten.' })
  point(@Root() point: DelegationPointRecord): DelegationPointRecord {
    return point;
  }

  @FieldResolver(() => [KindSuggestion], { description: 'Förslag till ärendetyp, säkrast först.' })
  suggestions(@Root() point: DelegationPointRecord): readonly SuggestionSource[] {
    return suggestKinds(point);
  }
}

@Resolver(() => KindSuggestion)
export class KindSuggestionResolver {
  @FieldResolver(() => DecisionKindType, { description: 'Ärendetyp.' })
  kind(@Root() { kind }: SuggestionSource): DecisionKindType {
    return decisionKinds[kind];
  }
}

@Resolver(() => DelegationSimilarity)
export class SimilarityResolver {
  @FieldResolver(() => Kommun, { description: 'Den ena kommunen.' })
  one(@Root() { one }: Similarity): ReferenceKommun | null {
    return referenceKommun(one);
  }

  @FieldResolver(() => Kommun, { description: 'Den andra kommunen.' })
  other(@Root() { other }: Similarity): ReferenceKommun | null {
    return referenceKommun(other);
  }
}
