import type { Place } from '@kommunhub/schema';

/** What an adapter must keep, in the order in which it is looked at; the sentences are for kommun IT. */
export const claims = {
  LOADS: 'Mappen går att läsa in: inställningar, mappning, typer och kodtabeller är riktiga',
  CHECKS: 'Källan finns och har mappningens kolumner',
  PUBLIC_NAMES: 'Inget personnummer i det som visas för alla: namn på källa, filer, blad, kolumner och koder',
  READS: 'Källan går att läsa till slut',
  PLACES: 'Varje rad har en plats, i den ordning den står',
  FATES: 'Varje rad har ett öde, och varje fel säger var och vad som hjälper utan att återge värden',
  RECORDS: 'Varje post följer den gemensamma modellen',
  KOMMUNER: 'Varje post hör till en kommun som källan får lämna',
  CASE_NUMBERS: 'Personnummer i ärendenummer är maskade',
  KEYS: 'Samma id har samma innehåll',
  REFERENCES: 'Allt som poster hänvisar till finns i leveransen',
  REPEATS: 'En andra läsning ger samma rader',
  REMAPS: 'En sparad rad mappas om till samma sak',
  CANCELS: 'Läsningen går att avbryta, och källan går sedan att läsa igen',
  MEMORY: 'Minnet växer inte med filerna',
  UNTOUCHED: 'Läsningen ändrar ingenting i mapp och källa',
} as const;
export type Claim = keyof typeof claims;

/** Something that speaks against a claim; at most a few are kept of each. */
export interface Finding {
  /** File, sheet, row and column, or a key of the settings; empty when it is of the whole. */
  readonly place: string;
  readonly swedish: string;
}

export interface Verdict {
  readonly claim: Claim;
  readonly swedish: string;
  readonly result: 'KEPT' | 'BROKEN' | 'SKIPPED';
  /** Why it was skipped, or how far it was looked at. */
  readonly note: string | null;
  readonly findings: readonly Finding[];
  /** How many there were; `findings` holds the first. */
  readonly count: number;
}

const mostFindings = 5;

/** Gathers what speaks against the claims. */
export class Verdicts {
  readonly #verdicts = new Map<Claim, Verdict>();

  note(claim: Claim, note: string | null = null): void {
    const known = this.#verdicts.get(claim);
    if (known === undefined) this.#set(claim, { result: 'KEPT', note, findings: [], count: 0 });
    else if (note !== null) this.#verdicts.set(claim, { ...known, note });
  }

  skip(claim: Claim, reason: string): void {
    this.#set(claim, { result: 'SKIPPED', note: reason, findings: [], count: 0 });
  }

  break(claim: Claim, place: string, swedish: string): void {
    const { findings = [], count = 0, note = null } = this.#verdicts.get(claim) ?? {};
    const kept = findings.length < mostFindings ? [...findings, { place, swedish }] : findings;
    this.#set(claim, { result: 'BROKEN', note, findings: kept, count: count + 1 });
  }

  isBroken(claim: Claim): boolean {
    return this.#verdicts.get(claim)?.result === 'BROKEN';
  }

  /** One verdict for every claim; those nobody came to are skipped for the reason given. */
  list(reason: string): readonly Verdict[] {
    return (Object.keys(claims) as Claim[]).map((claim) => {
      if (!this.#verdicts.has(claim)) this.skip(claim, reason);
      return this.#verdicts.get(claim)!;
    });
  }

  #set(claim: Claim, verdict: Omit<Verdict, 'claim' | 'swedish'>): void {
    this.#verdicts.set(claim, { claim, swedish: claims[claim], ...verdict });
  }
}

export function printPlaceOf({ file, sheet, row }: Place, column: string | null = null): string {
  return [
    file,
    sheet === null ? null : `blad ${sheet}`,
    `rad ${row}`,
    column === null ? null : `kolumn ${column}`,
  ]
    .filter((part) => part !== null)
    .join(', ');
}
