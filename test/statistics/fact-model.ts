import { addDays, type HubRecord, isWithin } from '@kommunhub/schema';
import fc from 'fast-check';
import { aCase, aDecision, aPerson } from '../support/small-model.js';
import { anExecution, anInterruption } from './fact-world.js';

/** One insats of one of a few persons, as a source may tell it. */
interface ModelInsats {
  readonly id: number;
  readonly person: number;
  readonly insats: 'LSS_9_3' | 'LSS_9_4' | 'LSS_9_9';
  readonly outcome: 'BIFALL' | 'AVSLAG';
  readonly decidedOn: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly pauses: readonly (readonly [from: string, to: string | null])[];
}
export type ModelState = readonly ModelInsats[];

const day = fc.integer({ min: 0, max: 500 }).map((days) => addDays('2025-08-01', days));
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

/** What a source has: a few persons with insatser, some begun, ended, refused or interrupted. */
export const arbitraryState: fc.Arbitrary<ModelState> = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 8 }),
    person: fc.integer({ min: 1, max: 3 }),
    insats: fc.constantFrom('LSS_9_3', 'LSS_9_4', 'LSS_9_9'),
    outcome: fc.constantFrom('BIFALL', 'BIFALL', 'BIFALL', 'AVSLAG'),
    decidedOn: day,
    validFrom: perhaps(day),
    validTo: perhaps(day),
    startedOn: perhaps(day),
    endedOn: perhaps(day),
    pauses: fc.array(fc.tuple(day, perhaps(day)), { maxLength: 2 }),
  }),
  { selector: ({ id }) => id, maxLength: 6 },
) as fc.Arbitrary<ModelState>;

export function recordsOf(state: ModelState): HubRecord[] {
  const persons = [...new Set(state.map(({ person }) => person))];
  const unnumbered = { idType: 'SAKNAS', personnummer: null, name: null } as const;
  return [
    ...persons.flatMap((person) => [
      aPerson(`p${person}`, { ...unnumbered, birthYear: 2000 + person }),
      aCase(`c${person}`, `p${person}`),
    ]),
    ...state.flatMap(({ id, person, insats, outcome, decidedOn, validFrom, validTo, ...given }) => {
      const { startedOn, endedOn, pauses } = given;
      return [
        aDecision(`d${id}`, `c${person}`, { insats, outcome, decidedOn, validFrom, validTo }),
        anExecution(`e${id}`, `d${id}`, { startedOn, endedOn }),
        ...pauses.map(([from, to], n) => anInterruption(`i${id}-${n}`, `e${id}`, from, to)),
      ];
    }),
  ];
}

const isSound = ([from, to]: readonly [string, string | null]) => to === null || to >= from;

function isGiven(one: ModelInsats, on: string): boolean {
  return (
    one.outcome === 'BIFALL' &&
    one.startedOn !== null &&
    isWithin(on, one.startedOn, one.endedOn) &&
    (one.validFrom === null || one.validFrom <= on) &&
    (one.validTo === null || one.validTo >= on) &&
    !one.pauses.some((pause) => isSound(pause) && isWithin(on, ...pause))
  );
}

/** Pairs of person and insats that are given on the day, by insats. */
export function givenInModel(state: ModelState, on: string): Record<string, number> {
  const pairs = new Set(
    state.filter((one) => isGiven(one, on)).map(({ person, insats }) => `${insats} ${person}`),
  );
  return count([...pairs].map((pair) => pair.split(' ')[0]!));
}

/** Granted decisions that are not begun, or are interrupted, by insats. */
export function waitingInModel(state: ModelState, on: string): Record<string, number> {
  const waits = state.filter((one) => {
    const { decidedOn, validTo, startedOn, endedOn, pauses } = one;
    if (one.outcome !== 'BIFALL' || (validTo !== null && validTo < on)) return false;
    if (decidedOn <= on && (startedOn === null || on < startedOn)) return true;
    if (startedOn === null || !isWithin(on, startedOn, endedOn)) return false;
    return pauses.some((pause) => isSound(pause) && isWithin(on, ...pause));
  });
  return count(waits.map(({ insats }) => insats));
}

function count(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
