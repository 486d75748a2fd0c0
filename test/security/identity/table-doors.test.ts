import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SecureHub, serviceOfFalun } from '../support/secure-hub.js';

let hub: SecureHub;
beforeAll(async () => {
  hub = await SecureHub.start();
});
afterAll(() => hub?.stop());

/** Every address of figures, and the table that it is of; null is all of them. */
const figures = [
  ['/statistics/insatser.csv', 'insatser'],
  ['/statistics/tackning.csv', 'tackning'],
  ['/odata/v4/insatser', 'insatser'],
  ['/odata/v4/insatser/$count', 'insatser'],
  ['/odata/v4/', null],
  ['/odata/v4/$metadata', null],
] as const;
/** Every address that tells what figures mean. */
const definitions = ['/statistics/', '/statistics/dictionary.json', '/statistics/insatser.pbids'];

const status = async (path: string, authorization?: string, method = 'GET') =>
  (await hub.send(path, { method, ...(authorization !== undefined && { headers: { authorization } }) }))
    .status;

describe.each(figures)('%s', (path, table) => {
  it('is for nobody who does not say who it is', async () => {
    const wrong = Buffer.from('khk-0000000000000000:no').toString('base64');
    const cookie = await hub.makeKey();
    for (const authorization of [
      undefined,
      `Basic ${wrong}`,
      'Bearer khk-0000000000000000.no',
      'Bearer x',
      '',
    ])
      expect(await status(path, authorization)).toBe(401);
    const inCookie = await hub.send(path, { headers: { cookie: `authorization=${cookie.basic}` } });
    const inAddress = await hub.send(`${path}?access_token=${cookie.bearer}`, {});
    expect([inCookie.status, inAddress.status]).toEqual([401, 401]);
  });

  it('says how to come in, and nothing of the question', async () => {
    const { headers, text } = await hub.send(`${path}?nonsense=1`, {});
    expect(headers.get('www-authenticate')).toMatch(/^Basic realm="kommunhub"/);
    expect(text).not.toContain('nonsense');
  });

  it('is for a BI key, Basic and Bearer', async () => {
    const key = await hub.makeKey();
    expect([await status(path, key.basic), await status(path, `Bearer ${key.bearer}`)]).toEqual([200, 200]);
  });

  it('is for roles that read released tables, and no others', async () => {
    for (const role of ['handlaggare', 'chef', 'region', 'revisor', 'it'])
      expect(await status(path, `Bearer ${await hub.issuer.token({ role })}`)).toBe(200);
    const service = await hub.makeKey(serviceOfFalun);
    expect(await status(path, service.basic)).toBe(403);
  });

  it('is not for a key that was made for another table', async () => {
    const other = await hub.makeKey({ scope: { sourceId: null, kommunCodes: [], tables: ['beslut'] } });
    const own = await hub.makeKey({
      scope: { sourceId: null, kommunCodes: [], tables: ['insatser', 'tackning'] },
    });
    expect(await status(path, own.basic)).toBe(200);
    if (table !== null) expect(await status(path, other.basic)).toBe(403);
    else
      expect((await hub.send(path, { headers: { authorization: other.basic } })).text).not.toMatch(
        /["/]insatser\b/,
      );
  });

  it('is read and never written', async () => {
    const { basic } = await hub.makeKey();
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
      expect([405, 501]).toContain(await status(path, basic, method));
  });
});

describe.each(definitions)('%s', (path) => {
  it('is for everybody, and never written', async () => {
    expect(await status(path)).toBe(200);
    expect(await status(path, undefined, 'POST')).toBe(405);
  });
});

it('a key that is revoked ends at every door', async () => {
  const { id, basic } = await hub.makeKey();
  for (const [path] of figures) expect(await status(path, basic)).toBe(200);
  await hub.database.owner.query('update hub.api_keys set revoked_at = now() where id = $1', [id]);
  const all = () => Promise.all(figures.map(([path]) => status(path, basic)));
  await expect.poll(all, { timeout: 2_500, interval: 200 }).toEqual(figures.map(() => 401));
});

describe('an answer of the doors of tables', () => {
  it('can be neither framed, nor sniffed, nor run, nor kept by others', async () => {
    const { basic } = await hub.makeKey();
    for (const path of [...definitions, ...figures.map(([one]) => one)]) {
      const { headers } = await hub.send(path, { headers: { authorization: basic, accept: '*/*' } });
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('cache-control')).not.toMatch(/public|max-age/);
    }
  });

  it('has no address that a stranger can put another host into', async () => {
    for (const host of ['evil.example/x', 'a b', '"><script>', 'evil.example#'])
      expect((await statusWithHost('/statistics/', host)).text).not.toContain('script>');
    const forwarded = await hub.send('/statistics/dictionary.json', {
      headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    });
    expect(forwarded.text).not.toContain('evil.example');
    expect(forwarded.text).toContain(`${hub.url}/statistics/insatser.csv`);
  });
});

/** Fetch sets the host itself: asked for by hand. */
async function statusWithHost(path: string, host: string): Promise<{ status: number; text: string }> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, hub.url), { headers: { host } }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.once('error', reject).end();
  });
}
