import type { OctoberPerson, Personkrets, Sex } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import type { OctoberScope } from './october-scope.js';

/** What facts say of a person. */
export interface PersonFacts {
  readonly personKey: number;
  readonly sex: Sex;
  readonly birthYear: number | null;
  readonly personkrets: Personkrets | null;
}

export interface PersonRecords {
  /** The persons that facts are of, and other records of the same numbers. */
  readonly persons: readonly OctoberPerson[];
}

interface RecordRow {
  readonly id: string;
  readonly numberHash: Buffer | null;
  readonly idType: string;
  readonly personkrets: Personkrets | null;
}

const columns =
  'state.id, state.personnummer_hash as "numberHash", state.id_type as "idType", state.personkrets';

/**
 * The persons with what kind of number they have, by the caller's row rules.
 * Facts join records of one number under the first; the others are given too,
 * so that somebody mends the register.
 */
export async function loadRecordsOfPersons(
  session: Session,
  { kommunCode, namndId }: OctoberScope,
  facts: ReadonlyMap<string, PersonFacts>,
): Promise<PersonRecords> {
  const ids = [...facts.keys()];
  const current = await session.query<RecordRow>(
    `select ${columns} from cases.persons state where state.kommun_code = $1 and state.id = any ($2)`,
    [kommunCode, ids],
  );
  const found = new Set(current.map(({ id }) => id));
  const gone = ids.filter((id) => !found.has(id));
  // Who has left the register since is in its history.
  const earlier = await session.query<RecordRow>(
    `select distinct on (state.id) ${columns} from cases.persons_history state
      where state.kommun_code = $1 and state.id = any ($2) order by state.id, state.known_to desc`,
    [kommunCode, gone],
  );
  const hashes = current.flatMap(({ numberHash, idType }) =>
    numberHash === null || idType === 'RESERVNUMMER' ? [] : [numberHash],
  );
  const twins = await session.query<RecordRow>(
    `select ${columns} from cases.persons state
      where state.kommun_code = $1 and state.personnummer_hash = any ($2) and state.namnd_id = $3
        and not state.id = any ($4)`,
    [kommunCode, hashes, namndId, ids],
  );
  const rows = new Map([...current, ...earlier].map((row) => [row.id, row]));
  const own = [...facts].map(([id, fact]) => personOf(id, fact, rows.get(id)));
  const ofNumber = new Map(own.map((person) => [person.numberMark, person]));
  return {
    persons: [
      ...own,
      ...twins.flatMap(({ id, numberHash, personkrets }) => {
        const same = ofNumber.get(numberHash?.toString('hex') ?? '');
        return same === undefined ? [] : [{ ...same, id, personkrets }];
      }),
    ],
  };
}

function personOf(
  id: string,
  { sex, birthYear, personkrets }: PersonFacts,
  row: RecordRow | undefined,
): OctoberPerson {
  return {
    ...{ id, sex, birthYear, personkrets },
    numberMark: row?.numberHash?.toString('hex') ?? null,
    idType: row?.idType ?? 'SAKNAS',
  };
}
