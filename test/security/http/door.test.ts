import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as requestTls } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Door, type DoorSettings, doorOf } from '../../../gateway/src/http/door.js';
import { type Handler, type HubServer, listen, sendText } from '../../../gateway/src/http/hub-server.js';
import { readJsonBody } from '../../../gateway/src/http/read-body.js';
import { clientAddressOf } from '../../../gateway/src/identity/client-address.js';
import { blockList } from '../../../gateway/src/identity/reachable-address.js';
import { selfSigned } from '../support/certificate.js';

const usual: DoorSettings = {
  ...{ host: '127.0.0.1', port: 0, tlsCertificate: undefined, tlsKey: undefined, trustedProxies: [] },
  ...{ connections: 100, headersSeconds: 10, requestSeconds: 30 },
};
const routes: Record<string, Handler> = {
  '/': async (_request, response) => sendText(response, 200, 'ok'),
  '/body': async (request, response) => {
    await readJsonBody(request, 1_000).catch(() => {});
    sendText(response, 200, 'read');
  },
};

let server: HubServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});
const open = async (changes: Partial<Door> = {}, settings: Partial<DoorSettings> = {}) => {
  server = await listen({ ...doorOf({ ...usual, ...settings }), ...changes }, routes, () => {});
  return server;
};

describe('the settings of the door', () => {
  const faultsOf = (settings: Partial<DoorSettings>) => {
    try {
      doorOf({ ...usual, ...settings });
      return [];
    } catch (error) {
      return (error as { faults: { path: string }[] }).faults.map(({ path }) => path);
    }
  };

  it.each([
    ['loopback', {}, []],
    ['loopback in IPv6', { host: '::1' }, []],
    ['every address, in the clear', { host: '0.0.0.0' }, ['KOMMUNHUB_HOST']],
    ['every address in IPv6', { host: '::' }, ['KOMMUNHUB_HOST']],
    ['a name that may be anywhere', { host: 'hub.example' }, ['KOMMUNHUB_HOST']],
    ['every address behind a proxy', { host: '0.0.0.0', trustedProxies: ['10.0.0.7'] }, []],
    ['every address with TLS', { host: '0.0.0.0', tlsCertificate: 'c', tlsKey: 'k' }, []],
    ['half of TLS', { tlsCertificate: 'c' }, ['KOMMUNHUB_TLS_CERT']],
    ['a proxy that is no address', { trustedProxies: ['proxy.example'] }, ['KOMMUNHUB_TRUSTED_PROXY']],
    ['a network that is none', { trustedProxies: ['10.0.0.0/99'] }, ['KOMMUNHUB_TRUSTED_PROXY']],
    ['the whole world as proxy', { trustedProxies: ['0.0.0.0/0'] }, ['KOMMUNHUB_TRUSTED_PROXY']],
    ['half of it', { trustedProxies: ['0.0.0.0/1', '128.0.0.0/1'] }, ['KOMMUNHUB_TRUSTED_PROXY']],
    ['all of it at once', { host: '0.0.0.0', tlsKey: 'k' }, ['KOMMUNHUB_TLS_CERT', 'KOMMUNHUB_HOST']],
  ] as const)('with %s give the right faults', (_title, settings, faults) => {
    expect(faultsOf(settings as Partial<DoorSettings>)).toEqual(faults);
  });
});

describe('the address of a client', () => {
  const trusted = blockList(['10.0.0.0/24', '192.168.1.1']);
  const addressOf = (remoteAddress: string, forwarded?: string) =>
    clientAddressOf(
      { socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } } as never,
      trusted,
    );

  it.each([
    ['who connects', '203.0.113.9', undefined, '203.0.113.9'],
    ['who connects, whatever a stranger writes', '203.0.113.9', '1.2.3.4', '203.0.113.9'],
    ['whom the proxy saw', '10.0.0.7', '203.0.113.9', '203.0.113.9'],
    [
      'whom the proxy saw, whatever the client wrote before',
      '10.0.0.7',
      '1.2.3.4, 203.0.113.9',
      '203.0.113.9',
    ],
    ['whom the first of two proxies saw', '10.0.0.7', '1.2.3.4, 203.0.113.9, 192.168.1.1', '203.0.113.9'],
    ['the proxy where it says nothing', '10.0.0.7', undefined, '10.0.0.7'],
    ['the proxy where it says nonsense', '10.0.0.7', 'unknown', '10.0.0.7'],
    ['who connects, by IPv4 in IPv6', '::ffff:10.0.0.7', '203.0.113.9', '203.0.113.9'],
  ] as const)('is that of %s', (_title, remote, forwarded, address) => {
    expect(addressOf(remote, forwarded)).toBe(address);
  });
});

describe('behind a proxy', () => {
  const proxied = { proxiesOnly: true, trustedProxies: blockList(['127.0.0.1']) };

  it('only the proxy is answered, and only for those who asked it by https', async () => {
    const { url } = await open(proxied);
    expect((await fetch(url, { headers: { 'x-forwarded-proto': 'https' } })).status).toBe(200);
    expect((await fetch(url, { headers: { 'x-forwarded-proto': 'http' } })).status).toBe(403);
    await server?.close();
    const { url: strangers } = await open({ ...proxied, trustedProxies: blockList(['10.0.0.7']) });
    expect((await fetch(strangers, { headers: { 'x-forwarded-for': '10.0.0.7' } })).status).toBe(403);
  });
});

describe('TLS', () => {
  let files: { tlsCertificate: string; tlsKey: string };
  let cert: string;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kommunhub-tls-'));
    const made = selfSigned();
    cert = made.cert;
    files = { tlsCertificate: join(folder, 'cert.pem'), tlsKey: join(folder, 'key.pem') };
    await writeFile(files.tlsCertificate, made.cert);
    await writeFile(files.tlsKey, made.key);
    return () => rm(folder, { recursive: true });
  });
  const get = (url: string) =>
    new Promise<{ status: number | undefined; hsts: string | undefined }>((resolve, reject) => {
      const options = { ca: cert, servername: 'localhost', checkServerIdentity: () => undefined };
      const asking = requestTls(url, options, (response) => {
        response.resume();
        resolve({ status: response.statusCode, hsts: response.headers['strict-transport-security'] });
      });
      asking.once('error', reject).end();
    });

  it('is spoken with the certificate of the settings, and browsers are told to keep to it', async () => {
    const { url } = await open({}, files);
    expect(url).toMatch(/^https:/);
    expect(await get(url)).toEqual({ status: 200, hsts: 'max-age=31536000' });
  });

  it('is not spoken in its old versions', async () => {
    const { url } = await open({}, files);
    const old = new Promise((resolve) => {
      const port = Number(new URL(url).port);
      const socket = connectTls({
        port,
        host: '127.0.0.1',
        ca: cert,
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
      });
      socket.once('secureConnect', () => resolve('spoken')).once('error', () => resolve('refused'));
    });
    expect(await old).toBe('refused');
  });

  it('with a key of another certificate stops the start', async () => {
    await writeFile(files.tlsKey, selfSigned().key);
    await expect(open({}, files)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});

describe('slow and many clients', () => {
  /** What comes back to a client that sends the text and then waits; empty when it is hung up on. */
  const trickle = (url: string, text: string) =>
    new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      socket.once('close', () => resolve(answer)).once('error', () => {});
    });

  it('are hung up on when the headers do not come, or not the body', async () => {
    const { url } = await open({ headersMs: 300, requestMs: 600 });
    const begun = performance.now();
    const answers = await Promise.all([
      trickle(url, 'POST / HTTP/1.1\r\nHost: a\r\n'),
      trickle(url, 'POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{'),
    ]);
    expect(performance.now() - begun).toBeLessThan(5_000);
    for (const answer of answers) expect(answer).toMatch(/^$|408 Request Timeout/);
  });

  it('are turned away beyond the number that the operator said', async () => {
    const { url } = await open({ connections: 2 });
    const port = Number(new URL(url).port);
    const sockets = await Promise.all(
      [1, 2].map(
        () =>
          new Promise<ReturnType<typeof connect>>((resolve) => {
            const socket = connect(port, '127.0.0.1', () => resolve(socket));
          }),
      ),
    );
    expect(await trickle(url, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n')).toBe('');
    for (const socket of sockets) socket.destroy();
  });

  it.each([
    ['headers without end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
    [
      'two lengths of one body',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde',
    ],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['no HTTP', 'robin exempel\r\n\r\n'],
  ])('that send %s are refused', async (_title, text) => {
    const { url } = await open();
    expect(await trickle(url, text)).toMatch(/^HTTP\/1\.1 4(00|31) /);
  });
});

it('every answer tells browsers to keep nothing and to run nothing', async () => {
  const { url } = await open();
  for (const path of ['/', '/nothing-here', '/__proto__']) {
    const { headers } = await fetch(`${url}${path}`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
    });
    expect(headers.has('x-powered-by')).toBe(false);
  }
});
