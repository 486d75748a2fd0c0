import type { Inhabitant } from './nation.js';

/** `stratum margin value` → how many. A figure that is nought has no entry. */
export type TrueFigures = ReadonlyMap<string, number>;

export function nameOf(stratum: string, margin = 'TOTALT', value = 'TOTALT'): string {
  return `${stratum} ${margin} ${value}`;
}

/** What the table of insatser says of these people on 1 October 2021, counted one by one. */
export function trueInsatser(people: Iterable<Inhabitant>): TrueFigures {
  const figures = new Map<string, number>();
  for (const person of people)
    for (const { insats, isExternal } of person.holdings) {
      tally(figures, insats, person);
      add(figures, nameOf(insats, 'utforande', isExternal ? 'EXTERN' : 'EGEN'));
    }
  return figures;
}

/** What the table of persons says. */
export function truePersoner(people: Iterable<Inhabitant>): TrueFigures {
  const figures = new Map<string, number>();
  for (const person of people) if (person.holdings.length > 0) tally(figures, 'TOTALT', person);
  return figures;
}

function tally(figures: Map<string, number>, stratum: string, person: Inhabitant): void {
  const { narrow, wide } = agesOf(person.birthYear);
  add(figures, nameOf(stratum));
  add(figures, nameOf(stratum, 'kon', person.sex));
  add(figures, nameOf(stratum, 'alder', narrow));
  add(figures, nameOf(stratum, 'alder_grov', wide));
  add(figures, nameOf(stratum, 'personkrets', person.personkrets ?? 'OKAND'));
}

function add(figures: Map<string, number>, name: string): void {
  figures.set(name, (figures.get(name) ?? 0) + 1);
}

/** Age is the year 2021 less the year of birth. */
function agesOf(birthYear: number | null): { narrow: string; wide: string } {
  if (birthYear === null) return { narrow: 'OKAND', wide: 'OKAND' };
  const age = 2021 - birthYear;
  if (age >= 65) return { narrow: '65-', wide: '65-' };
  if (age >= 23) return { narrow: '23-64', wide: '23-64' };
  const narrow = age <= 6 ? '0-6' : age <= 12 ? '7-12' : age <= 17 ? '13-17' : '18-22';
  return { narrow, wide: '0-22' };
}
