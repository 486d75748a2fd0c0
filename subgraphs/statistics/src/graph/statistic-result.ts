import {
  Cost,
  DateScalar,
  DateTimeScalar,
  DecimalScalar,
  ListSize,
  type ReferenceKommun,
} from '@kommunhub/subgraph-kit';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Kommun } from './kommun.js';
import {
  SourceStateEnum,
  type SourceStateName,
  SuppressionReasonEnum,
  type SuppressionReasonName,
} from './statistic-enums.js';
import { DimensionValue, StatisticTable } from './statistic-table.js';

/** The most cells that one answer holds; more than that is for a door that pages. */
export const MAX_CELLS = 5_000;

@InputType({ description: 'Urval: celler med något av värdena i en indelning.' })
export class DimensionFilter {
  @Field(() => ID, { description: 'Indelningens id, `platskod`, `platsniva` eller `period`.' })
  dimension!: string;
  @Field(() => [ID], { description: 'Koder; `TOTALT` är det som inte är indelat.' }) values!: string[];
}

@ObjectType({
  description: 'Släpp av en tabell för en period. Det ändras aldrig; en rättelse är en ny version.',
})
export class Release {
  @Field(() => ID, { description: 'Släppets id.', simple: true }) id!: string;
  @Field(() => ID, { description: 'Tabellens id.', simple: true }) table!: string;
  @Field(() => ID, { description: 'Period: 2026 eller 2026Q3.', simple: true }) period!: string;
  @Field(() => Int, { description: 'Version; 1 är den första.', simple: true }) version!: number;
  @Field(() => DateTimeScalar, { description: 'När släppet gjordes.', simple: true }) releasedAt!: string;
  @Field(() => String, { nullable: true, description: 'Skälet till en ny version.', simple: true })
  reason!: string | null;
  @Field(() => Int, { description: 'Färre personer än så bakom ett värde skyddar det.', simple: true })
  threshold!: number;
  @Field({ description: 'Om alla kommuner som släppet gäller är med.', simple: true }) complete!: boolean;
}

@ObjectType({ description: 'Hur en kommuns källa stod när släppet gjordes.' })
export class KommunCoverage {
  @Field(() => Kommun, { description: 'Kommunen, eller regionen med Koladas regionkod.', simple: true })
  kommun!: ReferenceKommun;
  @Field(() => SourceStateEnum, {
    nullable: true,
    description: 'Tillstånd; tomt (null) utan källa.',
    simple: true,
  })
  state!: SourceStateName | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Tidpunkt då källans uppgifter gällde.',
    simple: true,
  })
  asOf!: string | null;
  @Field({ description: 'Om kommunens uppgifter är med.', simple: true }) included!: boolean;
}

@ObjectType({
  description: 'Täckning: vilka kommuner som är med, i vilket skick källan var och hur färska uppgifterna.',
})
export class Coverage {
  @Field({ description: 'Om alla är med.', simple: true }) complete!: boolean;
  @ListSize({ assumed: 312 })
  @Field(() => [KommunCoverage], {
    description: 'Alla kommuner som släppet gäller, även de utan källa.',
    simple: true,
  })
  kommuner!: readonly KommunCoverage[];
}

@ObjectType({ description: 'Värdet av ett mått.' })
export class MeasureValue {
  @Field(() => ID, { description: 'Måttets id.', simple: true }) id!: string;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Värdet; tomt (null) när det inte visas.',
    simple: true,
  })
  value!: string | null;
}

@ObjectType({ description: 'Cell i en släppt tabell.' })
export class StatisticCell {
  @ListSize({ assumed: 3 })
  @Field(() => [DimensionValue], {
    description:
      'Plats, tabellens fasta indelning och den indelning som cellen hör till; total utan den sista.',
    simple: true,
  })
  dimensions!: readonly DimensionValue[];
  @Field(() => DecimalScalar, { nullable: true, description: 'Tabellens första mått.', simple: true })
  value!: string | null;
  @ListSize({ assumed: 4 })
  @Field(() => [MeasureValue], { description: 'Alla mått.', simple: true })
  measures!: readonly MeasureValue[];
  @Field({ description: 'Om värdet inte visas.', simple: true }) suppressed!: boolean;
  @Field(() => SuppressionReasonEnum, { nullable: true, description: 'Varför.', simple: true })
  reason!: SuppressionReasonName | null;
  @Field({ description: 'Om alla kommuner som platsen omfattar är med.', simple: true }) complete!: boolean;
}

@ObjectType({ description: 'Svar ur en släppt tabell.' })
export class StatisticResult {
  @Field(() => StatisticTable, { description: 'Tabellen.', simple: true }) table!: StatisticTable;
  @Field(() => Release, { description: 'Släppet som cellerna hör till.', simple: true }) release!: Release;
  @Field(() => Coverage, { description: 'Täckning, som den var när släppet gjordes.' }) coverage!: Coverage;
  @Cost(1)
  @ListSize({ assumed: MAX_CELLS })
  @Field(() => [StatisticCell], { description: 'Celler, i tabellens ordning.' })
  cells!: readonly StatisticCell[];
}

@ObjectType({ description: 'Exakt cell för en kommun i den egna nämnden.' })
export class OwnStatisticCell {
  @Field(() => Kommun, { description: 'Kommunen.', simple: true }) kommun!: ReferenceKommun;
  @ListSize({ assumed: 2 })
  @Field(() => [DimensionValue], { description: 'Tabellens fasta indelning och cellens egen.', simple: true })
  dimensions!: readonly DimensionValue[];
  @Field(() => DecimalScalar, { nullable: true, description: 'Tabellens första mått.', simple: true })
  value!: string | null;
  @ListSize({ assumed: 4 })
  @Field(() => [MeasureValue], { description: 'Alla mått.', simple: true })
  measures!: readonly MeasureValue[];
  @Field(() => Int, { description: 'Antal olika personer bakom värdet.', simple: true }) persons!: number;
}

@ObjectType({
  description:
    'Den egna nämndens exakta tal, utan skydd av små tal: för nämndens eget bruk (OSL 26 kap. 1 §).',
})
export class OwnStatisticResult {
  @Field(() => StatisticTable, { description: 'Tabellen.', simple: true }) table!: StatisticTable;
  @Field(() => ID, { description: 'Nämnden.', simple: true }) namndId!: string;
  @Field(() => DateScalar, { description: 'Första dagen som talen gäller.', simple: true }) from!: string;
  @Field(() => DateScalar, { description: 'Sista dagen som talen gäller.', simple: true }) to!: string;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Dagen då talen var kända så; tomt (null) är som de är kända nu.',
    simple: true,
  })
  knownOn!: string | null;
  @Field({ description: 'Alltid sant: exakta tal som inte är skyddade.', simple: true }) isInternal!: boolean;
  @ListSize({ assumed: 1_000 })
  @Field(() => [OwnStatisticCell], { description: 'Celler som räknar något.', simple: true })
  cells!: readonly OwnStatisticCell[];
}
