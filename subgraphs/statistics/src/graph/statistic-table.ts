import {
  type Dimension as DimensionDefinition,
  dimensions,
  type StatisticTable as TableDefinition,
  totalValue,
} from '@kommunhub/schema';
import { ListSize } from '@kommunhub/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Värde som en indelning kan ha, eller plats.' })
export class DimensionValue {
  @Field(() => ID, { description: 'Indelningens id; `platskod` för platsen.', simple: true })
  dimension!: string;
  @Field(() => ID, { description: 'Värdets kod.', simple: true }) value!: string;
  @Field({ description: 'Värdet i ord.', simple: true }) label!: string;
}

@ObjectType({ description: 'Indelning av en tabell.' })
export class StatisticDimension {
  @Field(() => ID, { description: 'Indelningens id, densamma som kolumnens namn.', simple: true })
  id!: string;
  @Field({ description: 'Namn.', simple: true }) name!: string;
  @Field({ description: 'Definition.', simple: true }) definition!: string;
  @ListSize({ assumed: 12 })
  @Field(() => [DimensionValue], { description: 'Värden, i tabellens ordning.', simple: true })
  values!: readonly DimensionValue[];
  @Field(() => ID, {
    nullable: true,
    description: 'Den grövre indelning som den delar vidare; visas bara där den gör det.',
    simple: true,
  })
  within!: string | null;
}

@ObjectType({ description: 'Mått i en tabell.' })
export class StatisticMeasure {
  @Field(() => ID, { description: 'Måttets id, detsamma som kolumnens namn.', simple: true })
  id!: string;
  @Field({ description: 'Namn.', simple: true }) name!: string;
  @Field({ description: 'Enhet.', simple: true }) unit!: string;
  @Field({ description: 'Definition.', simple: true }) definition!: string;
  @Field({ description: 'Så räknas det.', simple: true }) formula!: string;
}

@ObjectType({
  description: 'Tabell av statistik: vad den räknar, hur den delas in och varifrån uppgifterna kommer.',
})
export class StatisticTable {
  @Field(() => ID, { description: 'Tabellens id.', simple: true }) id!: string;
  @Field({ description: 'Rubrik.', simple: true }) title!: string;
  @Field({ description: 'Definition.', simple: true }) definition!: string;
  @Field({ description: 'Population.', simple: true }) population!: string;
  @Field({ description: 'Källa.', simple: true }) source!: string;
  @Field({ description: 'Lagrum.', simple: true }) lagrum!: string;
  @Field({
    description: 'Om uppgifterna gäller enskilda och små tal därför skyddas (OSL 24 kap. 8 §).',
    simple: true,
  })
  isProtected!: boolean;
  @Field(() => StatisticDimension, {
    nullable: true,
    description: 'Indelning som varje värde har; tomt (null) utan sådan.',
    simple: true,
  })
  stratum!: StatisticDimension | null;
  @ListSize({ assumed: 6 })
  @Field(() => [StatisticDimension], {
    description: 'Indelningar som visas bredvid totalen, en i taget.',
    simple: true,
  })
  margins!: readonly StatisticDimension[];
  @ListSize({ assumed: 4 })
  @Field(() => [StatisticMeasure], { description: 'Mått; det första är cellernas värde.', simple: true })
  measures!: readonly StatisticMeasure[];
}

/** The table as the graph shows it. */
export function tableView(table: TableDefinition): StatisticTable {
  return {
    ...table,
    stratum: table.stratum === null ? null : dimensionView(dimensions[table.stratum], null),
    margins: table.margins.map(({ dimension, within }) =>
      dimensionView(dimensions[dimension], within ?? null),
    ),
  };
}

function dimensionView(dimension: DimensionDefinition, within: string | null): StatisticDimension {
  const values = dimension.values.map(({ code, label }) => ({ dimension: dimension.id, value: code, label }));
  return { ...dimension, values, within };
}

const labels = new Map(
  Object.values(dimensions).map(({ id, values }) => [
    id as string,
    new Map([...values, totalValue].map(({ code, label }) => [code, label])),
  ]),
);

/** The value with its words. */
export function dimensionValue(dimension: string, value: string): DimensionValue {
  return { dimension, value, label: labels.get(dimension)?.get(value) ?? value };
}
