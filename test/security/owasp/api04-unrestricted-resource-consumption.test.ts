import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SecureHub } from '../support/secure-hub.js';

let hub: SecureHub;
let token: string;
beforeAll(async () => {
  hub = await SecureHub.start({
    ...{ KOMMUNHUB_RATE_PER_CALLER: '40', KOMMUNHUB_MAX_CONNECTIONS: '50', KOMMUNHUB_LIMIT_BODY: '10000' },
    ...{
      KOMMUNHUB_LIMIT_COST: '5000',
      KOMMUNHUB_HEADERS_SECONDS: '1',
      KOMMUNHUB_REQUEST_SECONDS: '2',
      KOMMUNHUB_OPERATION_SECONDS: '1',
    },
  });
  token = await hub.issuer.token();
});
afterAll(() => hub?.stop());

describe('API4:2023 a caller who takes more than a share', () => {
  it('gets no page larger than the largest', async () => {
    for (const first of [501, 2_147_483_647, -1]) {
      const { codes } = await hub.ask(
        token,
        'query ($first: Int) { cases(first: $first) { nodes { id } } }',
        { first },
      );
      expect(codes).toEqual([expect.stringMatching(/BAD_INPUT|OPERATION_TOO_COSTLY/)]);
    }
  });

  it('gets no pages within pages beyond the cost that the operator allows', async () => {
    const { codes } = await hub.ask(
      token,
      '{ cases(first: 500) { nodes { decisions { executions { id } case { decisions { id } } } } } }',
    );
    expect(codes).toEqual(['OPERATION_TOO_COSTLY']);
  });

  it('is not read to the end when the body is too large', async () => {
    const { status, codes, headers } = await hub.ask(token, '{ __typename }', { a: 'x'.repeat(20_000) });
    expect([status, codes, headers.get('connection')]).toEqual([413, ['REQUEST_TOO_LARGE'], 'close']);
  });

  it('is hung up on when sending drop by drop', async () => {
    const begun = performance.now();
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(hub.url).port), '127.0.0.1');
      const drops = setInterval(() => socket.write('X-Drop: 1\r\n'), 100);
      socket.write('POST /graphql HTTP/1.1\r\nHost: localhost\r\n');
      socket.on('error', () => {});
      socket.resume();
      socket.once('close', () => {
        clearInterval(drops);
        resolve();
      });
    });
    expect(performance.now() - begun).toBeLessThan(6_000);
  });

  it('is told that a question takes too long, and does not wait for the answer', async () => {
    await hub.database.owner.query('begin; lock table cases.cases in access exclusive mode');
    try {
      const { status, codes } = await hub.ask(token, '{ cases { nodes { id } } }');
      expect([status, codes]).toEqual([504, ['OPERATION_TIMEOUT']]);
    } finally {
      await hub.database.owner.query('rollback');
    }
    expect((await hub.ask(token, '{ cases { nodes { id } } }')).status).toBe(200);
  });

  it('is told to wait after so many requests in a minute, while others go on', async () => {
    const own = await hub.issuer.token({ sub: 'greedy' });
    const answers = await Promise.all(Array.from({ length: 41 }, () => hub.ask(own, '{ __typename }')));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited).toHaveLength(1);
    expect(limited[0]?.codes).toEqual(['RATE_LIMITED']);
    expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await hub.ask(await hub.issuer.token({ sub: 'modest' }), '{ __typename }')).status).toBe(200);
  });

  it('is not another caller by another token', async () => {
    const again = await hub.issuer.token({ sub: 'greedy', jti: 'another' });
    expect((await hub.ask(again, '{ __typename }', {}, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(
      429,
    );
  });
});
