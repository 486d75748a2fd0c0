import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SecureHub } from '../support/secure-hub.js';

const viewer = '{ viewer { subject } }';
let hub: SecureHub;
let token: string;
beforeAll(async () => {
  hub = await SecureHub.start({ KOMMUNHUB_WRONG_KEYS_PER_ADDRESS: '10' });
  token = await hub.issuer.token();
});
afterAll(() => hub?.stop());

const post = (path: string, headers: Record<string, string>) =>
  hub.send(path, {
    method: 'POST',
    body: JSON.stringify({ query: viewer }),
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('API2:2023 somebody without a right to be here', () => {
  it.each([
    ['sends nothing', '/graphql', () => ({})],
    ['sends the token in the address', () => `/graphql?access_token=${token}`, () => ({})],
    ['sends it in a cookie', '/graphql', () => ({ cookie: `token=${token}; authorization=Bearer ${token}` })],
    [
      'sends it in another header',
      '/graphql',
      () => ({ 'x-authorization': `Bearer ${token}`, 'x-token': token }),
    ],
    ['claims to be the gateway', '/graphql', () => ({ 'kommunhub-caller': 'e30.e30' })],
    [
      'claims to have been let in by a proxy',
      '/graphql',
      () => ({ 'x-forwarded-user': 'kim', 'x-remote-user': 'kim' }),
    ],
    ['names another scheme', '/graphql', () => ({ authorization: `Token ${token}` })],
    [
      'guesses a password',
      '/graphql',
      () => ({ authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` }),
    ],
    [
      'takes a token apart',
      '/graphql',
      () => ({ authorization: `Bearer ${token.split('.').slice(0, 2).join('.')}.` }),
    ],
    ['sends two tokens', '/graphql', () => ({ authorization: `Bearer ${token}, Bearer ${token}` })],
  ] as const)('%s', async (_title, path, headers) => {
    const answer = await post(typeof path === 'string' ? path : path(), headers() as Record<string, string>);
    expect([answer.status, answer.codes]).toEqual([401, ['UNAUTHENTICATED']]);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('takes the half of another’s token that says who, and the own signature', async () => {
    const [header, , signature] = token.split('.');
    const chef = (await hub.issuer.token({ role: 'chef' })).split('.')[1];
    expect((await hub.ask(`${header}.${chef}.${signature}`, viewer)).status).toBe(401);
  });

  it('guesses keys, and is not listened to after a few', async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 12; guess++) {
      const secret = Buffer.alloc(32, guess).toString('base64url');
      statuses.push(
        (await hub.ask(`khk-00000000000000${String(guess).padStart(2, '0')}.${secret}`, viewer)).status,
      );
    }
    expect(statuses[0]).toBe(401);
    expect(statuses.at(-1)).toBe(429);
  });

  it('learns nothing of the graph before saying who it is', async () => {
    const answers = await Promise.all(
      ['{ nothing }', '{', '{ cases { nodes { id } } }'].map((query) => hub.ask(null, query)),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });
});
