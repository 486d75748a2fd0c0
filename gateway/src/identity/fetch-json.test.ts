import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FetchRefusal, JsonFetcher } from './fetch-json.js';

const answers: Record<string, RequestListener> = {
  '/good': (_request, response) => response.end('{"a":1}'),
  '/redirect': (_request, response) => response.writeHead(302, { location: '/good' }).end(),
  '/large': (_request, response) => response.end(`"${'x'.repeat(600_000)}"`),
  '/text': (_request, response) => response.end('199001010017'),
  '/page': (_request, response) => response.end('<html>Robin Exempel</html>'),
};
let server: Server;
let port: number;
beforeAll(async () => {
  server = createServer((request, response) => answers[request.url ?? '']?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

const fetchers: JsonFetcher[] = [];
afterAll(() => Promise.all(fetchers.map((fetcher) => fetcher.close())));
function fetcher(reach: Partial<ConstructorParameters<typeof JsonFetcher>[0]> = {}): JsonFetcher {
  const made = new JsonFetcher({ privateHosts: [], mayBeLoopback: false, ...reach });
  fetchers.push(made);
  return made;
}

describe('asking an issuer', () => {
  it('works without TLS on the loopback address where the operator allows it', async () => {
    const local = fetcher({ mayBeLoopback: true });
    expect(await local.fetch(`http://127.0.0.1:${port}/good`)).toEqual({ a: 1 });
    expect(await local.fetch(`http://localhost:${port}/good`)).toEqual({ a: 1 });
  });

  it.each([
    ['is redirected', '/redirect', /answered 302/],
    ['gets too much', '/large', /more than/],
    ['gets a page', '/page', /not JSON/],
  ])('ends when it %s, without a word of the answer', async (_title, path, reason) => {
    const refusal = await fetcher({ mayBeLoopback: true })
      .fetch(`http://127.0.0.1:${port}${path}`)
      .catch((error: Error) => error);
    expect(refusal).toBeInstanceOf(FetchRefusal);
    expect(String(refusal)).toMatch(reason);
    expect(String(refusal)).not.toContain('Robin');
  });

  it.each([
    ['no TLS', 'http://login.example/'],
    ['this machine', 'https://127.0.0.1/'],
    ['this machine by name', 'https://localhost/'],
    ['this machine in IPv6', 'https://[::1]/'],
    ['this machine as IPv4 in IPv6', 'https://[::ffff:127.0.0.1]/'],
    ['this machine in one number', 'https://2130706433/'],
    ['this machine in octal', 'https://0177.0.0.1/'],
    ['any address', 'https://0.0.0.0/'],
    ['the metadata of a cloud', 'https://169.254.169.254/latest/meta-data'],
    ['the same in IPv6', 'https://[fd00:ec2::254]/'],
    ['the same behind a translation', 'https://[64:ff9b::a9fe:a9fe]/'],
    ['the metadata of another', 'https://100.100.100.200/'],
    ['a network shared by many', 'https://100.64.0.1/'],
    ['a private network', 'https://10.0.0.1/'],
    ['another', 'https://192.168.1.1/'],
    ['a third', 'https://172.31.255.255/'],
    ['a private network as IPv4 in IPv6', 'https://[::ffff:a00:1]/'],
    ['a link-local address', 'https://[fe80::1]/'],
    ['another protocol', 'file:///etc/passwd'],
    ['a password in the address', 'https://kim:hemligt@login.example/'],
    ['no address', 'login.example'],
  ])('refuses %s', async (_title, address) => {
    await expect(fetcher().fetch(address)).rejects.toThrow(FetchRefusal);
    await expect(fetcher().fetch(address)).rejects.not.toThrow(/does not answer|hemligt/);
  });

  it('reaches link-local addresses under no name, also one the operator has named', async () => {
    const named = fetcher({ privateHosts: ['169.254.169.254'] });
    await expect(named.fetch('https://169.254.169.254/')).rejects.toThrow(/is not asked/);
  });

  it('reaches a private address under a name that the operator has named', async () => {
    // Nobody listens there: that it is tried at all is the point.
    const named = fetcher({ privateHosts: ['10.255.255.1'] });
    await expect(named.fetch('https://10.255.255.1:1/')).rejects.toThrow(/does not answer/);
  });
});
