import {
  type OctoberCheckCode,
  type OctoberColumn,
  type OctoberFinding,
  type OctoberInterruptions,
  type OctoberSettings,
  type OctoberSeverity,
  type OctoberTotal,
  octoberChecks,
  octoberDay,
  octoberDeadline,
} from '@kommunhub/schema';
import { connectionType, DateScalar, Key, ListSize, type ReferenceKommun } from '@kommunhub/subgraph-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { OctoberReportData } from '../october/october-report.js';
import type { OctoberScope } from '../october/october-scope.js';
import { Kommun, Namnd } from './kommun.js';
import {
  OctoberCheckCodeEnum,
  OctoberColumnEnum,
  OctoberInterruptionsEnum,
  OctoberSeverityEnum,
  PersonkretsEnum,
} from './october-enums.js';
import {
  approvalView,
  kommunView,
  OctoberApproval,
  OctoberComparison,
  OctoberKommunReport,
  OctoberTotalType,
} from './october-figures.js';

@Key('id', { resolvable: false })
@ObjectType({ description: 'Den enskilde (LSS 1 §).' })
export class Person {
  @Field(() => ID, { description: 'Personens id i hubben; aldrig ett personnummer.', simple: true })
  id!: string;
}

@ObjectType({ description: 'En rad i oktoberrapporten: en person (HSLF-FS 2016:48).' })
export class OctoberRow {
  @Field(() => Person, { description: 'Personen; nummer och namn kommer ur ärendena.', simple: true })
  person!: Person;
  @ListSize({ assumed: 1 })
  @Field(() => [Person], {
    description: 'Fler poster med samma nummer, sammanförda till raden.',
    simple: true,
  })
  otherPersons!: readonly Person[];
  @Field(() => PersonkretsEnum, { nullable: true, description: 'Personkrets (LSS 1 §).', simple: true })
  personkrets!: string | null;
  @Field(() => [OctoberColumnEnum], { description: 'Kolumner med ja, i blankettens ordning.', simple: true })
  columns!: readonly OctoberColumn[];
  @Field(() => [ID], { description: 'Insatsernas koder, som LSS_9_4.', simple: true })
  insatser!: readonly string[];
  @Field(() => Kommun, {
    nullable: true,
    description: 'Boendekommun, endast när bostaden (9 § 8, 9 § 9) ligger i en annan kommun.',
    simple: true,
  })
  boendekommun!: ReferenceKommun | null;
  @ListSize({ assumed: 2 })
  @Field(() => [Kommun], {
    description:
      'Kommuner vars kontor handlägger ärendena, enligt handläggarens uppdrag 1 oktober; tom när det inte är känt.',
    simple: true,
  })
  handledBy!: readonly ReferenceKommun[];
  @Field(() => [OctoberCheckCodeEnum], { description: 'Kontroller som gäller raden.', simple: true })
  checks!: readonly OctoberCheckCode[];
  @Field(() => Boolean, {
    description: 'Raden har svar även ur en annan nämnds del: kommunen rapporterar en person en gång.',
    simple: true,
  })
  isMerged!: boolean;
  @Field(() => Boolean, {
    description: 'Personen rapporteras i en annan nämnds fil, den som godkände sist.',
    simple: true,
  })
  isReportedElsewhere!: boolean;
}

export const OctoberRowConnection = connectionType('OctoberRow', OctoberRow);

@ObjectType({ description: 'Vad en kontroll har funnit.' })
export class OctoberCheck {
  @Field(() => OctoberCheckCodeEnum, { description: 'Kod.', simple: true }) code!: OctoberCheckCode;
  @Field(() => OctoberSeverityEnum, { description: 'Allvar.', simple: true }) severity!: OctoberSeverity;
  @Field(() => String, { description: 'Vad som är fel.', simple: true }) text!: string;
  @Field(() => String, { description: 'Vad som ska göras.', simple: true }) remedy!: string;
  @Field(() => ID, { nullable: true, description: 'Insatsen, när kontrollen gäller en.', simple: true })
  insats!: string | null;
  @Field(() => Int, { description: 'Antal personer; 0 när den gäller hela rapporten.', simple: true })
  personCount!: number;
  scope!: OctoberScope;
  personIds!: readonly string[];
}

@ObjectType({
  description:
    'Oktoberstatistiken: nämndens del av kommunens rapport om verkställda LSS-insatser (LSS 15 a §, SOSFS 2005:21).',
})
export class OctoberReport {
  @Field(() => Int, { description: 'År.', simple: true }) year!: number;
  @Field(() => DateScalar, { description: 'Dagen som rapporten gäller.', simple: true })
  referenceDate!: string;
  @Field(() => DateScalar, { description: 'Sista dag att lämna in.', simple: true }) deadline!: string;
  @Field(() => Kommun, {
    nullable: true,
    description: 'Ansvarig kommun, som rapporterar vem som än handlägger.',
    simple: true,
  })
  responsibleKommun!: ReferenceKommun | null;
  @Field(() => Namnd, { nullable: true, description: 'Nämnden vars del det är.', simple: true })
  namnd!: Namnd | null;
  @Field(() => DateScalar, { description: 'Så som det var känt den dagen.', simple: true }) knownOn!: string;
  @Field(() => OctoberInterruptionsEnum, { description: 'Inställning för avbrott.', simple: true })
  interruptions!: OctoberInterruptions;
  @Field(() => Int, { description: 'Antal personer, en rad för varje.', simple: true }) personCount!: number;
  @ListSize({ assumed: 33 })
  @Field(() => [OctoberTotalType], { description: 'Antal efter kolumn och kön.', simple: true })
  totals!: readonly OctoberTotal[];
  @ListSize({ assumed: 30 })
  @Field(() => [OctoberCheck], { description: 'Kvalitetskontroller, de allvarligaste först.', simple: true })
  checks!: readonly OctoberCheck[];
  @Field(() => OctoberComparison, { description: 'Jämförelse med förra året.', simple: true })
  comparison!: OctoberComparison;
  @Field(() => OctoberApproval, { nullable: true, description: 'Godkännandet som gäller.', simple: true })
  approval!: OctoberApproval | null;
  @Field(() => [OctoberApproval], {
    description: 'Alla godkännanden, även återkallade; senaste först.',
    simple: true,
  })
  approvals!: readonly OctoberApproval[];
  @Field(() => Boolean, {
    nullable: true,
    description: 'Om raderna som visas är de godkända; saknas när inget är godkänt. Falskt efter gallring.',
    simple: true,
  })
  isAsApproved!: boolean | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Rader som skiljer mellan det godkända och vad som är känt nu; saknas när inget är godkänt.',
    simple: true,
  })
  changedRows!: number | null;
  @Field(() => OctoberKommunReport, { description: 'Kommunens hela rapport.', simple: true })
  kommunReport!: OctoberKommunReport;
  data!: OctoberReportData;
}

const severities: readonly OctoberSeverity[] = ['ERROR', 'WARNING', 'INFO'];

/** The report as the graph shows it. */
export function reportView(data: OctoberReportData, kommun: ReferenceKommun | null): OctoberReport {
  const { scope, knowledge, settings, summary, changes, lastYear, approval, approvals, rowsHash } = data;
  return {
    ...{
      data,
      year: scope.year,
      referenceDate: octoberDay(scope.year),
      deadline: octoberDeadline(scope.year),
    },
    responsibleKommun: kommun,
    namnd: data.parts.find(({ namnd }) => namnd.id === scope.namndId)?.namnd ?? null,
    ...{ knownOn: knowledge.knownOn, interruptions: settings.interruptions, totals: summary.totals },
    personCount: data.sources.length,
    checks: checksOf(data.findings, settings, scope),
    comparison: { origin: lastYear?.origin ?? null, changes },
    approval: approval === null ? null : approvalView(approval),
    approvals: approvals.map(approvalView),
    isAsApproved: approval === null ? null : rowsHash.equals(approval.rowsHash),
    changedRows: data.changedRows,
    kommunReport: kommunView(data.parts),
  };
}

/** Findings of one code and insats together, each person once. */
function checksOf(
  findings: readonly OctoberFinding[],
  { interruptions }: OctoberSettings,
  scope: OctoberScope,
): OctoberCheck[] {
  const groups = Map.groupBy(findings, ({ code, insats }) => `${code} ${insats ?? ''}`);
  const checks = [...groups.values()].map((found): OctoberCheck => {
    const { code, insats } = found[0]!;
    const { severity, text, remedy } = octoberChecks[code];
    const ids = [
      ...new Set(found.flatMap(({ personId }) => (personId === null ? [] : [personId]))),
    ].toSorted();
    const counted =
      code === 'AVBROTT' && interruptions === 'RAKNAS' ? ' Den räknas enligt inställningen.' : '';
    return {
      ...{ code, severity, remedy, scope, text: `${text}${counted}`, insats },
      ...{ personIds: ids, personCount: ids.length },
    };
  });
  return checks.toSorted(
    (one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity),
  );
}
