import type { PersonRecord } from '../../schema/src/index.js';
import type { MadeRow } from '../support/replayable-source.js';

/** What is stored of a person: the year of birth tells versions apart, the personkrets is a code. */
export type Stored = ReadonlyMap<string, string>;

export interface Counts {
  readonly rowsRead: number;
  readonly rowsUsed: number;
  readonly rowsQuarantined: number;
  readonly rowsSkipped: number;
  readonly records: number;
  readonly removed: number;
}

/** A row that is kept, as the model of the test sees it. */
interface Kept {
  readonly made: MadeRow;
  readonly state: 'SET_ASIDE' | 'UNKNOWN_CODE';
  readonly keys: readonly string[];
  readonly later: Set<string>;
  /** When it came last: number of the run and row in it. */
  readonly cameAt: readonly [run: number, row: number];
}

interface Mapped {
  readonly made: MadeRow;
  readonly isReadable: boolean;
  readonly isKnown: boolean;
  /** Key and content of its persons. */
  readonly persons: readonly (readonly [key: string, content: string])[];
}

export function contentOf({ birthYear, personkrets }: PersonRecord): string {
  return `${birthYear} ${personkrets}`;
}

function mapped(made: MadeRow, version: number): Mapped {
  const isKnown = version >= (made.codeFrom ?? 0);
  const persons = (made.records as readonly PersonRecord[]).map((record) => {
    const coded = isKnown ? record : { ...record, personkrets: null };
    return [record.sourceId, contentOf(coded)] as const;
  });
  return { made, isReadable: version >= (made.readableFrom ?? 0), isKnown, persons };
}

const keysOf = ({ persons }: Mapped) => persons.map(([key]) => key);

/**
 * The source of a test with what should be kept of it: what every delivery and
 * replay should do, row by row, without a database.
 */
export class KeptRowsModel {
  stored: Map<string, string> = new Map();
  kept: Kept[] = [];
  private runs = 0;

  constructor(private readonly isDelta: boolean) {}

  deliver(rows: readonly MadeRow[], version: number): Counts {
    this.runs += 1;
    const all = rows.map((made) => mapped(made, version));
    const { fallen, winners } = this.judge(all, new Set());
    const before = this.stored;
    const delivered = this.merged(winners);
    const aside = new Set(all.filter((row) => !row.isReadable || fallen.has(row)));
    const isWithheld = all.some((row) => !row.isReadable && row.made.hasKeys === false);
    const named = new Set(
      [...aside].filter((row) => row.made.hasKeys !== false || row.isReadable).flatMap(keysOf),
    );
    const removed =
      this.isDelta || isWithheld
        ? []
        : [...before.keys()].filter((key) => !delivered.has(key) && !named.has(key));
    this.stored = new Map([...before, ...delivered]);
    for (const key of removed) this.stored.delete(key);
    this.keep(all, aside);
    return this.count(all, aside, winners, delivered.size, removed.length);
  }

  replay(version: number): Counts {
    this.runs += 1;
    this.kept.sort((one, other) => one.cameAt[0] - other.cameAt[0] || one.cameAt[1] - other.cameAt[1]);
    const replayed = this.kept;
    const all = replayed.map(({ made }) => mapped(made, version));
    const overtaken = new Set<string>();
    const contradicting = new Set<Mapped>();
    // What rows that are kept for their codes now say: stored records are on their way to be that.
    const told = new Set(
      all.flatMap(({ isReadable, persons }, index) => {
        const { keys, later, state } = replayed[index]!;
        if (state !== 'UNKNOWN_CODE' || !isReadable) return [];
        const own = persons.filter(([key]) => keys.includes(key) && !later.has(key));
        return own.map(([key, content]) => `${key} ${content}`);
      }),
    );
    for (const [index, row] of all.entries()) {
      if (!row.isReadable) continue;
      const { keys, later } = replayed[index]!;
      for (const [key, content] of row.persons) {
        const isOvertaken = later.has(key) || (!keys.includes(key) && this.stored.has(key));
        if (!isOvertaken || this.stored.get(key) === content) continue;
        if (this.isDelta) overtaken.add(`${index} ${key}`);
        else if (!told.has(`${key} ${content}`)) contradicting.add(row);
      }
    }
    const left = all.map((row, index) => ({
      ...row,
      persons: row.persons.filter(([key]) => !overtaken.has(`${index} ${key}`)),
    }));
    const dead = new Set(left.filter((_row, index) => contradicting.has(all[index]!)));
    const { fallen, winners } = this.judge(left, dead);
    const delivered = this.merged(winners);
    this.stored = new Map([...this.stored, ...delivered]);
    const aside = new Set(left.filter((row) => !row.isReadable || fallen.has(row)));
    this.keepReplayed(replayed, left, aside);
    return this.count(left, aside, winners, delivered.size, 0);
  }

  /** Which readable rows fall by a contradiction, and which row decides over each key. */
  private judge(rows: readonly Mapped[], dead: ReadonlySet<Mapped>) {
    const accepted = new Map<string, string>();
    const fallen = new Set(dead);
    for (const row of rows.filter(({ isReadable }) => isReadable)) {
      if (dead.has(row) || this.isDelta) continue;
      if (row.persons.some(([key, content]) => accepted.has(key) && accepted.get(key) !== content))
        fallen.add(row);
      else for (const [key, content] of row.persons) accepted.set(key, content);
    }
    const live = rows.filter((row) => row.isReadable && !fallen.has(row));
    const winners = new Map<string, Mapped>();
    for (const row of this.isDelta ? live.toReversed() : live)
      for (const key of keysOf(row)) if (!winners.has(key)) winners.set(key, row);
    return { fallen, winners };
  }

  private merged(winners: ReadonlyMap<string, Mapped>): Map<string, string> {
    return new Map([...winners].map(([key, row]) => [key, new Map(row.persons).get(key)!]));
  }

  private count(
    rows: readonly Mapped[],
    aside: ReadonlySet<Mapped>,
    winners: ReadonlyMap<string, Mapped>,
    records: number,
    removed: number,
  ): Counts {
    const used = new Set(winners.values()).size;
    const rowsRead = rows.length;
    return {
      ...{ rowsRead, rowsUsed: used, rowsQuarantined: aside.size },
      ...{ rowsSkipped: rowsRead - used - aside.size, records, removed },
    };
  }

  private keep(all: readonly Mapped[], aside: ReadonlySet<Mapped>): void {
    const toldAt = new Map<string, number>();
    for (const [index, row] of all.entries())
      if (!aside.has(row)) for (const key of keysOf(row)) toldAt.set(key, index);
    const fresh = all.flatMap((row, index): Kept[] => {
      if (!aside.has(row) && row.isKnown) return [];
      const isNamed = row.isReadable || row.made.hasKeys !== false;
      const keys = isNamed ? keysOf(row) : [];
      const isLater = (key: string) => toldAt.has(key) && (!this.isDelta || toldAt.get(key)! > index);
      const state = aside.has(row) ? 'SET_ASIDE' : 'UNKNOWN_CODE';
      const later = new Set(state === 'SET_ASIDE' || this.isDelta ? keys.filter(isLater) : []);
      return [{ made: row.made, state, keys, later, cameAt: [this.runs, index] }];
    });
    const earlier = this.isDelta ? this.notRenewed(fresh) : [];
    for (const row of earlier) for (const key of row.keys) if (toldAt.has(key)) row.later.add(key);
    const isOpen = ({ keys, later }: Kept) =>
      !this.isDelta || keys.length === 0 || keys.some((key) => !later.has(key));
    this.kept = [...earlier, ...fresh].filter(isOpen);
  }

  /** Earlier rows that none of the fresh ones is again: by their content first, then by what they are about. */
  private notRenewed(fresh: readonly Kept[]): Kept[] {
    const left = new Set(this.kept);
    const unmatched = new Set(fresh.filter(({ state }) => state === 'SET_ASIDE'));
    const names = [({ made }: Kept) => JSON.stringify(made), ({ keys }: Kept) => keys.toSorted().join(' ')];
    for (const name of names) {
      for (const row of unmatched) {
        if (name(row) === '') continue;
        const known = [...left].find((each) => each.state === 'SET_ASIDE' && name(each) === name(row));
        if (known === undefined) continue;
        left.delete(known);
        unmatched.delete(row);
      }
    }
    return [...left];
  }

  private keepReplayed(replayed: readonly Kept[], rows: readonly Mapped[], aside: ReadonlySet<Mapped>): void {
    const toldAt = new Map<string, number>();
    for (const [index, row] of rows.entries())
      if (!aside.has(row)) for (const key of keysOf(row)) toldAt.set(key, index);
    this.kept = replayed.flatMap((kept, index): Kept[] => {
      const row = rows[index]!;
      if (aside.has(row)) {
        const isLater = (key: string) => toldAt.has(key) && (!this.isDelta || toldAt.get(key)! > index);
        const later = new Set([...kept.later, ...kept.keys.filter(isLater)]);
        return [{ ...kept, state: 'SET_ASIDE', later }];
      }
      if (row.isKnown) return [];
      const isNew = kept.state === 'SET_ASIDE';
      const keys = isNew ? keysOf(row) : kept.keys;
      const isLater = (key: string) => this.isDelta && toldAt.has(key) && toldAt.get(key)! > index;
      const later = new Set([...kept.later, ...keys.filter(isLater)]);
      if (this.isDelta && keys.every((key) => later.has(key))) return [];
      return [{ ...kept, state: 'UNKNOWN_CODE', keys, later }];
    });
  }
}
