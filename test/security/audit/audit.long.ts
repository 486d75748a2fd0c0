import { afterAll, beforeAll, expect, it } from 'vitest';
import { SealedLog } from './sealed-log.js';
import { expectFound, seededChance, tampers } from './tampering.js';

let log: SealedLog;
beforeAll(async () => {
  log = await SealedLog.open();
});
afterAll(() => log?.close());

it('finds each of 1,000 random tampers, and where it is', async () => {
  for (const count of [60, 5, 90, 1]) {
    await log.add(count);
    await log.sealer.flush();
  }
  await log.keep();
  const chance = seededChance(20_261_122);
  for (let round = 0; round < 1_000; round++) {
    await expectFound(tampers[chance(tampers.length)]!, log, chance);
  }
  expect(await log.verify()).toMatchObject({ isWhole: true, entries: 156 });
});

it('verifies a million entries in less than 30 seconds', async () => {
  await log.add(1_000_000, '2026-09-29');
  const sealing = performance.now();
  await log.sealer.flush();
  const verifying = performance.now();
  const verdict = await log.verify();
  const seconds = (from: number, to: number) => `${((to - from) / 1_000).toFixed(1)} s`;
  console.log(
    `1,000,000 entries: sealed in ${seconds(sealing, verifying)}, verified in ${seconds(verifying, performance.now())}`,
  );
  expect(verdict).toMatchObject({ isWhole: true, entries: 1_000_156 });
  expect(performance.now() - verifying).toBeLessThan(30_000);
});
