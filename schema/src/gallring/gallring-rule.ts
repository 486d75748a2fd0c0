import { addMonths, type CalendarDate } from '../scalars/index.js';

/** Why what is due is kept for ever: it goes to the archive instead of being deleted. */
export const gallringExemptions = [
  /** Bostad med särskild service för barn eller ungdomar, LSS 9 § 8. */
  'BARNBOENDE',
  /** A kommun where everything is kept for research. */
  'FORSKNING_OMRADE',
  /** Born on the 5th, 15th or 25th: the sample kept for research. */
  'FORSKNING_URVAL',
  /** Whether the person belongs to the sample cannot be told; deleting cannot be undone. */
  'FODELSEDAG_OKAND',
] as const;
export type GallringExemption = (typeof gallringExemptions)[number];

/** What the rule looks at, of everything that is kept on one person. */
export interface GallringFacts {
  /** The latest note, or the day the last circumstance ended; null while something goes on. */
  readonly lastNoteOn: CalendarDate | null;
  /** Whether any insats was bostad med särskild service för barn eller ungdomar (LSS 9 § 8). */
  readonly hasChildHousing: boolean;
  readonly kommunCode: string;
  /** Day of the month as the number writes it, with the 60 of a samordningsnummer; null when unknown. */
  readonly birthDay: number | null;
}

export interface GallringTerm {
  /** The day from which the data are due: five years after the last note. */
  readonly dueOn: CalendarDate;
  /** The last day to have it done: the end of the calendar year after that. */
  readonly doneBy: CalendarDate;
  /** Null: to be deleted. */
  readonly exemption: GallringExemption | null;
}

const monthsKept = 60;
/** Östergötlands, Gotlands and Västernorrlands län (LSS-förordningen; SoF 13 kap. 1 §). */
const researchCounties: readonly string[] = ['05', '09', '22'];
const goteborg = '1480';

/**
 * When data on a person are due for gallring and whether they are then deleted
 * or kept in the archive (LSS 21 c, 21 d §§); null while anything goes on.
 */
export function gallringTerm(facts: GallringFacts): GallringTerm | null {
  if (facts.lastNoteOn === null) return null;
  const dueOn = addMonths(facts.lastNoteOn, monthsKept);
  const doneBy = `${String(Number(dueOn.slice(0, 4)) + 1).padStart(4, '0')}-12-31`;
  return { dueOn, doneBy, exemption: exemptionOf(facts) };
}

/** Whether the data are due on the day. */
export function isDueForGallring(term: GallringTerm | null, today: CalendarDate): term is GallringTerm {
  return term !== null && term.dueOn <= today;
}

function exemptionOf({ hasChildHousing, kommunCode, birthDay }: GallringFacts): GallringExemption | null {
  if (hasChildHousing) return 'BARNBOENDE';
  if (researchCounties.includes(kommunCode.slice(0, 2)) || kommunCode === goteborg) return 'FORSKNING_OMRADE';
  if (birthDay === null) return 'FODELSEDAG_OKAND';
  const day = birthDay > 60 ? birthDay - 60 : birthDay;
  // Skatteverket leaves day 00 (60) where it is not known.
  if (day < 1 || day > 31) return 'FODELSEDAG_OKAND';
  return day % 10 === 5 ? 'FORSKNING_URVAL' : null;
}

/**
 * The day of the month that a canonical number writes, a reservnummer's too;
 * null where it has none.
 */
export function birthDayOfNumber(canonical: string | null): number | null {
  const day = /^\d{6}(\d{2})(?:\d{4}|-.{4})$/u.exec(canonical ?? '')?.[1];
  return day === undefined ? null : Number(day);
}
