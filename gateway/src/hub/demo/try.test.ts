import { test } from 'vitest';
import { writeDemo } from './index.js';

test('try', async () => {
  for (const seed of [1, 1, 1]) {
    const t = performance.now();
    const l = await writeDemo(
      {
        sourcesFolder: '/tmp/demo-out/adapters',
        deliveriesFolder: '/tmp/demo-out/deliveries',
        delegationFolder: '/tmp/demo-out/delegation',
      },
      { seed, today: '2026-11-20' },
    );
    console.log(performance.now() - t);
    if (t > 2000) continue;
    console.log(
      JSON.stringify(l.kommuner[0], null, 1),
      JSON.stringify(l.sources[0]),
      JSON.stringify(
        l.kommuner.map((k) => [k.kommunCode, k.persons, k.cases, k.decisions, k.staff, k.grantedNotExecuted]),
      ),
      JSON.stringify(l.orders.map((o) => [o.namndId, o.points, o.missingKinds, o.unmappedPoints])),
    );
  }
});
