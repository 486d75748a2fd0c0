import type { Client } from 'pg';
import { expect } from 'vitest';
import type { LogVerdict } from '../../../subgraphs/kit/src/index.js';
import type { SealedLog } from './sealed-log.js';

/** Chance that is the same in every run. */
export function seededChance(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One way to tamper with the log, as somebody who may do everything in the database. */
export interface Tamper {
  readonly name: string;
  /** Does it and gives what the verdict must name: a fault and where it is. */
  readonly act: (
    owner: Client,
    chance: (below: number) => number,
  ) => Promise<Partial<LogVerdict['faults'][number]>[]>;
}

interface Place {
  readonly id: string;
  readonly namndId: string;
  readonly month: string;
  readonly position: number;
}

async function anyEntry(owner: Client, chance: (below: number) => number): Promise<Place> {
  const { rows } = await owner.query<Place>(
    `select id::text, namnd_id as "namndId", month::text, (first_position + place - 1)::int as position
       from audit.seals, unnest(entry_ids) with ordinality as entry (id, place)
      order by namnd_id, month, 4`,
  );
  return rows[chance(rows.length)]!;
}

const at = (kind: string, { namndId, month, position }: Place) =>
  ({ kind, namndId, month, position }) as never;

const edits = [
  `subject = subject || 'x'`,
  `ids = array['2080-0']`,
  `ids = ids || array['2080-1']`,
  `fields = array[]::text[]`,
  `fields = array[array_to_string(fields, ',')]`,
  `purpose = 'UPPFOLJNING'`,
  `ground = 'AGREEMENT'`,
  `at = at + interval '1 microsecond'`,
  `operation_name = ''`,
  `role = 'chef'`,
  `issuer = 'https://other.example'`,
  `entity = 'Case'`,
  `uppdrag_id = '00000000-0000-4000-8000-000000000000'`,
  `kommun_code = '2081'`,
];

/** Columns of an entry but its id and what tells its partition. */
const content =
  'operation_id, operation_name, issuer, subject, role, purpose, ground, uppdrag_id, entity, ids, fields';

export const tampers: readonly Tamper[] = [
  {
    name: 'an edit',
    act: async (owner, chance) => {
      const place = await anyEntry(owner, chance);
      await owner.query(`update audit.entries set ${edits[chance(edits.length)]} where id = $1`, [place.id]);
      return [at('CHANGED', place)];
    },
  },
  {
    name: 'a deletion',
    act: async (owner, chance) => {
      const place = await anyEntry(owner, chance);
      await owner.query('delete from audit.entries where id = $1', [place.id]);
      return [at('DELETED', place)];
    },
  },
  {
    name: 'an insertion',
    act: async (owner, chance) => {
      const { id, namndId, month } = await anyEntry(owner, chance);
      const isNewTransaction = chance(2) === 0;
      await owner.query(
        `insert into audit.entries (kommun_code, namnd_id, at, xid, ${content})
         select kommun_code, namnd_id, at, ${isNewTransaction ? 'pg_current_xact_id()' : 'xid'}, ${content}
           from audit.entries where id = $1`,
        [id],
      );
      return [{ kind: 'INSERTED', namndId, month }];
    },
  },
  {
    name: 'a swap of contents',
    act: async (owner, chance) => {
      const one = await anyEntry(owner, chance);
      let other = await anyEntry(owner, chance);
      while (other.id === one.id) other = await anyEntry(owner, chance);
      const columns = content.split(', ').map((name) => `${name} = other.${name}`);
      await owner.query(
        `update audit.entries entry set ${columns.join(', ')} from audit.entries other
          where (entry.id, other.id) in (($1, $2), ($2, $1))`,
        [one.id, other.id],
      );
      return [at('CHANGED', one), at('CHANGED', other)];
    },
  },
  {
    name: 'another id',
    act: async (owner, chance) => {
      const one = await anyEntry(owner, chance);
      const { rows } = await owner.query<{ free: string }>(`select max(id) + 1 as free from audit.entries`);
      await owner.query('update audit.entries set id = $2 where id = $1', [one.id, rows[0]?.free]);
      return [at('DELETED', one)];
    },
  },
  {
    name: 'a cut older than the last checkpoint',
    act: async (owner, chance) => {
      const { namndId, month, position } = await anyEntry(owner, chance);
      // Whoever knows how it works takes entries, seals and the note of the checkpoint away together.
      const { rows } = await owner.query<{ entry_ids: string[]; first: number }>(
        `delete from audit.seals where namnd_id = $1 and month = $2
            and number >= (select min(number) from audit.seals where namnd_id = $1 and month = $2
                              and first_position + cardinality(entry_ids) > $3)
         returning entry_ids, first_position::int as first`,
        [namndId, month, position],
      );
      await owner.query('delete from audit.entries where id = any ($1::bigint[])', [
        rows.flatMap((row) => row.entry_ids),
      ]);
      await owner.query('delete from audit.checkpoints');
      return [{ kind: 'CUT', namndId, month, position: Math.min(...rows.map((row) => row.first)) }];
    },
  },
  {
    name: 'another seal',
    act: async (owner, chance) => {
      const place = await anyEntry(owner, chance);
      await owner.query(
        `update audit.seals set digests = set_byte(digests, (32 * ($3 - first_position))::int,
                                                  255 - get_byte(digests, (32 * ($3 - first_position))::int))
          where namnd_id = $1 and month = $2 and $3 between first_position and first_position + cardinality(entry_ids) - 1`,
        [place.namndId, place.month, place.position],
      );
      return [{ kind: 'SEAL_BROKEN', namndId: place.namndId, month: place.month }];
    },
  },
];

/** Tampers, expects the verdict to name the place, and puts the log back. */
export async function expectFound(
  { act, name }: Tamper,
  log: SealedLog,
  chance: (below: number) => number,
): Promise<void> {
  const expected = await act(log.test.owner, chance);
  const verdict = await log.verify();
  expect(verdict.isWhole, name).toBe(false);
  for (const fault of expected) expect(verdict.faults, name).toContainEqual(expect.objectContaining(fault));
  await log.restore();
}
