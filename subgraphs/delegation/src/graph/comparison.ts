import type {
  CellStatus,
  ComparedCell,
  ComparedDifference,
  DecisionLevel,
  DifferenceType,
  LawConfidence,
} from '@kommunhub/schema';
import { DateScalar } from '@kommunhub/subgraph-kit';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import {
  CellStatusEnum,
  DecisionLevelEnum,
  DifferenceTypeEnum,
  LawConfidenceEnum,
  SuggestedByEnum,
} from './enums.js';

@ObjectType({ description: 'Vad en kommuns ordning säger om en ärendetyp.' })
export class DelegationCell {
  @Field(() => CellStatusEnum, { description: 'Status.', simple: true }) status!: CellStatus;
  @Field(() => DecisionLevelEnum, {
    nullable: true,
    description: 'Lägsta nivå bland de egna punkterna; saknas när nämnden beslutar.',
    simple: true,
  })
  level!: DecisionLevel | null;
}
export type CellSource = ComparedCell;

@ObjectType({ description: 'Skillnad mellan kommunernas ordningar i en ärendetyp.' })
export class DelegationDifference {
  @Field(() => DifferenceTypeEnum, { description: 'Slag.', simple: true }) type!: DifferenceType;
  @Field(() => Int, {
    nullable: true,
    description: 'Steg mellan lägsta och högsta nivå, för NIVA.',
    simple: true,
  })
  distance!: number | null;
}
export type DifferenceSource = ComparedDifference;

@ObjectType({ description: 'En ärendetyp i jämförelsen.' })
export class DelegationComparisonRow {
  @Field({ description: 'Samma nivå i alla; villkor redovisas för sig.', simple: true }) uniform!: boolean;
}

@ObjectType({
  description: 'Förslag till ärendetyp för en punkt; ingenting kopplas utan att någon godtar det.',
})
export class KindSuggestion {
  @Field(() => SuggestedByEnum, { description: 'Vad som talar för det.', simple: true }) by!: string;
}

@ObjectType({ description: 'Punkt utan gemensam ärendetyp.' })
export class UnmappedPoint {}

@ObjectType({ description: 'Punkt som anger ett lagrum som inte längre gäller.' })
export class RepealedLagrum {
  @Field(() => Int, { description: 'Punktens plats i ordningen.', simple: true }) ordinal!: number;
  @Field({ description: 'Punktens nummer.', simple: true }) number!: string;
  @Field({ description: 'Lagrum så som punkten anger det.', simple: true }) lagrum!: string;
  @Field(() => DateScalar, { description: 'Upphävt den dagen.', simple: true }) repealedOn!: string;
  @Field({ description: 'Lagen som ersatte.', simple: true }) repealedBy!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Lagrum att ange i stället, när det är känt.',
    simple: true,
  })
  suggestion!: string | null;
  @Field(() => LawConfidenceEnum, { nullable: true, description: 'Hur säkert förslaget är.', simple: true })
  confidence!: LawConfidence | null;
}

@ObjectType({ description: 'En kommun i jämförelsen, med det av ordningen som inte går att jämföra.' })
export class ComparedKommun {
  @Field(() => Int, { description: 'Antal punkter i ordningen.', simple: true }) pointCount!: number;
  @Field(() => Float, {
    description: 'Andel av punkterna som är kopplade till en ärendetyp, 0 till 1.',
    simple: true,
  })
  coverage!: number;
  @Field(() => [RepealedLagrum], { description: 'Upphävda lagrum i ordningen.', simple: true })
  repealed!: readonly RepealedLagrum[];
}

@ObjectType({ description: 'Hur lika två kommuners ordningar är.' })
export class DelegationSimilarity {
  @Field(() => Float, {
    description: 'Andel av de 24 ärendetyperna med samma nivå och villkor, 0 till 1.',
    simple: true,
  })
  share!: number;
}

@ObjectType({ description: 'Jämförelse av delegationsordningar: kan en ordning gälla för alla?' })
export class DelegationComparison {
  @Field(() => DateScalar, { description: 'Dag som jämförelsen gäller.', simple: true }) on!: string;
  @Field(() => Float, {
    description: 'Andel av de 24 ärendetyperna med samma nivå i alla, 0 till 1.',
    simple: true,
  })
  uniformShare!: number;
}
