import { parsePeriod, roles, statisticTableById } from '@kommunhub/schema';
import { createStatisticsSubgraph } from '@kommunhub/statistics';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BuiltWorld, buildsAt, openBuiltWorld } from '../../support/built-world.js';
import { aCaller } from '../../support/callers.js';

/** Written by hand from `domain.md` 6.4 and apart from the policy. */
const readsReleased = [
  'handlaggare',
  'sjuklonehandlaggare',
  'chef',
  'kvalitet',
  'namnd',
  'revisor',
  'it',
  'region',
  'bi',
  'dataskyddsombud',
];
const readsOwn = ['handlaggare', 'sjuklonehandlaggare', 'chef', 'kvalitet', 'namnd', 'it'];

const questions: readonly (readonly [field: string, query: string, allowed: readonly string[]])[] = [
  ['statisticTables', '{ statisticTables { id } }', readsReleased],
  ['releases', '{ releases { id } }', readsReleased],
  ['statistics', '{ statistics(table: "tjanster") { cells { value } } }', readsReleased],
  ['ownStatistics', '{ ownStatistics(table: "insatser", period: "2025") { cells { value } } }', readsOwn],
];

let built: BuiltWorld;
beforeAll(async () => {
  built = await openBuiltWorld();
  const builder = await built.builder();
  await builder.build({ table: statisticTableById('tjanster')!, period: parsePeriod('2025')! });
});
afterAll(() => built?.drop());

it.each(questions)(
  '%s is answered for the roles that have it and for no other, whatever the purpose',
  async (_field, query, allowed) => {
    const { database, keyRing } = built.world.test;
    const services = {
      database,
      keyRing,
      clock: () => buildsAt,
      onUnexpectedError: (_: string, error: unknown) => console.error(error),
    };
    const subgraph = createStatisticsSubgraph();
    for (const role of roles) {
      for (const purpose of ['HANDLAGGNING', 'STATISTIK', null] as const) {
        const caller = aCaller({ role, purpose, grants: [] });
        const { errors } = await subgraph.execute({ document: parse(query), caller, services });
        const codes = (errors ?? []).map(({ extensions }) => extensions.code);
        expect([role, codes]).toEqual([role, allowed.includes(role) ? [] : ['FORBIDDEN']]);
      }
    }
  },
);
