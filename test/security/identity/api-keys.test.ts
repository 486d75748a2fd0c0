import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProgram } from '../../../gateway/src/cli/program.js';
import { parseSettings } from '../../../gateway/src/hub/settings.js';
import { SecureHub, serviceOfFalun } from '../support/secure-hub.js';

const anything = '{ kommuner { code } }';

interface StoredRow {
  readonly last_used_at: string;
  readonly secret_hash: Buffer;
}

let hub: SecureHub;
beforeAll(async () => {
  hub = await SecureHub.start({ KOMMUNHUB_RATE_PER_KEY: '20', KOMMUNHUB_WRONG_KEYS_PER_ADDRESS: '5' });
});
afterAll(() => hub?.stop());

/** Asks with an Authorization header as written. */
function asking(authorization: string, query = anything) {
  const headers = { authorization, 'content-type': 'application/json' };
  return hub.send('/graphql', { method: 'POST', headers, body: JSON.stringify({ query }) });
}

const row = async (id: string) =>
  (await hub.database.owner.query<StoredRow>('select * from hub.api_keys where id = $1', [id])).rows[0]!;

/** The command line in this process, so that nothing needs to be built. */
async function command(...args: string[]): Promise<{ out: string; error: Error | null }> {
  const written: string[] = [];
  const [write, complain] = [process.stdout.write, process.stderr.write];
  process.stdout.write = (text: string) => written.push(text) > 0;
  process.stderr.write = () => true;
  const settings = () => parseSettings({ KOMMUNHUB_DATABASE_URL: hub.database.ownerUrl });
  try {
    await createProgram(settings).parseAsync(['node', 'kommunhub', 'key', ...args]);
    return { out: written.join(''), error: null };
  } catch (error) {
    return { out: written.join(''), error: error as Error };
  } finally {
    [process.stdout.write, process.stderr.write] = [write, complain];
  }
}

describe('a BI key', () => {
  it('is taken as Basic and as Bearer, and reaches no more than its role', async () => {
    const key = await hub.makeKey();
    for (const header of [key.basic, `Bearer ${key.bearer}`]) {
      expect((await asking(header)).data.kommuner).toHaveLength(290);
      expect((await asking(header, '{ cases { nodes { id } } }')).codes).toEqual(['FORBIDDEN']);
      expect((await asking(header, '{ __schema { types { name } } }')).codes).toEqual(['FORBIDDEN']);
    }
  });

  it('does not hold longer than it was made for', async () => {
    const key = await hub.makeKey({ expiresAt: new Date(Date.now() - 1_000) });
    expect(await asking(key.basic)).toMatchObject({ status: 401, codes: ['UNAUTHENTICATED'] });
  });

  it('ends within two seconds of being revoked', async () => {
    const key = await hub.makeKey();
    expect((await asking(key.basic)).status).toBe(200);
    expect((await command('revoke', key.id)).out).toBe(`Revoked ${key.id}.\n`);
    await expect
      .poll(async () => (await asking(key.basic)).status, { timeout: 2_500, interval: 200 })
      .toBe(401);
  });

  it('has its last use written down, once a minute at most', async () => {
    const key = await hub.makeKey();
    await asking(key.basic);
    const { last_used_at: first } = await row(key.id);
    expect(Math.abs(new Date(first).getTime() - Date.now())).toBeLessThan(60_000);
    await asking(key.basic);
    expect((await row(key.id)).last_used_at).toEqual(first);
  });

  it('may ask so often in a minute and is then told when to come back', async () => {
    const key = await hub.makeKey();
    const statuses: number[] = [];
    for (let request = 0; request < 21; request++) statuses.push((await asking(key.basic)).status);
    expect(new Set(statuses.slice(0, 20))).toEqual(new Set([200]));
    const limited = await asking(key.basic);
    expect([limited.status, limited.codes]).toEqual([429, ['RATE_LIMITED']]);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    const other = await hub.makeKey();
    expect((await asking(other.basic)).status).toBe(200);
  });
});

describe('a service key', () => {
  it('opens the graph not at all', async () => {
    const key = await hub.makeKey(serviceOfFalun);
    expect(await asking(key.basic)).toMatchObject({ status: 403, codes: ['FORBIDDEN'] });
  });
});

describe('the commands of keys', () => {
  it('show a secret once and store only its hash', async () => {
    const made = JSON.parse((await command('create', '--role', 'bi', '--name', 'Power BI', '--json')).out);
    const stored = await row(made.id);
    expect(JSON.stringify(stored)).not.toContain(made.secret);
    expect(stored).toMatchObject({ role: 'bi', name: 'Power BI', tables: null, revoked_at: null });
    const { out } = await command('list', '--json');
    expect(out).toContain(made.id);
    expect(out).not.toContain(made.secret);
    expect(out).not.toContain(Buffer.from(stored.secret_hash).toString('hex'));
    expect((await asking(`Bearer ${made.id}.${made.secret}`)).status).toBe(200);
  });

  it('make a key for a source with the nämnd and kommuner that the source has', async () => {
    const { out } = await command(
      'create',
      '--role',
      'service',
      '--name',
      'push',
      '--source',
      'falun-test',
      '--json',
    );
    const stored = await row(JSON.parse(out).id);
    expect(stored).toMatchObject({ namnd_id: '2080-LSS', source_id: 'falun-test', kommun_codes: ['2080'] });
  });

  it.each([
    ['a service without a source', ['--role', 'service'], /name it with --source/],
    [
      'a source of another nämnd',
      ['--role', 'service', '--source', 'falun-test', '--namnd', '2026-LSS'],
      /belongs to/,
    ],
    [
      'a kommun that the source does not have',
      ['--role', 'service', '--source', 'falun-test', '--kommun', '2026'],
      /only/,
    ],
    ['an unknown source without a nämnd', ['--role', 'service', '--source', 'new'], /--namnd/],
    ['a BI key with a source', ['--role', 'bi', '--source', 'falun-test'], /for services/],
    ['another role', ['--role', 'chef'], /bi, service/],
    ['no end', ['--role', 'bi', '--days', '9999'], /730/],
  ])('refuse %s', async (_title, args, reason) => {
    const { out, error } = await command('create', '--name', 'x', ...args);
    expect(out).toBe('');
    expect(error?.message).toMatch(reason);
  });

  it('say when there is no key to revoke', async () => {
    expect((await command('revoke', 'khk-0000000000000000')).error).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('wrong keys', () => {
  it('are refused alike whatever is wrong with them, and only so many a minute from one address', async () => {
    const good = await hub.makeKey();
    const wrong = [
      `Basic ${Buffer.from(`${good.id}:${'A'.repeat(43)}`).toString('base64')}`,
      `Basic ${Buffer.from(`khk-0000000000000000:${good.secret}`).toString('base64')}`,
      `Bearer ${good.id}.${good.secret.slice(0, -1)}`,
      `Basic ${Buffer.from('199001010017:Robin Exempel').toString('base64')}`,
      'Basic !!!!',
    ];
    const answers = [];
    for (const header of wrong) answers.push(await asking(header));
    expect(new Set(answers.slice(0, 4).map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers.every(({ status }) => status === 401)).toBe(true);
    await asking(wrong[0] ?? '');
    expect((await asking(wrong[0] ?? '')).status).toBe(429);
    // Who has logged in is not punished for a neighbour behind the same address.
    expect((await hub.ask(await hub.issuer.token(), anything)).status).toBe(200);
    expect(hub.log()).toContain('too many wrong keys');
    expect(hub.log()).not.toMatch(/199001010017|Robin/);
    expect(hub.log()).not.toContain(good.secret);
  });
});
