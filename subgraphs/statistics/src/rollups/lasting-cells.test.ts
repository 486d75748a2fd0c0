import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFactWorld } from '../../../../test/statistics/fact-world.js';
import type { World } from '../../../../test/support/two-namnder.js';
import { cellsOf } from '../facts/count-cells.js';
import { unitsOver } from '../facts/unit-rows.js';
import { lastingCells } from './lasting-cells.js';

let world: World;
beforeAll(async () => {
  world = await openFactWorld();
});
afterAll(() => world?.drop());

/** Days since the end of 2022, none of them the same as another. */
const days = fc.uniqueArray(fc.nat(1500), { minLength: 1, maxLength: 40 });
const people = fc.array(
  fc.record({
    /** By place, so that all facts of a person say the same of it. */
    person: fc.nat(11),
    insats: fc.constantFrom('LSS_9_1', 'LSS_9_2', 'LSS_9_3', 'SOL_HEMTJANST'),
    law: fc.constantFrom('LSS', 'SOL'),
    from: fc.integer({ min: -400, max: 1600 }),
    to: fc.option(fc.integer({ min: -400, max: 1600 }), { nil: null }),
    isExternal: fc.boolean(),
    isCurrent: fc.boolean(),
  }),
  { maxLength: 60 },
);
const counts = fc.array(
  fc.record({ insats: fc.constantFrom('LSS_9_3', 'LSS_9_10'), day: fc.nat(1500), count: fc.nat(9) }),
  { maxLength: 8 },
);

it('counts on many days at once what is counted on each for itself', async () => {
  const property = fc.asyncProperty(
    days,
    people,
    counts,
    fc.constantFrom(null, '2081'),
    async (asked, facts, counted, kommun) => {
      await store(facts, counted, kommun ?? '2080');
      const labels = asked.map(
        (day) => `('${day} days', date '2022-12-31' + ${day}, date '2022-12-31' + ${day})`,
      );
      const relation = `(values ${labels.join(', ')}) as asked (label, first_on, last_on)`;
      for (const table of ['insatser', 'personer', 'arendemangd', 'ej_verkstallda'] as const) {
        const atOnce = await cells(lastingCells(table, relation, {})!);
        expect(atOnce).toEqual(await cells(cellsOf(table, unitsOver(table, relation, {}))));
      }
    },
  );
  await fc.assert(property, { numRuns: 30 });
}, 60_000);

it('says nothing of what happens on one day', () => {
  expect(lastingCells('beslut', 'asked', {})).toBeNull();
});

type Facts = typeof people extends fc.Arbitrary<infer Value> ? Value : never;
type Counts = typeof counts extends fc.Arbitrary<infer Value> ? Value : never;

async function store(facts: Facts, counted: Counts, kommunOfCounts: string): Promise<void> {
  const { owner } = world.test;
  await owner.query(
    'truncate statistics.insats_facts, statistics.case_facts, statistics.count_facts, statistics.waiting_facts',
  );
  const given = facts.filter(({ from, to }) => to === null || from <= to);
  await owner.query(
    `insert into statistics.insats_facts (kommun_code, namnd_id, known_from, known_to, decision_key, person_key, sex,
       birth_year, personkrets, insats, from_on, to_on, is_external)
     select '2080', '2080-LSS', '2026-01-01', coalesce(fact.known_to, 'infinity'), 1, person,
            (array['KVINNA', 'MAN', 'OKAND'])[person % 3 + 1], nullif(1955 + person * 6, 1985),
            (array['P1', 'P3', null])[person % 3 + 1], insats, from_on, to_on, is_external
       from (select *, case when not is_current then timestamptz '2026-02-01' end as known_to
               from jsonb_to_recordset($1) as told (person int, insats text, from_on date, to_on date,
                 is_external boolean, is_current boolean)) fact`,
    [JSON.stringify(given.map(toldOf))],
  );
  await owner.query(
    `insert into statistics.case_facts (kommun_code, namnd_id, known_from, key, person_key, sex, birth_year, law, opened_on, closed_on)
     select '2080', '2080-LSS', '2026-01-01', 1, person, 'MAN', nullif(1955 + person * 6, 1985), law, from_on, to_on
       from jsonb_to_recordset($1) as told (person int, law text, from_on date, to_on date)`,
    [JSON.stringify(facts.map(toldOf))],
  );
  await owner.query(
    `insert into statistics.waiting_facts (kommun_code, namnd_id, known_from, decision_key, person_key, sex, insats,
       decided_on, since_on, until_on, is_interruption)
     select '2080', '2080-LSS', '2026-01-01', person * 10 + right(insats, 1)::int, person,
            (array['KVINNA', 'MAN', 'OKAND'])[person % 3 + 1], insats, from_on, from_on, to_on, is_external
       from jsonb_to_recordset($1) as told (person int, insats text, from_on date, to_on date, is_external boolean)
      where insats like 'LSS%'`,
    [JSON.stringify(given.map(toldOf))],
  );
  await owner.query(
    `insert into statistics.count_facts (kommun_code, namnd_id, known_from, insats, sex, counted_on, count)
     select $2, $2 || '-LSS', '2026-01-01', insats, 'KVINNA', date '2022-12-31' + day, count
       from jsonb_to_recordset($1) as told (insats text, day int, count int)`,
    [JSON.stringify(counted), kommunOfCounts],
  );
}

const toldOf = ({ person, insats, law, from, to, isExternal, isCurrent }: Facts[number]) => ({
  ...{ person, insats, law, from_on: dayOf(from), to_on: to === null ? null : dayOf(to) },
  ...{ is_external: isExternal, is_current: isCurrent },
});
const dayOf = (day: number) => new Date(Date.UTC(2022, 11, 31) + day * 86_400_000).toISOString().slice(0, 10);

async function cells(query: string): Promise<unknown[]> {
  const { rows } = await world.test.owner.query(
    `select label, kommun_code, namnd_id, stratum, margin, value, units, persons, total, second_total, known,
            known_persons, median from (${query}) cells
      order by label, kommun_code, namnd_id, stratum, margin, value`,
  );
  return rows;
}
