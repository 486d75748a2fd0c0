import { createHash } from 'node:crypto';
import {
  type CalendarDate,
  containsPersonnummer,
  type Place,
  type RawRow,
  type SourceDescription,
  type SourceRow,
  validateRecord,
} from '@kommunhub/schema';
import { searchedRows } from '../connector/match-header.js';
import { swedishRemedy } from '../faults/remedies.js';
import { swedishKinds } from '../reports/swedish-words.js';
import { printPlaceOf, type Verdicts } from './claims.js';
import { KeyLedger } from './key-ledger.js';

const keptRows = 200;

const marked = 1000;

/** A fingerprint of rows in their order, with marks on the way for readings that end at different rows. */
export class RowDigest {
  readonly #hash = createHash('sha256');
  readonly #marks: string[] = [];
  rows = 0;

  add(row: SourceRow): void {
    this.rows += 1;
    this.#hash.update(JSON.stringify(row)).update('\n');
    if (this.rows % marked === 0) this.#marks.push(this.#hash.copy().digest('hex'));
  }

  /** How many rows both have until their last common mark, and whether they are the same until there. */
  compare(other: RowDigest): { readonly rows: number; readonly isSame: boolean } {
    if (this.rows === other.rows) return { rows: this.rows, isSame: this.#value() === other.#value() };
    const marks = Math.min(this.#marks.length, other.#marks.length);
    const isSame = marks > 0 && this.#marks[marks - 1] === other.#marks[marks - 1];
    return { rows: marks * marked, isSame };
  }

  #value(): string {
    return this.#hash.copy().digest('hex');
  }
}

/** Looks at each row of a reading and holds it against the claims; keeps no more than a few rows. */
export class ReadingWitness {
  readonly digest = new RowDigest();
  readonly ledger = new KeyLedger();
  /** The first rows that can be mapped again. */
  readonly kept: { readonly raw: RawRow; readonly row: SourceRow }[] = [];
  quarantined = 0;
  #place: Place | null = null;

  constructor(
    private readonly verdicts: Verdicts,
    private readonly source: SourceDescription,
    private readonly today: CalendarDate,
  ) {
    for (const claim of ['PLACES', 'FATES', 'RECORDS', 'KOMMUNER', 'CASE_NUMBERS', 'KEYS'] as const)
      verdicts.note(claim);
  }

  see(row: SourceRow): void {
    this.digest.add(row);
    this.#seePlace(row.place);
    if (row.fate === 'quarantined') this.#seeFaults(row);
    if (row.fate === 'used') this.#seeRecords(row);
    if (row.fate !== 'skipped' && row.table !== undefined && this.kept.length < keptRows)
      this.kept.push({ raw: { table: row.table, place: row.place, raw: row.raw }, row });
  }

  #seePlace(place: Place): void {
    const { file, sheet, row } = place;
    const before = this.#place;
    this.#place = place;
    const at = printPlaceOf(place);
    if (file === '' || !Number.isSafeInteger(row) || row < 1)
      this.verdicts.break('PLACES', at, 'raden har ingen plats');
    if (before === null || before.file !== file || before.sheet !== sheet) {
      if (containsPersonnummer(`${file} ${sheet ?? ''}`, this.today))
        this.verdicts.break(
          'PUBLIC_NAMES',
          '',
          'namnet på en fil eller ett blad innehåller ett personnummer',
        );
    } else if (row === before.row || (row < before.row && row > searchedRows + 1)) {
      // Two tables of one sheet are read one after the other, each from below the header.
      this.verdicts.break('PLACES', at, 'raden kommer efter en med samma eller högre nummer');
    }
  }

  #seeFaults({ place, faults }: Extract<SourceRow, { fate: 'quarantined' }>): void {
    this.quarantined += 1;
    if (faults.length === 0)
      this.verdicts.break('FATES', printPlaceOf(place), 'raden är i karantän utan skäl');
    for (const { column, remedy } of faults) {
      // A remedy of the kit is a fixed sentence, so it repeats nothing of the row.
      if (swedishRemedy(remedy) === remedy)
        this.verdicts.break(
          'FATES',
          printPlaceOf(place, column),
          'felet har ingen svensk mening i faults/remedies.ts',
        );
    }
  }

  #seeRecords({ place, records }: Extract<SourceRow, { fate: 'used' }>): void {
    const at = printPlaceOf(place);
    for (const record of records) {
      const checked = validateRecord(record, this.today);
      if (checked.kind === 'rejected')
        for (const { path } of checked.faults)
          this.verdicts.break(
            'RECORDS',
            at,
            `${swedishKinds[record.kind]}: fältet ${path} följer inte modellen`,
          );
      if (!this.source.kommunCodes.includes(record.kommunCode))
        this.verdicts.break(
          'KOMMUNER',
          at,
          `${swedishKinds[record.kind]}: kommunen står inte under kommuner`,
        );
      if (record.kind === 'case' && containsPersonnummer(record.caseNumber, this.today))
        this.verdicts.break('CASE_NUMBERS', at, 'ärendenumret innehåller ett personnummer');
      if (!this.ledger.add(record, place))
        this.verdicts.break(
          'KEYS',
          at,
          `${swedishKinds[record.kind]}: samma id har stått med annat innehåll`,
        );
    }
  }
}
