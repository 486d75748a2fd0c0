import { createHmac } from 'node:crypto';
import { kommuner, type OctoberColumn, type OktoberRad, octoberColumns } from '@kommunhub/schema';
import type { KeyRing, Session } from '@kommunhub/subgraph-kit';
import type { OctoberScope } from './october-scope.js';

/**
 * Persons who stand in the parts of several nämnder of a kommun (LSS 15 a §:
 * the kommun reports a person once).
 *
 * Each nämnd has an identity key of its own, so that their ids and hashes never
 * meet. When a nämnd approves, marks of its rows are stored beside: keyed
 * hashes, under a key of the kommun and year that only the server has, of the
 * number and of the number with each answer. Nobody reads a person or an answer
 * out of a mark; who holds the same number can ask whether it is there.
 */
export interface SharedPersons {
  /** Own persons that another nämnd's part holds too, each with the other parts. */
  readonly elsewhere: ReadonlyMap<string, readonly OtherPart[]>;
}

/** What another nämnd's part says of a person. */
export interface OtherPart extends Pick<OktoberRad, 'columns' | 'personkrets' | 'boendekommun'> {
  readonly namndId: string;
  /** Id of the person's record there, for that nämnd's log. */
  readonly personId: string;
}

interface MarkRow {
  readonly namndId: string;
  readonly mark: Buffer;
  readonly personId: string;
}

const columns = Object.keys(octoberColumns) as OctoberColumn[];
const personkretsar = ['P1', 'P2', 'P3'] as const;
const kommunCodes = kommuner.map(({ code }) => code);
/** Everything that a row can say beside whom it is of. */
const answers: readonly string[] = [...columns, ...personkretsar, ...kommunCodes];

/** Makes and compares marks of one kommun and year. */
export class PersonMarks {
  private readonly key: Buffer;

  constructor(
    private readonly session: Session,
    private readonly keyRing: KeyRing,
    private readonly scope: OctoberScope,
  ) {
    this.key = keyRing.derive(`october ${scope.kommunCode} ${scope.year}`);
  }

  /** Puts the marks of the part in the place of those it had, and of earlier years' that nothing needs any more. */
  async store(rows: readonly OktoberRad[]): Promise<void> {
    await this.remove();
    const numbers = await this.numbersOf(rows);
    const marks: { readonly mark: string; readonly person: string }[] = [];
    for (const row of rows) {
      const number = numbers.get(row.personId);
      if (number === undefined) continue;
      const said = ['', ...answersOf(row)].map((answer) => this.mark(number, answer).toString('hex'));
      marks.push(...said.map((mark) => ({ mark, person: row.personId })));
    }
    const { kommunCode, namndId, year } = this.scope;
    await this.session.query(
      `insert into statistics.october_marks (kommun_code, year, namnd_id, mark, person_id)
       select $1, $2, $3, decode(mark, 'hex'), person from unnest($4::text[], $5::text[]) as given (mark, person)`,
      [kommunCode, year, namndId, marks.map(({ mark }) => mark), marks.map(({ person }) => person)],
    );
  }

  async remove(): Promise<void> {
    const { kommunCode, namndId, year } = this.scope;
    await this.session.query(
      'delete from statistics.october_marks where kommun_code = $1 and namnd_id = $2 and year <= $3',
      [kommunCode, namndId, year],
    );
  }

  /** The nämnder whose parts are marked. */
  async namnder(): Promise<string[]> {
    const { kommunCode, year } = this.scope;
    const rows = await this.session.query<{ id: string }>(
      'select distinct namnd_id as id from statistics.october_marks where kommun_code = $1 and year = $2',
      [kommunCode, year],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * The own rows' persons in the parts of the other nämnder, with what stands
   * there: four statements. Asked about are those of the approved part alone:
   * whoever came later would be a question and no report.
   */
  async compare(rows: readonly OktoberRad[], others: readonly string[]): Promise<SharedPersons> {
    if (others.length === 0 || rows.length === 0) return { elsewhere: new Map() };
    const numbers = await this.numbersOf(rows);
    const personOfMark = new Map<string, string>();
    for (const [personId, number] of numbers)
      personOfMark.set(this.mark(number, '').toString('hex'), personId);
    const approved = await this.find([...personOfMark.keys()], [this.scope.namndId]);
    const found = await this.find(
      approved.map(({ mark }) => mark.toString('hex')),
      others,
    );
    const held = await this.answersHeld(found, numbers, personOfMark, others);
    const elsewhere = new Map<string, OtherPart[]>();
    for (const { namndId, mark, personId: theirs } of found) {
      const personId = personOfMark.get(mark.toString('hex'))!;
      const says = (answer: string) =>
        held.has(`${namndId} ${this.mark(numbers.get(personId)!, answer).toString('hex')}`);
      const said = {
        columns: columns.filter(says),
        personkrets: personkretsar.find(says) ?? null,
        boendekommun: kommunCodes.find(says) ?? null,
      };
      const parts = elsewhere.get(personId) ?? [];
      elsewhere.set(personId, [...parts, { namndId, personId: theirs, ...said }]);
    }
    return { elsewhere };
  }

  private async answersHeld(
    found: readonly MarkRow[],
    numbers: ReadonlyMap<string, string>,
    personOfMark: ReadonlyMap<string, string>,
    others: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const shared = new Set(found.map(({ mark }) => personOfMark.get(mark.toString('hex'))!));
    const asked = [...shared].flatMap((personId) =>
      answers.map((answer) => this.mark(numbers.get(personId)!, answer).toString('hex')),
    );
    const rows = await this.find(asked, others);
    return new Set(rows.map(({ namndId, mark }) => `${namndId} ${mark.toString('hex')}`));
  }

  private find(marks: readonly string[], namndIds: readonly string[]): Promise<MarkRow[]> {
    const { kommunCode, year } = this.scope;
    return this.session.query(
      `select marked.namnd_id as "namndId", marked.mark, marked.person_id as "personId"
         from statistics.october_marks marked
         join unnest($3::text[]) as asked on marked.mark = decode(asked, 'hex')
        where marked.kommun_code = $1 and marked.year = $2 and marked.namnd_id = any ($4)
        order by 1, 3`,
      [kommunCode, year, marks, namndIds],
    );
  }

  /** The persons' own numbers, opened in memory alone; who has none, or a local one, cannot be compared. */
  private async numbersOf(rows: readonly OktoberRad[]): Promise<ReadonlyMap<string, string>> {
    const { kommunCode, namndId } = this.scope;
    const ciphers = await this.session.query<{ id: string; cipher: Buffer }>(
      `select person.id, person.personnummer_cipher as cipher from cases.persons person
        where person.kommun_code = $1 and person.id = any ($2) and person.personnummer_cipher is not null
          and person.id_type in ('PERSONNUMMER', 'SAMORDNINGSNUMMER')`,
      [kommunCode, rows.map(({ personId }) => personId)],
    );
    await this.keyRing.load([namndId]);
    const keys = this.keyRing.namndKeys(namndId);
    return new Map(
      ciphers.map(({ id, cipher }) => [id, keys.decrypt('cases.persons', id, 'personnummer_cipher', cipher)]),
    );
  }

  private mark(number: string, answer: string): Buffer {
    return createHmac('sha256', this.key).update(`${number}\0${answer}`).digest();
  }
}

function answersOf({ columns: said, personkrets, boendekommun }: OktoberRad): string[] {
  return [...said, personkrets, boendekommun].filter((answer) => answer !== null);
}
