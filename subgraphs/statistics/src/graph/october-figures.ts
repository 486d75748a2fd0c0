import type {
  OctoberChange,
  OctoberColumn,
  OctoberInterruptions,
  OctoberTotal,
  Sex,
} from '@kommunhub/schema';
import { DateScalar, DateTimeScalar } from '@kommunhub/subgraph-kit';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { type ApprovalRow, type KommunFigures, latestOf } from '../october/approval-rows.js';
import type { OctoberPart } from '../october/october-report.js';
import { Namnd } from './kommun.js';
import {
  OctoberCheckCodeEnum,
  OctoberColumnEnum,
  OctoberInterruptionsEnum,
  OctoberOriginEnum,
  SexEnum,
} from './october-enums.js';

@ObjectType('OctoberTotal', { description: 'Antal personer med ja i en kolumn, för ett kön.' })
export class OctoberTotalType implements OctoberTotal {
  @Field(() => OctoberColumnEnum, { description: 'Kolumn.', simple: true }) column!: OctoberColumn;
  @Field(() => SexEnum, { description: 'Kön.', simple: true }) sex!: Sex;
  @Field(() => Int, { description: 'Antal personer.', simple: true }) persons!: number;
}

@ObjectType('OctoberChange', { description: 'Antal personer med en insats, jämfört med förra året.' })
export class OctoberChangeType implements OctoberChange {
  @Field(() => ID, { description: 'Insatsens kod, som LSS_9_4.', simple: true })
  insats!: OctoberChange['insats'];
  @Field(() => Int, { description: 'Antal i rapporten.', simple: true }) persons!: number;
  @Field(() => Int, { nullable: true, description: 'Förra året; saknas när det inte är känt.', simple: true })
  lastYear!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Förändring i procent; saknas när förra årets antal saknas eller var noll.',
    simple: true,
  })
  percent!: number | null;
  @Field(() => Boolean, { description: 'Större än gränsen (20 %).', simple: true }) isNotable!: boolean;
}

@ObjectType({ description: 'Jämförelse med förra årets rapport, insats för insats.' })
export class OctoberComparison {
  @Field(() => OctoberOriginEnum, {
    nullable: true,
    description: 'Varifrån förra årets antal kommer; saknas när det inte är känt.',
    simple: true,
  })
  origin!: 'GODKAND' | 'BERAKNAD' | null;
  @Field(() => [OctoberChangeType], { description: 'Insatserna 9 § 2–10.', simple: true })
  changes!: readonly OctoberChange[];
}

@ObjectType({
  description: 'Godkännande av nämndens del av oktoberrapporten: antal och tidpunkt, inga enskilda.',
})
export class OctoberApproval {
  @Field(() => ID, { description: 'Godkännandets id.', simple: true }) id!: string;
  @Field(() => DateTimeScalar, { description: 'När.', simple: true }) approvedAt!: string;
  @Field(() => String, { description: 'Av vem: inloggningens namn.', simple: true }) approvedBy!: string;
  @Field(() => DateScalar, { description: 'Så som det var känt den dagen.', simple: true }) knownOn!: string;
  @Field(() => OctoberInterruptionsEnum, { description: 'Inställning för avbrott.', simple: true })
  interruptions!: OctoberInterruptions;
  @Field(() => [OctoberCheckCodeEnum], { description: 'Fel som godtogs.', simple: true })
  accepted!: readonly string[];
  @Field(() => String, { nullable: true, description: 'Anteckning.', simple: true }) note!: string | null;
  @Field(() => Int, { description: 'Antal personer.', simple: true }) personCount!: number;
  @Field(() => [OctoberTotalType], {
    description: 'Antal efter kolumn och kön; bevaras efter gallring.',
    simple: true,
  })
  totals!: readonly OctoberTotal[];
  @Field(() => DateTimeScalar, { nullable: true, description: 'När det återkallades.', simple: true })
  withdrawnAt!: string | null;
  @Field(() => String, { nullable: true, description: 'Av vem det återkallades.', simple: true })
  withdrawnBy!: string | null;
  @Field(() => String, { nullable: true, description: 'Varför det återkallades.', simple: true })
  withdrawalReason!: string | null;
}

@ObjectType({ description: 'En nämnds del av kommunens rapport.' })
export class OctoberNamndPart {
  @Field(() => Namnd, { description: 'Nämnden.', simple: true }) namnd!: Namnd;
  @Field(() => DateTimeScalar, { nullable: true, description: 'När den godkände sin del.', simple: true })
  approvedAt!: string | null;
  @Field(() => Int, { nullable: true, description: 'Antal personer i den godkända delen.', simple: true })
  personCount!: number | null;
}

@ObjectType({
  description: 'Kommunens rapport över alla dess nämnder, en rad per person (LSS 15 a §).',
})
export class OctoberKommunReport {
  @Field(() => Boolean, { description: 'Alla nämnder har godkänt sin del.', simple: true })
  isComplete!: boolean;
  @Field(() => [OctoberNamndPart], {
    description: 'Nämnder vars system lämnar LSS-beslut i kommunen.',
    simple: true,
  })
  parts!: readonly OctoberNamndPart[];
  @Field(() => Int, {
    nullable: true,
    description: 'Personer i hela rapporten, när den är fullständig.',
    simple: true,
  })
  personCount!: number | null;
  @Field(() => Int, { nullable: true, description: 'Av dem i mer än en nämnds del.', simple: true })
  sharedPersonCount!: number | null;
}

export const personsOf = ({ figures }: ApprovalRow): number =>
  Object.values(figures.persons).reduce((sum, count) => sum + count, 0);

export function approvalView(row: ApprovalRow): OctoberApproval {
  return { ...row, personCount: personsOf(row), totals: row.figures.totals };
}

/** The kommun's report as the last approval made it; its figures count only while all parts stand. */
export function kommunView(parts: readonly OctoberPart[]): OctoberKommunReport {
  const isComplete = parts.every(({ approval }) => approval !== null);
  const last = latestOf(parts.flatMap(({ approval }) => approval ?? []));
  const whole: KommunFigures | null = isComplete ? (last?.kommunFigures ?? null) : null;
  return {
    isComplete,
    parts: parts.map(({ namnd, approval }) => ({
      namnd,
      approvedAt: approval?.approvedAt ?? null,
      personCount: approval === null ? null : personsOf(approval),
    })),
    personCount: whole?.persons ?? null,
    sharedPersonCount: whole?.sharedPersons ?? null,
  };
}
