import type { RecordKind } from '@kommunhub/schema';
import {
  type BuilderOptions,
  type HubKnowledge,
  ReleaseBuilder,
  type SourceStanding,
} from '@kommunhub/statistics';
import { Client } from 'pg';
import { columnParsers } from '../../subgraphs/kit/src/index.js';
import { openReleasedWorld, type ReleasedWorld } from './released-world.js';

/** The moment at which releases of these tests are made: all of 2025 and three quarters of 2026 are over. */
export const buildsAt = new Date('2026-10-15T04:00:00Z');

const kinds: readonly RecordKind[] = ['case', 'decision', 'execution', 'followUp', 'staff'];

export function aStanding(
  namndId: string,
  kommunCodes: readonly string[],
  changes: Partial<SourceStanding> = {},
): SourceStanding {
  return { namndId, kommunCodes, kinds, state: 'OK', asOf: '2026-10-14T22:00:00.000Z', ...changes };
}

/** How many persons of each kommun are given something. */
export const peopleOf: Readonly<Record<string, number>> = {
  ...{ '2080': 140, '2081': 110, '2082': 25, '2061': 22, '2083': 40, '2084': 60, '2029': 30, '2026': 16 },
  ...{ '2021': 7, '2062': 45, '2034': 14, '2039': 12 },
};
const ofJoint = ['2062', '2034', '2039'];

/** Four områden in the joint work, a gemensam nämnd outside it, a kommun that only counts, a region, and two that send nothing. */
export function someKnowledge(): HubKnowledge {
  const omraden = { '2080': 'Område 4', '2081': 'Område 1', '2082': 'Område 1', '2061': 'Område 2' };
  const more = {
    '2083': 'Område 2',
    '2084': 'Område 2',
    '2029': 'Område 3',
    '2026': 'Område 3',
    '2021': 'Område 3',
  };
  const all = new Map(Object.entries({ ...omraden, ...more }));
  const alone = Object.keys(peopleOf).filter((code) => !ofJoint.includes(code));
  return {
    sources: [
      ...alone.map((code) => aStanding(`${code}-LSS`, [code])),
      aStanding('2062-LSS', ofJoint),
      aStanding('2031-LSS', ['2031'], { kinds: ['insatsCount'] }),
      aStanding('0020-HAB', ['0020'], { kinds: ['insatsCount'] }),
    ],
    sharedNamnder: [ofJoint],
    agreements: [...all.keys()]
      .filter((code) => code !== '2080')
      .map((homeKommunCode) => ({ homeKommunCode, performingKommunCode: '2080' })),
    participating: new Set(all.keys()),
    omraden: all,
  };
}

/** Facts of invented persons, written past the delivery; the same in every run. */
export async function inventFacts(world: ReleasedWorld): Promise<void> {
  const { owner } = world.test;
  for (const [place, [code, count]] of Object.entries(peopleOf).entries()) {
    const namnd = ofJoint.includes(code) ? '2062-LSS' : `${code}-LSS`;
    await owner.query(
      `create temp table people as
         select number, ($3::int + 1) * 100000 + number as key, abs(hashtext($1 || number)) as chance,
                abs(hashtext('more' || $1 || number)) as other
           from generate_series(1, $2::int) as number`,
      [code, count, place],
    );
    const person = `key, (array['KVINNA', 'MAN'])[1 + chance % 2], 1940 + chance % 80,
      (array['P1', 'P2', 'P3', 'OKAND'])[1 + (chance / 7) % 4]`;
    const head = `'${code}', '${namnd}', timestamptz '2026-10-01'`;
    const insats = (chance: string) =>
      `(array['LSS_9_2','LSS_9_3','LSS_9_4','LSS_9_5','LSS_9_6','LSS_9_7','LSS_9_8','LSS_9_9','LSS_9_10','LSS_9_10'])[1 + ${chance} % 10]`;
    const from = `date '2023-01-01' + (other % 1200)`;
    for (const chance of ['(chance / 3)', '(other / 11)']) {
      await owner.query(`
        insert into statistics.insats_facts (kommun_code, namnd_id, known_from, decision_key, person_key, sex,
            birth_year, personkrets, insats, from_on, to_on, is_external)
        select ${head}, key, ${person}, ${insats(chance)}, ${from},
               case when other % 5 = 0 then ${from} + 500 end, other % 6 = 0 from people`);
    }
    await owner.query(`
      insert into statistics.decision_facts (kommun_code, namnd_id, known_from, key, case_key, person_key, sex,
          birth_year, personkrets, insats, outcome, decided_on, applied_on, days_from_applied)
      select ${head}, key, key, ${person}, ${insats('other')},
             (array['BIFALL','BIFALL','BIFALL','DELVIS_BIFALL','AVSLAG','AVSKRIVNING'])[1 + chance % 6], ${from},
             case when other % 4 > 0 then ${from} - (chance % 120) end, case when other % 4 > 0 then chance % 120 end
        from people;
      insert into statistics.case_facts (kommun_code, namnd_id, known_from, key, person_key, sex, birth_year,
          personkrets, law, opened_on, closed_on)
      select ${head}, key, ${person}, case when other % 9 = 0 then 'SOL' else 'LSS' end, ${from} - 30,
             case when other % 5 = 0 then ${from} + 600 end from people;
      insert into statistics.waiting_facts (kommun_code, namnd_id, known_from, decision_key, person_key, sex,
          birth_year, personkrets, insats, decided_on, since_on, until_on, is_interruption)
      select ${head}, key, ${person}, ${insats('other')}, ${from}, ${from}, ${from} + chance % 400, false
        from people where chance % 2 = 0;
      insert into statistics.follow_up_facts (kommun_code, namnd_id, known_from, key, decision_key, person_key, sex,
          birth_year, personkrets, insats, planned_on, done_on, is_long_term)
      select ${head}, key, key, ${person}, ${insats('other')}, ${from} + 300, ${from} + 310, true from people;
      insert into statistics.claim_facts (kommun_code, namnd_id, known_from, key, person_key, application_date,
          decided_on, outcome, requested, granted, sick_days, status)
      select ${head}, key, key, ${from}, ${from} + 20, case when chance % 5 = 0 then 'AVSLAG' else 'BIFALL' end,
             (chance % 90000) / 7.0, case when chance % 5 > 0 then (chance % 80000) / 9.0 end, 1 + chance % 14, 'BESLUTAD'
        from people;
      insert into statistics.staff_facts (kommun_code, namnd_id, known_from, key, befattning, active_from)
      select ${head}, key, 'LSS_HANDLAGGARE', date '2020-01-01' from people where number % 20 = 1;
      insert into statistics.staffing_facts (kommun_code, namnd_id, known_from, fte)
      values (${head}, ${count} / 20.0 + 0.25);
      drop table people`);
  }
  await owner.query(`
    insert into statistics.count_facts (kommun_code, namnd_id, known_from, insats, sex, counted_on, count)
    select '2031', '2031-LSS', timestamptz '2026-10-01', insats, null, day, 9 + n
      from (values ('LSS_9_9', 1), ('LSS_9_10', 17), ('LSS_9_4', -6)) as counted (insats, n),
           (values (date '2025-10-01'), (date '2026-01-01'), (date '2026-04-01'), (date '2026-07-01')) as days (day);
    insert into statistics.count_facts (kommun_code, namnd_id, known_from, insats, sex, counted_on, count)
    select '0020', '0020-HAB', timestamptz '2026-10-01', 'LSS_9_1', sex, day, n
      from (values ('KVINNA', 31), ('MAN', 44)) as counted (sex, n), (values (date '2025-10-01'), (date '2026-07-01')) as days (day)`);
}

/** A database with the invented facts, and builders of releases over it. */
export class BuiltWorld {
  private readonly connections: Client[] = [];

  constructor(readonly world: ReleasedWorld) {}

  /** A builder with a connection of its own, as the hub has it. */
  async builder(
    changes: Partial<BuilderOptions> & { readonly known?: HubKnowledge } = {},
  ): Promise<ReleaseBuilder> {
    const connection = new Client({
      connectionString: this.world.test.urls.statistics,
      types: columnParsers,
    });
    connection.on('error', () => undefined);
    await connection.connect();
    this.connections.push(connection);
    const { known = someKnowledge(), ...options } = changes;
    return new ReleaseBuilder({
      run: async <Row>(sql: string, parameters: readonly unknown[]) =>
        (await connection.query(sql, [...parameters])).rows as Row[],
      knowledge: { on: async () => known },
      ...{ clock: () => buildsAt, threshold: 5, releaseDay: 15 },
      ...options,
    });
  }

  /** Builds everything that is due. */
  async buildDue(builder: ReleaseBuilder): Promise<void> {
    for (const due of await builder.due()) await builder.build(due);
  }

  async drop(): Promise<void> {
    await Promise.all(this.connections.map((connection) => connection.end()));
    await this.world.drop();
  }
}

export async function openBuiltWorld(): Promise<BuiltWorld> {
  const world = await openReleasedWorld();
  await inventFacts(world);
  return new BuiltWorld(world);
}
