import { randomBytes } from 'node:crypto';
import { buildSchema, type ExecutionResult } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCaller } from '../../../../test/support/callers.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import type { Subgraph } from '../subgraph/build-subgraph.js';
import type { HubServices } from '../subgraph/services.js';
import { CALLER_HEADER, CallerVerifier, type SignedRequest, signCaller } from './caller-header.js';
import { type ServedSubgraph, serveSubgraph } from './serve-subgraph.js';
import { StoredUsedHeaders, type UsedHeaders } from './used-headers.js';

const secret = randomBytes(32);

const asking = (body: string, changes: Partial<SignedRequest> = {}) => ({
  caller: aCaller(),
  part: 'test',
  body,
  ...changes,
});

/** Remembers in this process only. */
function inMemory(): UsedHeaders {
  const taken = new Set<string>();
  return { use: async (nonce) => !taken.has(nonce) && taken.add(nonce).has(nonce) };
}

describe('a caller header', () => {
  const body = '{"query":"{ a }"}';
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.drop());
  const verifier = (clock?: () => number) =>
    new CallerVerifier({
      secret,
      part: 'test',
      usedHeaders: new StoredUsedHeaders(test.database),
      ...(clock && { clock }),
    });

  it('gives the caller back, once for all replicas of the part', async () => {
    const header = signCaller(secret, asking(body));
    const answers = await Promise.all(
      [verifier(), verifier(), verifier()].map((one) => one.verify(header, body)),
    );
    expect(answers.filter((caller) => caller !== null)).toEqual([aCaller()]);
    expect(await verifier().verify(header, body)).toBeNull();
  });

  it('is refused with another body, another secret, another part, when changed, missing or late', async () => {
    let now = 1_000_000;
    const one = verifier(() => now);
    const header = signCaller(secret, asking(body), now);
    expect(await one.verify(header, `${body} `)).toBeNull();
    expect(await one.verify(signCaller(randomBytes(32), asking(body), now), body)).toBeNull();
    expect(await one.verify(signCaller(secret, asking(body, { part: 'other' }), now), body)).toBeNull();
    const forged = Buffer.from(JSON.stringify({ caller: aCaller({ subject: 'root' }) })).toString(
      'base64url',
    );
    expect(await one.verify(`${forged}.${header.split('.')[1]}`, body)).toBeNull();
    expect(await one.verify(undefined, body)).toBeNull();
    expect(await one.verify('', body)).toBeNull();
    now += 30_001;
    expect(await one.verify(header, body)).toBeNull();
  });

  it('is forgotten when it would be late anyway, and no sooner', async () => {
    let now = 2_000_000;
    const one = verifier(() => now);
    const header = signCaller(secret, asking(body), now);
    expect(await one.verify(header, body)).not.toBeNull();
    for (const step of [10_000, 10_000, 10_000, 1]) {
      now += step;
      expect(await one.verify(header, body)).toBeNull();
      expect(await one.verify(signCaller(secret, asking(body), now), body)).not.toBeNull();
    }
    now += 200_000;
    expect(await one.verify(signCaller(secret, asking(body), now), body)).not.toBeNull();
    const { rows } = await test.owner.query(
      'select count(*)::int as kept from hub.used_headers where expires_at < $1',
      [new Date(now)],
    );
    expect(rows).toEqual([{ kept: 0 }]);
  });
});

describe('a served subgraph', () => {
  let served: ServedSubgraph;
  const asked: unknown[] = [];
  const subgraph: Subgraph = {
    name: 'test',
    sdl: '',
    schema: buildSchema('type Query { hello(name: String): String }'),
    async execute({ variables, operationName, caller }): Promise<ExecutionResult> {
      asked.push({ variables, operationName, subject: caller.subject });
      return { data: { hello: 'hej' } };
    },
  };
  beforeAll(async () => {
    const services = { onUnexpectedError: () => {} } as unknown as HubServices;
    served = await serveSubgraph(subgraph, services, {
      port: 0,
      host: '127.0.0.1',
      secret,
      usedHeaders: inMemory(),
    });
  });
  afterAll(() => served.close());

  async function post(request: unknown, header?: (body: string) => string) {
    const body = JSON.stringify(request);
    const headers = { 'content-type': 'application/json', [CALLER_HEADER]: (header ?? sign)(body) };
    const response = await fetch(served.url, { method: 'POST', body, headers });
    return { status: response.status, answer: (await response.json()) as Record<string, never> };
  }
  const sign = (body: string) => signCaller(secret, asking(body));

  it('answers a signed request as its caller', async () => {
    const query = 'query A($name: String) { hello(name: $name) }';
    const { status, answer } = await post({ query, variables: { name: 'Kim' }, operationName: 'A' });
    expect({ status, answer }).toEqual({ status: 200, answer: { data: { hello: 'hej' } } });
    expect(asked.at(-1)).toEqual({ variables: { name: 'Kim' }, operationName: 'A', subject: 'kim' });
  });

  it('refuses an unsigned, a wrongly signed and a repeated request', async () => {
    const before = asked.length;
    const request = { query: '{ hello }' };
    const used = sign(JSON.stringify(request));
    expect((await post(request, () => used)).status).toBe(200);
    for (const header of [
      () => used,
      () => 'x.y',
      () => signCaller(randomBytes(32), asking(JSON.stringify(request))),
    ]) {
      expect(await post(request, header)).toMatchObject({
        status: 401,
        answer: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
      });
    }
    expect(asked.length).toBe(before + 1);
  });

  it('refuses what is no operation of its schema without repeating it', async () => {
    for (const request of [{ query: '{ secret199001010017 }' }, { query: '{' }, {}, []]) {
      const { status, answer } = await post(request);
      expect(status).toBe(400);
      expect(JSON.stringify(answer)).not.toContain('199001010017');
    }
  });

  it('says that it lives, and knows no other path', async () => {
    const at = (path: string) => fetch(new URL(path, served.url)).then((response) => response.status);
    expect(await Promise.all([at('/healthz'), at('/graphql'), at('/')])).toEqual([200, 404, 404]);
  });
});
