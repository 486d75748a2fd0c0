import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadAgreements, loadDelegationOrders } from '../../subgraphs/delegation/src/index.js';
import { registerSource } from '../../subgraphs/kit/src/index.js';
import { aSource } from '../support/small-model.js';
import { openWorld, today, type World } from '../support/two-namnder.js';

const folder = join(import.meta.dirname, 'orders');

/** Files of the five orders, by the name of the kommun. */
export const orderFiles = ['falun', 'gagnef', 'leksand', 'mora', 'sater'] as const;

export function readOrder(name: (typeof orderFiles)[number] | 'agreements'): Promise<string> {
  return readFile(join(folder, `${name}.csv`), 'utf8');
}

export function orderPath(name: (typeof orderFiles)[number] | 'agreements'): string {
  return join(folder, `${name}.csv`);
}

/** The world of two nämnder and three more, with the five orders and their agreements loaded. */
export async function openFiveOrders(options: Parameters<typeof openWorld>[0] = {}): Promise<World> {
  const world = await openWorld(options);
  const { database, keyRing } = world.test;
  for (const [code, id] of [
    ['2029', 'leksand-test'],
    ['2082', 'sater-test'],
  ] as const) {
    const namnd = { id: `${code}-LSS`, name: 'Socialnämnden' };
    await registerSource(database, keyRing, aSource({ id, namnd, kommunCodes: [code] }));
  }
  for (const name of orderFiles) {
    const { faults } = await loadDelegationOrders(database, await readOrder(name), {
      now: new Date(`${today}T12:00:00Z`),
    });
    if (faults.length > 0) throw new Error(`${name}: ${JSON.stringify(faults)}`);
  }
  await loadAgreements(database, await readOrder('agreements'));
  return world;
}
