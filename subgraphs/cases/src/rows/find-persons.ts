import type { Session } from '@kommunhub/subgraph-kit';
import { type PersonRow, selectList } from './model-rows.js';

/** By which of the permitted terms a person is looked for (förordning 2001:637, 15 §). */
export type SearchTerm = 'personnummer' | 'name' | 'caseNumber';

/** The term hashed under a nämnd's identity key, with where it is looked for. */
export interface HashedTerm {
  readonly kommunCode: string;
  readonly namndId: string;
  readonly hash: Buffer;
}

/** The most persons that one look-up gives. */
export const MOST_FOUND = 100;

const conditions: Readonly<Record<SearchTerm, string>> = {
  personnummer: 'found.personnummer_hash = wanted.hash',
  name: 'found.name_hash = wanted.hash',
  caseNumber: `found.id in (select by_number.person_id from cases.cases by_number
    where by_number.kommun_code = wanted.kommun_code and by_number.namnd_id = wanted.namnd_id
      and by_number.case_number_hash = wanted.hash)`,
};

/** Persons that fit the term among those that the row rules show, in one statement. */
export function findPersons(
  session: Session,
  term: SearchTerm,
  hashed: readonly HashedTerm[],
): Promise<PersonRow[]> {
  return session.query<PersonRow>(
    `select ${selectList('persons', 'found')}
       from unnest($1::text[], $2::text[], $3::bytea[]) as wanted (kommun_code, namnd_id, hash)
       join cases.persons found on found.kommun_code = wanted.kommun_code
        and found.namnd_id = wanted.namnd_id and ${conditions[term]}
      order by found.id limit ${MOST_FOUND}`,
    [
      hashed.map(({ kommunCode }) => kommunCode),
      hashed.map(({ namndId }) => namndId),
      hashed.map(({ hash }) => hash),
    ],
  );
}
