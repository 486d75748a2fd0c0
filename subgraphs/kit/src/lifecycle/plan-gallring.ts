import {
  birthDayOfNumber,
  type GallringExemption,
  gallringTerm,
  isDueForGallring,
  type RecordKind,
} from '@kommunhub/schema';
import type { Client } from 'pg';
import { modelColumns } from '../ingest/merge.js';
import type { TableSpec } from '../ingest/table-spec.js';
import type { NamndKeys } from '../keys/namnd-keys.js';
import { type Dependent, dependentsOf } from './dependents.js';

/** What of a kind's rows counts as a note, as SQL over the table's own columns. */
export interface KindNotes {
  readonly kind: RecordKind;
  /** Date of the latest note; may be null. */
  readonly lastOn: string;
  /** Whether something goes on. */
  readonly isOpen: string;
  /** Whether it keeps all of the person's data from being deleted (LSS 9 § 8). */
  readonly isChildHousing: string;
}

/** How the job reads the model: specifications in the order of references, notes, and the person's number. */
export interface GallringModel {
  readonly specs: readonly TableSpec[];
  readonly notes: readonly KindNotes[];
  readonly number: { readonly cipher: string; readonly hash: string };
}

/** One person of the nämnd, who may stand in several sources and kommuner. */
export interface DuePerson {
  readonly ids: readonly string[];
  readonly dueOn: string;
  readonly doneBy: string;
  readonly exemption: GallringExemption | null;
}

interface FoundPerson {
  readonly persons: readonly string[];
  readonly last_on: string;
  readonly is_open: boolean;
  readonly has_child_housing: boolean;
  readonly cipher: Buffer | null;
}

/**
 * Finds everybody whose data are due on the day. To be called in a transaction
 * of the nämnd. All that is kept on a person counts, whatever source and
 * kommun of the nämnd it stands in: while anything remains nothing is due.
 */
export async function planGallring(
  connection: Client,
  keys: NamndKeys,
  model: GallringModel,
  today: string,
): Promise<DuePerson[]> {
  const { rows } = await connection.query<FoundPerson>(personsWithNotes(model), [today]);
  return rows.flatMap((found) => {
    const [first] = found.persons;
    const person = model.specs.find(({ kind }) => kind === 'person')!;
    const number =
      found.cipher === null ? null : keys.decrypt(person.table, first!, model.number.cipher, found.cipher);
    const kommunCodes = found.persons.map((id) => id.slice(0, 4));
    const terms = kommunCodes.map((kommunCode) =>
      gallringTerm({
        lastNoteOn: found.is_open ? null : found.last_on,
        hasChildHousing: found.has_child_housing,
        kommunCode,
        birthDay: birthDayOfNumber(number),
      }),
    );
    const term = terms.find((one) => one?.exemption != null) ?? terms[0] ?? null;
    return isDueForGallring(term, today) ? [{ ids: found.persons, ...term }] : [];
  });
}

function personsWithNotes({ specs, notes, number }: GallringModel): string {
  const person = specs.find(({ kind }) => kind === 'person')!;
  const dependents = dependentsOf(specs, 'person');
  const told = notes.map(
    ({ kind, lastOn, isOpen, isChildHousing }) =>
      // What the source has taken away does not go on; if it did until then, that was the last of it.
      `select kommun_code, person, gone_at is null and (${isOpen}) as is_open, ${isChildHousing} as has_child_housing,
              greatest(${lastOn}, case when ${isOpen} then gone_at::date end) as last_on
         from (${traced(kind, person, dependents)}) as record`,
  );
  return `
    with note as (${told.join(' union all ')})
    select array_agg(distinct person.id order by person.id) as persons,
           -- What the hub alone knows of: a person without any note is as old as our knowledge.
           max(coalesce(note.last_on, person.known_from::date))::text as last_on,
           coalesce(bool_or(note.is_open), false) as is_open,
           coalesce(bool_or(note.has_child_housing), false) as has_child_housing,
           (array_agg(person.${number.cipher} order by person.id))[1] as cipher
      from (${everKnown(person)}) person
      left join note on note.kommun_code = person.kommun_code and note.person = person.id
     group by coalesce(encode(person.${number.hash}, 'hex'), person.id)
    having max(coalesce(note.last_on, person.known_from::date)) < $1::date and not coalesce(bool_or(note.is_open), false)
     order by 1`;
}

/** SQL of a kind's rows with the id of the person they hang on. */
function traced(kind: RecordKind, person: TableSpec, dependents: readonly Dependent[]): string {
  if (kind === 'person') return `select known.id as person, known.* from (${everKnown(person)}) known`;
  const found = dependents.find(({ spec }) => spec.kind === kind);
  if (found === undefined) throw new Error(`Records of ${kind} do not hang on a person.`);
  const { spec, column, of } = found;
  return `select through.person, own.* from (${everKnown(spec)}) own
    join (${traced(of, person, dependents)}) through
      on through.kommun_code = own.kommun_code and through.id = own.${column}`;
}

/** SQL of a table's rows with, of those that the source has taken away, the last state that the history holds. */
function everKnown(spec: TableSpec): string {
  const { table } = spec;
  const columns = modelColumns(spec).join(', ');
  return `select ${columns}, null::timestamptz as gone_at from ${table}
    union all (select distinct on (kommun_code, id) ${columns}, known_to as gone_at from ${table}_history former
      where not exists (select from ${table} current where current.kommun_code = former.kommun_code and current.id = former.id)
      order by kommun_code, id, known_to desc)`;
}
