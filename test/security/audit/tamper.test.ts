import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainNext, chainStart, entryDigest } from '../../../subgraphs/kit/src/audit/entry-digest.js';
import { SealedLog } from './sealed-log.js';
import { expectFound, seededChance, tampers } from './tampering.js';

let log: SealedLog;
beforeAll(async () => {
  log = await SealedLog.open();
  for (const count of [40, 1, 25]) {
    await log.add(count);
    await log.sealer.flush();
  }
  await log.keep();
});
afterAll(() => log?.close());

it('a log that nobody touched is whole', async () => {
  expect(log.failures).toEqual([]);
  expect(await log.verify()).toMatchObject({
    ...{ isWhole: true, chains: 6, entries: 66, waiting: 0, checkpoints: 3, faults: [] },
  });
});

describe.each(tampers)('tampering by $name', (tamper) => {
  it('is found, with nämnd, month and position', async () => {
    const chance = seededChance(tamper.name.length * 7_919);
    for (let round = 0; round < 4; round++) {
      await expectFound(tamper, log, chance);
    }
    expect(await log.verify()).toMatchObject({ isWhole: true });
  });
});

it('whoever recomputes the whole chain is found by what has left the database', async () => {
  const { owner } = log.test;
  const { rows } = await owner.query<{ month: string; ids: string[] }>(
    `select month::text, entry_ids::text[] as ids from audit.seals where namnd_id = '2080-LSS' order by month, number`,
  );
  const month = rows[0]!.month;
  const ids = rows.filter((row) => row.month === month).flatMap((row) => row.ids);
  const digests = Buffer.concat(ids.map((id) => entryDigest(`forged ${id}`)));
  await owner.query(`delete from audit.seals where namnd_id = '2080-LSS' and month = $1`, [month]);
  await owner.query(
    `insert into audit.seals (namnd_id, month, number, first_position, entry_ids, digests, hash)
     values ('2080-LSS', $1, 1, 1, $2, $3, $4)`,
    [month, ids, digests, chainNext(chainStart('2080-LSS', month), 1, digests)],
  );
  const { faults } = await log.verify();
  expect(faults).toContainEqual(expect.objectContaining({ kind: 'SEAL_BROKEN', namndId: '2080-LSS', month }));
  await log.restore();
});

describe('the folder of checkpoints', () => {
  async function withFile(change: (lines: string[]) => string[]) {
    const [name] = await readdir(log.folder.path);
    const file = join(log.folder.path, name!);
    const text = await readFile(file, 'utf8');
    await writeFile(file, change(text.trimEnd().split('\n')).join('\n'));
    const verdict = await log.verify();
    await writeFile(file, text);
    return verdict.faults.map(({ kind, position }) => `${kind} ${position}`);
  }

  it('tells a checkpoint that is missing, changed, or signed by another', async () => {
    expect(await withFile((lines) => lines.slice(0, -1))).toEqual(['CHECKPOINT_BROKEN 3']);
    expect(await withFile((lines) => lines.slice(1))).toContain('CHECKPOINT_BROKEN 2');
    expect(await withFile((lines) => [lines[0]!, lines[2]!])).toContain('CHECKPOINT_BROKEN 3');
    expect(
      await withFile((lines) => lines.map((line) => line.replace('"position":', '"position":1'))),
    ).toContain('CHECKPOINT_BROKEN 1');
    expect(await withFile(() => [])).toContain('CHECKPOINT_BROKEN 1');
  });

  it('bears a line that a crash has cut off', async () => {
    const [name] = await readdir(log.folder.path);
    const file = join(log.folder.path, name!);
    await writeFile(file, `${await readFile(file, 'utf8')}{"checkpoint":{"at":"2026-`);
    await log.add(3);
    await log.sealer.flush();
    expect(await log.verify()).toMatchObject({ isWhole: true, checkpoints: 4 });
    await log.keep();
  });

  it('is closed to others', async () => {
    const [name] = await readdir(log.folder.path);
    expect((await stat(log.folder.path)).mode & 0o777).toBe(0o700);
    expect((await stat(join(log.folder.path, name!))).mode & 0o777).toBe(0o600);
  });
});
