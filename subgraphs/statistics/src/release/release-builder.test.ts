import { parsePeriod, statisticTableById, type TableId } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltWorld, buildsAt, openBuiltWorld } from '../../../../test/support/built-world.js';
import type { ReleaseBuilder } from './release-builder.js';

let built: BuiltWorld;
let builder: ReleaseBuilder;
beforeAll(async () => {
  built = await openBuiltWorld();
  builder = await built.builder();
  const t = Date.now();
  for (const due of await builder.due()) {
    const t1 = Date.now();
    const reports = await builder.build(due);
    console.log(due.table.id, due.period, Date.now() - t1, JSON.stringify(reports[0]!.levels));
  }
  console.log('all', Date.now() - t);
});
afterAll(() => built?.drop());
it('x', () => {});
