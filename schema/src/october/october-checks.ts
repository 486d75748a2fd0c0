import type { CalendarDate } from '../scalars/index.js';
import type { OctoberCheckCode } from './october-check-codes.js';
import { columnOf, type OctoberInsats, octoberDay } from './october-form.js';
import type { OctoberSettings } from './october-settings.js';
import { isAssessed, isDwelling, type OctoberRowSource, otherKommuner } from './oktober-rad.js';

/** Something to look at before sending: whom it concerns, or no one person. */
export interface OctoberFinding {
  readonly code: OctoberCheckCode;
  readonly personId: string | null;
  readonly insats: OctoberInsats | null;
}

/** What the records say beside the rows: insatser that are not counted, and why. */
export interface OctoberUncounted {
  readonly personId: string;
  readonly insats: OctoberInsats;
  readonly reason: 'BESLUT_UTGATT' | 'UTAN_BESLUT' | 'EJ_VERKSTALLT' | 'AVBROTT';
}

export interface OctoberJudgement {
  readonly year: number;
  /** The last day whose deliveries are in the report. */
  readonly knownOn: CalendarDate;
  readonly settings: OctoberSettings;
}

type PersonCheck = (source: OctoberRowSource, judgement: OctoberJudgement) => boolean;

/**
 * The age reached during the year: facts know the year of birth only. On
 * 1 October the person is that old or a year younger, so the checks ask for
 * what is certain either way.
 */
function ageIn({ row }: OctoberRowSource, year: number): number | null {
  return row.birthYear === null ? null : year - row.birthYear;
}

const has = ({ row }: OctoberRowSource, insats: OctoberInsats) => row.insatser.includes(insats);

const personChecks: Readonly<Partial<Record<OctoberCheckCode, PersonCheck>>> = {
  NUMMER_SAKNAS: ({ persons }) => persons.every(({ numberMark }) => numberMark === null),
  RESERVNUMMER: ({ persons }) => persons[0]?.idType === 'RESERVNUMMER',
  DUBBLETT: ({ persons }) => persons.length > 1,
  DUBBLETT_OLIKA: ({ persons }) =>
    new Set(persons.map(({ personkrets }) => personkrets).filter(isAssessed)).size > 1,
  PERSONKRETS_SAKNAS: ({ row }) => row.personkrets === null,
  PERSONKRETS_3_DAGLIG_VERKSAMHET: (source) => source.row.personkrets === 'P3' && has(source, 'LSS_9_10'),
  BARN_I_VUXENBOENDE: (source, { year }) => has(source, 'LSS_9_9') && (ageIn(source, year) ?? 18) < 18,
  // One year over the limit in the year is certainly the limit on 1 October.
  VUXEN_I_BARNBOENDE: (source, { year, settings }) =>
    has(source, 'LSS_9_8') && (ageIn(source, year) ?? 0) > settings.adultFrom,
  BARN_OCH_VUXENBOENDE: (source) => has(source, 'LSS_9_8') && has(source, 'LSS_9_9'),
  BOENDEFORM_SAKNAS: ({ given }) => given.some(({ insats, subtype }) => columnOf(insats, subtype).isAssumed),
  BOENDEKOMMUN_EGEN: ({ row, given }) =>
    given.some(
      ({ insats, executingKommunCode }) => isDwelling(insats) && executingKommunCode === row.kommunCode,
    ),
  BOENDEKOMMUN_FLERA: ({ row, given }) => otherKommuner(row.kommunCode, given).length > 1,
  ALDER_OVER_GRANS: (source, { year, settings }) => (ageIn(source, year) ?? 0) > settings.highestAge,
  AVLIDEN: ({ persons }, { year }) =>
    persons.some(({ diedOn }) => typeof diedOn === 'string' && diedOn < octoberDay(year)),
};

/**
 * Everything odd about the rows and what lies beside them, row by row in the
 * rows' order, each code once for a person. A finding about records that were
 * joined names each of them.
 */
export function judgeOctober(
  sources: readonly OctoberRowSource[],
  uncounted: readonly OctoberUncounted[],
  judgement: OctoberJudgement,
): OctoberFinding[] {
  const findings: OctoberFinding[] = [];
  if (sources.length === 0) findings.push({ code: 'INGA_RADER', personId: null, insats: null });
  if (judgement.knownOn < octoberDay(judgement.year))
    findings.push({ code: 'REFERENSDAG_EJ_PASSERAD', personId: null, insats: null });
  for (const source of sources) {
    for (const [code, isOdd] of Object.entries(personChecks) as [OctoberCheckCode, PersonCheck][]) {
      if (!isOdd(source, judgement)) continue;
      const concerned = code.startsWith('DUBBLETT')
        ? source.persons.map(({ id }) => id)
        : [source.row.personId];
      for (const personId of concerned) findings.push({ code, personId, insats: null });
    }
  }
  return [...findings, ...beside(uncounted)];
}

/** An insats of a person is told of once, however many decisions on it there are. */
function beside(uncounted: readonly OctoberUncounted[]): OctoberFinding[] {
  const byText = new Map(
    uncounted.map(({ personId, insats, reason }) => [
      `${reason} ${personId} ${insats}`,
      { code: reason, personId, insats },
    ]),
  );
  return [...byText.values()];
}
