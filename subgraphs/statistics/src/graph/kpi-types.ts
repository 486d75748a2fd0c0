import {
  isReleasedKpi,
  type Kpi as KpiDefinition,
  type KpiLight,
  type KpiReason,
  type Period,
  type KpiTarget as Target,
  tablesOf,
} from '@kommunhub/schema';
import {
  DateScalar,
  DateTimeScalar,
  DecimalScalar,
  ListSize,
  type ReferenceKommun,
  referenceKommun,
} from '@kommunhub/subgraph-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { TargetRow } from '../kpi/kpi-targets.js';
import type { KpiValueRow } from '../kpi/kpi-value-row.js';
import { Kommun } from './kommun.js';
import {
  type ComparisonName,
  comparisonNames,
  KpiLightEnum,
  KpiReasonEnum,
  PeriodKindEnum,
  TargetComparisonEnum,
} from './kpi-enums.js';

@ObjectType({ description: 'Mål för ett nyckeltal.' })
export class KpiTarget {
  @Field(() => TargetComparisonEnum, { description: 'Hur värdet hålls mot målet.', simple: true })
  comparison!: ComparisonName;
  @Field(() => DecimalScalar, { description: 'Målet.', simple: true }) value!: string;
  @Field({ description: 'Varifrån målet kommer.', simple: true }) source!: string;
}

@ObjectType({ description: 'Nyckeltal: vad det säger, hur det räknas och hur det bedöms.' })
export class Kpi {
  @Field(() => ID, { description: 'Nyckeltalets id; Koladas eget där Kolada har det.', simple: true })
  id!: string;
  @Field({ description: 'Namn.', simple: true }) name!: string;
  @Field({ description: 'Definition.', simple: true }) definition!: string;
  @Field({ description: 'Täljare och nämnare.', simple: true }) formula!: string;
  @Field({ description: 'Enhet.', simple: true }) unit!: string;
  @Field(() => Int, { description: 'Decimaler; hälften avrundas från noll.', simple: true })
  decimals!: number;
  @Field({ description: 'Vad n räknar.', simple: true }) nMeaning!: string;
  @Field(() => Int, {
    description: 'Det minsta n som ger ett värde, utöver skyddet av små tal.',
    simple: true,
  })
  minimumN!: number;
  @ListSize({ assumed: 3 })
  @Field(() => [PeriodKindEnum], { description: 'Slag av perioder som nyckeltalet gäller.', simple: true })
  periods!: readonly Period['kind'][];
  @Field(() => TargetComparisonEnum, {
    nullable: true,
    description: 'Hur ett värde hålls mot ett mål; tomt där mer varken är bättre eller sämre.',
    simple: true,
  })
  comparison!: ComparisonName | null;
  @Field(() => KpiTarget, { nullable: true, description: 'Målet som följer med definitionen.', simple: true })
  target!: KpiTarget | null;
  @ListSize({ assumed: 3 })
  @Field(() => [ID], { description: 'Tabeller som nyckeltalet räknas ur.', simple: true })
  tables!: readonly string[];
  @Field({ description: 'Om nyckeltalet finns över nämndgränserna, ur släppta tabeller.', simple: true })
  isReleased!: boolean;
  @Field({ description: 'Varifrån definitionen kommer.', simple: true }) origin!: string;
  @Field(() => String, { nullable: true, description: 'Lagrum.', simple: true }) lagrum!: string | null;
}

@ObjectType({ description: 'Nyckeltal som kommunernas uppgifter inte bär, och varför.' })
export class UncarriedKpi {
  @Field(() => ID, { description: 'Id.', simple: true }) id!: string;
  @Field({ description: 'Namn.', simple: true }) name!: string;
  @Field({ description: 'Varför det inte går att räkna.', simple: true }) why!: string;
}

@ObjectType({ description: 'Plats som ett nyckeltal gäller.' })
export class KpiPlace {
  @Field(() => ID, { description: 'Kommunkod, områdets kod eller nämndens id.', simple: true })
  code!: string;
  @Field({ description: 'Namn.', simple: true }) name!: string;
  @Field(() => String, {
    nullable: true,
    description: 'KOMMUN, OMRADE, LAN, SAMVERKAN, ALLA eller NAMND; tomt för en plats som inget släpp har.',
    simple: true,
  })
  level!: string | null;
  @Field(() => Kommun, { nullable: true, description: 'Kommunen, när platsen är en.', simple: true })
  kommun!: ReferenceKommun | null;
}

@ObjectType({ description: 'Släpp som ett värde är räknat ur.' })
export class KpiRelease {
  @Field(() => ID, { description: 'Tabell.', simple: true }) table!: string;
  @Field(() => Int, { description: 'Version.', simple: true }) version!: number;
  @Field(() => DateScalar, { description: 'Dagen för släppet.', simple: true }) releasedOn!: string;
}

@ObjectType({ description: 'Ett nyckeltal för en plats och en period.' })
export class KpiValue {
  @Field(() => Kpi, { description: 'Nyckeltalet.', simple: true }) kpi!: Kpi;
  @Field(() => KpiPlace, { description: 'Platsen.', simple: true }) place!: KpiPlace;
  @Field(() => ID, { description: 'Perioden.', simple: true }) period!: string;
  @Field(() => DecimalScalar, { nullable: true, description: 'Värdet, avrundat.', simple: true })
  value!: string | null;
  @Field(() => KpiReasonEnum, { nullable: true, description: 'Varför värdet saknas.', simple: true })
  reason!: KpiReason | null;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Vad värdet vilar på, efter nyckeltalets nMeaning; tomt när det inte får visas.',
    simple: true,
  })
  n!: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Täljaren, i en kvot.', simple: true })
  numerator!: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Nämnaren, i en kvot.', simple: true })
  denominator!: string | null;
  @Field(() => KpiLightEnum, {
    nullable: true,
    description: 'Trafikljus; tomt utan värde eller mål.',
    simple: true,
  })
  light!: KpiLight | null;
  @Field(() => KpiTarget, { nullable: true, description: 'Målet som gäller.', simple: true })
  target!: KpiTarget | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Dag för folkmängden, när värdet är per invånare; den äldsta av flera.',
    simple: true,
  })
  inhabitantsOn!: string | null;
  @ListSize({ assumed: 2 })
  @Field(() => [KpiRelease], { description: 'Släppen som värdet är räknat ur.', simple: true })
  releases!: readonly KpiRelease[];
}

@ObjectType({ description: 'Den egna nämndens nyckeltal, exakta.' })
export class OwnKpiReport {
  @Field(() => ID, { description: 'Perioden.', simple: true }) period!: string;
  @Field({ description: 'Om perioden inte är slut än.', simple: true }) isOngoing!: boolean;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'När nämndens uppgifter senast kom in; tomt när inget har kommit.',
    simple: true,
  })
  asOf!: string | null;
  @ListSize({ assumed: 100 })
  @Field(() => [KpiValue], {
    description: 'Värden för nämnden, och för var och en av dess kommuner när de är flera.',
    simple: true,
  })
  values!: readonly KpiValue[];
}

@ObjectType({ description: 'Mål som den egna nämnden har satt, från en dag.' })
export class OwnKpiTarget {
  @Field(() => ID, { description: 'Nyckeltalet.', simple: true }) kpi!: string;
  @Field(() => DateScalar, { description: 'Från och med.', simple: true }) validFrom!: string;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Målet; tomt när nämnden från den dagen inte har något eget.',
    simple: true,
  })
  value!: string | null;
  @Field(() => DateTimeScalar, { description: 'När målet sattes.', simple: true }) setAt!: string;
}

/** A definition as the graph shows it. */
export function kpiView(kpi: KpiDefinition): Kpi {
  const { id, name, definition, unit, decimals, nMeaning, minimumN, periods, origin, lagrum } = kpi;
  return {
    ...{ id, name, definition, unit, decimals, nMeaning, minimumN, periods, origin, lagrum },
    formula: kpi.formulaText,
    comparison: kpi.comparison === null ? null : comparisonNames[kpi.comparison],
    target:
      kpi.comparison === null || kpi.target === null
        ? null
        : { ...kpi.target, comparison: comparisonNames[kpi.comparison] },
    tables: tablesOf(kpi),
    isReleased: isReleasedKpi(kpi),
  };
}

/** A computed value as the graph shows it. */
export function valueView({ kpi, place, target, ...row }: KpiValueRow): KpiValue {
  return {
    ...row,
    kpi: kpiView(kpi),
    place: { ...place, kommun: place.level === 'KOMMUN' ? referenceKommun(place.code) : null },
    target: target === null ? null : targetView(target),
  };
}

function targetView({ comparison, ...target }: Target): KpiTarget {
  return { ...target, comparison: comparisonNames[comparison] };
}

export function ownTargetView(row: TargetRow): OwnKpiTarget {
  return row;
}
