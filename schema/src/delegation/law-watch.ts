import type { CalendarDate } from '../scalars/index.js';
import { uniformLagrum } from './lagrum-form.js';
import type { DelegationPointRecord } from './order-record.js';

/** How sure a suggestion is: read in the act itself, or likely and to be looked up. */
export type LawConfidence = 'CERTAIN' | 'LIKELY';

/** A point that cites a provision that no longer holds. */
export interface RepealedLagrum {
  readonly ordinal: number;
  readonly number: string;
  /** As the point cites it. */
  readonly lagrum: string;
  readonly repealedOn: CalendarDate;
  readonly repealedBy: string;
  /** The provision to cite instead; null where none is known. */
  readonly suggestion: string | null;
  readonly confidence: LawConfidence | null;
}

interface RepealedAct {
  readonly repealedOn: CalendarDate;
  readonly repealedBy: string;
  cites(lagrum: string, adoptedOn: CalendarDate): boolean;
  readonly successors: readonly Successor[];
}

type Successor = readonly [old: string, now: string, confidence: LawConfidence];

const sol2025: CalendarDate = '2025-07-01';

// The rows of the two Social Services Acts that a unit for LSS cites (SoL 2001:453 and 2025:400), first fit first.
const solSuccessors: readonly Successor[] = [
  ['4 kap. 2', '11 kap. 4 §', 'LIKELY'],
  ['4 kap. 1', '11 kap. 1 §', 'CERTAIN'],
  ['3 kap. 6 b', '13 kap. 7 §', 'CERTAIN'],
  ['5 kap. 7', '8 kap. 11 §', 'CERTAIN'],
  ['5 kap. 5', '8 kap. 4 §', 'CERTAIN'],
  ['2 kap. 7', '10 kap. 8-9 §§', 'LIKELY'],
  ['11 kap. 11', '15 kap. 10-12 §§', 'CERTAIN'],
  ['11 kap. 1', '14 kap. 2 §', 'CERTAIN'],
  ['11 kap. 5', '14 kap. 3 och 7 §§', 'CERTAIN'],
  ['12 kap.', '16 kap.', 'CERTAIN'],
  ['14 kap. 1', '19 kap. 1 §', 'CERTAIN'],
  ['14 kap.', '27 kap. 2-7 §§', 'LIKELY'],
  ['6 kap.', '9 kap.', 'CERTAIN'],
  ['7 kap. 1', '26 kap. 1 §', 'CERTAIN'],
  ['13 kap.', '28 kap.', 'CERTAIN'],
  ['2 a kap.', '29 kap.', 'CERTAIN'],
  ['16 kap. 6', '30 kap.', 'LIKELY'],
  ['16 kap. 3', '34 kap.', 'LIKELY'],
  ['2 kap. 1', '4 kap. 1 §', 'CERTAIN'],
  ['2 kap. 4', '4 kap. 2 §', 'CERTAIN'],
];

const acts: readonly RepealedAct[] = [
  {
    repealedOn: sol2025,
    repealedBy: 'SoL 2025:400',
    // Without a number of the act, what was adopted before the new one cites the old.
    cites: (lagrum, adoptedOn) =>
      lagrum.includes('2001:453') || (/^SoL (?!2025:400)/u.test(lagrum) && isOldSol(lagrum, adoptedOn)),
    successors: solSuccessors.map(([old, now, confidence]) => [old, `SoL ${now}`, confidence] as const),
  },
  {
    repealedOn: '2018-01-01',
    repealedBy: 'KL 2017:725',
    // The chapter alone is how it was cited, and 33–35 §§ of it was delegation in that act only.
    cites: (lagrum) => lagrum.includes('1991:900') || /^(?:KL )?6 kap\. 3[345](?!\d)/u.test(lagrum),
    successors: [
      ['6 kap. 33', 'KL 6 kap. 37 §', 'CERTAIN'],
      ['6 kap. 34', 'KL 6 kap. 38 §', 'LIKELY'],
      ['6 kap. 35', 'KL 6 kap. 40 §', 'LIKELY'],
    ],
  },
];

/** Chapters that the new act has with the same matter as points cite them: 8–34 where the old act had 1–17. */
function isOldSol(lagrum: string, adoptedOn: CalendarDate): boolean {
  if (adoptedOn >= sol2025) return false;
  // Corrected in place, as when an order was only renumbered: bistånd stands in 11 kap. 1 § of the new act.
  return !/\b11 kap\. 1 §/u.test(lagrum);
}

/** The points of an order that cite what had been repealed on the day, with what to cite instead. */
export function watchLagrum(
  order: { readonly adoptedOn: CalendarDate; readonly points: readonly DelegationPointRecord[] },
  on: CalendarDate,
): readonly RepealedLagrum[] {
  return order.points.flatMap(({ ordinal, number, lagrum, kindText }) =>
    lagrum.flatMap((cited) => {
      const plain = uniformLagrum(cited);
      const act = acts.find((one) => on >= one.repealedOn && one.cites(plain, order.adoptedOn));
      if (act === undefined) return [];
      const { repealedOn, repealedBy } = act;
      return [
        { ordinal, number, lagrum: cited, repealedOn, repealedBy, ...successorOf(act, plain, kindText) },
      ];
    }),
  );
}

function successorOf(
  act: RepealedAct,
  lagrum: string,
  kindText: string | null,
): Pick<RepealedLagrum, 'suggestion' | 'confidence'> {
  const found = act.successors.find(([old]) => new RegExp(`(?<!\\d)${old}(?!\\d)`, 'u').test(lagrum));
  if (found === undefined) return { suggestion: null, confidence: null };
  const isIncomeSupport =
    found[0] === '4 kap. 1' && /ekonomiskt bistånd|försörjningsstöd/iu.test(kindText ?? '');
  return { suggestion: isIncomeSupport ? 'SoL 12 kap. 1 §' : found[1], confidence: found[2] };
}
