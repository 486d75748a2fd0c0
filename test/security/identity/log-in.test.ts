import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLoginServer } from '../support/login-server.js';
import { SecureHub, secrets } from '../support/secure-hub.js';

const myCases = '{ cases { nodes { kommun { code } person { personnummer name } } } }';

let login: Awaited<ReturnType<typeof startLoginServer>>;
let hub: SecureHub;
beforeAll(async () => {
  login = await startLoginServer();
  hub = await SecureHub.start({}, { issuer: login.url, algorithms: ['RS256'] });
});
afterAll(async () => {
  await hub?.stop();
  await login?.stop();
});

describe('a whole log-in, offline: authorization code with PKCE, then the graph', () => {
  it('lets a handläggare read the own cases and nobody else’s', async () => {
    const { access_token } = await login.logIn('kim');
    const { status, data } = await hub.ask(access_token, myCases);
    expect(status).toBe(200);
    expect(data.cases.nodes).toEqual([{ kommun: { code: '2080' }, person: secrets.falun }]);
  });

  it('takes the access token and never the ID token', async () => {
    const { id_token } = await login.logIn('kim');
    expect((await hub.ask(id_token, myCases)).status).toBe(401);
  });

  it('does not let in who logged in too weakly, or for a nämnd that the issuer does not speak for', async () => {
    for (const name of ['weak', 'stranger']) {
      const { access_token } = await login.logIn(name);
      expect(await hub.ask(access_token, myCases)).toMatchObject({ status: 401, codes: ['UNAUTHENTICATED'] });
    }
  });

  it('goes on while the issuer is away, and a start without it says so', async () => {
    const { access_token } = await login.logIn('kim');
    await hub.ask(access_token, myCases);
    await login.stop();
    expect((await hub.ask(access_token, myCases)).status).toBe(200);
    const second = await SecureHub.start({}, { issuer: login.url, algorithms: ['RS256'] });
    try {
      expect(second.progress.join('\n')).toContain(`the issuer ${login.url} could not be asked for its keys`);
      expect((await second.ask(access_token, myCases)).status).toBe(401);
    } finally {
      await second.stop();
    }
  });
});
