import type { CalendarDate } from '../scalars/index.js';
import type { Personkrets, Sex } from '../terms/index.js';
import {
  columnOf,
  type OctoberColumn,
  type OctoberInsats,
  octoberColumns,
  octoberInsatser,
} from './october-form.js';
import type { OctoberSettings } from './october-settings.js';

/** A person in the nämnd's records, as known when the report is made. */
export interface OctoberPerson {
  readonly id: string;
  /** Equal for records of the same number; null for a person without number. Never a number. */
  readonly numberMark: string | null;
  readonly idType: string;
  readonly sex: Sex;
  readonly birthYear: number | null;
  readonly personkrets: Personkrets | null;
  /** Null when not recorded; no source delivers it yet. */
  readonly diedOn?: CalendarDate | null;
}

/** An insats that a person is given on the day, or would be but for an interruption. */
export interface OctoberGiven {
  readonly personId: string;
  readonly insats: OctoberInsats;
  readonly subtype: string | null;
  readonly executingKommunCode: string | null;
  readonly isInterrupted: boolean;
}

/** The canonical record of the form, one per person (HSLF-FS 2016:48, annex). */
export interface OktoberRad {
  readonly kommunCode: string;
  /** The record whose number the row is reported under. */
  readonly personId: string;
  /** Further records of the same number; what they are given stands in this row. */
  readonly otherPersonIds: readonly string[];
  readonly personkrets: 'P1' | 'P2' | 'P3' | null;
  readonly sex: Sex;
  readonly birthYear: number | null;
  /** The columns that are answered with yes, in the form's order. */
  readonly columns: readonly OctoberColumn[];
  readonly insatser: readonly OctoberInsats[];
  /** Only where a dwelling (9 § 8, 9 §) lies in another kommun than the reporting one. */
  readonly boendekommun: string | null;
}

/** What a row was made of, for the checks. */
export interface OctoberRowSource {
  readonly row: OktoberRad;
  readonly persons: readonly OctoberPerson[];
  readonly given: readonly OctoberGiven[];
}

const dwellings: readonly OctoberInsats[] = ['LSS_9_8', 'LSS_9_9'];
const columnOrder = Object.keys(octoberColumns) as OctoberColumn[];

export function isDwelling(insats: OctoberInsats): boolean {
  return dwellings.includes(insats);
}

/** Whether the insats counts under the settings. */
export function isCounted({ isInterrupted }: OctoberGiven, { interruptions }: OctoberSettings): boolean {
  return !isInterrupted || interruptions === 'RAKNAS';
}

/**
 * The rows of the report, one per person and in the order of their ids.
 * Records with the same personnummer or samordningsnummer are one person, and
 * the row is reported under one that has insatser. Who is given nothing that
 * counts has no row.
 */
export function octoberRows(
  kommunCode: string,
  persons: readonly OctoberPerson[],
  given: readonly OctoberGiven[],
  settings: OctoberSettings,
): OctoberRowSource[] {
  const counted = Map.groupBy(
    given.filter((one) => isCounted(one, settings)),
    ({ personId }) => personId,
  );
  const groups = Map.groupBy(persons.toSorted(byId), (person) => {
    // Reservnummer are local and may be filled out with zeros: equal ones need not be one person's.
    const isOwn = person.idType !== 'RESERVNUMMER' && person.numberMark !== null;
    return isOwn ? `number ${person.numberMark}` : `record ${person.id}`;
  });
  const sources = [...groups.values()].flatMap((group) => {
    const records = [
      ...group.filter(({ id }) => counted.has(id)),
      ...group.filter(({ id }) => !counted.has(id)),
    ];
    const insatser = records.flatMap(({ id }) => counted.get(id) ?? []);
    if (insatser.length === 0) return [];
    return [{ row: rowOf(kommunCode, records, insatser), persons: records, given: insatser }];
  });
  return sources.toSorted((one, other) => (one.row.personId < other.row.personId ? -1 : 1));
}

function byId(one: OctoberPerson, other: OctoberPerson): number {
  return one.id < other.id ? -1 : 1;
}

function rowOf(
  kommunCode: string,
  records: readonly OctoberPerson[],
  given: readonly OctoberGiven[],
): OktoberRad {
  const [first, ...others] = records;
  if (first === undefined) throw new RangeError('A row of the October report is of somebody.');
  const columns = new Set(given.map(({ insats, subtype }) => columnOf(insats, subtype).column));
  const insatser = new Set(given.map(({ insats }) => insats));
  return {
    kommunCode,
    personId: first.id,
    otherPersonIds: others.map(({ id }) => id),
    personkrets: records.map(({ personkrets }) => personkrets).find(isAssessed) ?? null,
    sex: records.map(({ sex }) => sex).find((sex) => sex !== 'OKAND') ?? 'OKAND',
    birthYear: records.map(({ birthYear }) => birthYear).find((year) => year !== null) ?? null,
    columns: columnOrder.filter((column) => columns.has(column)),
    insatser: octoberInsatser.filter((insats) => insatser.has(insats)),
    boendekommun: otherKommuner(kommunCode, given)[0] ?? null,
  };
}

export function isAssessed(personkrets: Personkrets | null): personkrets is 'P1' | 'P2' | 'P3' {
  return personkrets !== null && personkrets !== 'OKAND';
}

/** The kommuner, other than the reporting one, in which the person's dwellings lie. */
export function otherKommuner(kommunCode: string, given: readonly OctoberGiven[]): string[] {
  const codes = given
    .filter(({ insats }) => isDwelling(insats))
    .map(({ executingKommunCode }) => executingKommunCode)
    .filter((code): code is string => code !== null && code !== kommunCode);
  return [...new Set(codes)].toSorted();
}
