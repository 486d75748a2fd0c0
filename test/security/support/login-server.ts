import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import { strong } from './test-issuer.js';

const redirectUri = 'http://127.0.0.1:1/callback';
const clientId = 'handlaggarstod';

/** Who can log in, by the name they type, and what the issuer knows of them. */
const people: Readonly<Record<string, object>> = {
  kim: { acr: strong, role: 'handlaggare', namnd: '2080-LSS', kommun: '2080', staff: 's1', functions: [] },
  weak: { acr: 'password', role: 'handlaggare', namnd: '2080-LSS', kommun: '2080' },
  stranger: { acr: strong, role: 'handlaggare', namnd: '2026-LSS', kommun: '2026' },
};

export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
}

/** A whole OpenID provider on the loopback address, and the browser that logs in at it. */
export async function startLoginServer() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const provider = new Provider(url, {
    clients: [
      {
        ...{ client_id: clientId, redirect_uris: [redirectUri], application_type: 'native' },
        ...{
          token_endpoint_auth_method: 'none',
          response_types: ['code'],
          grant_types: ['authorization_code'],
        },
      },
    ],
    cookies: { keys: [randomBytes(16).toString('hex')] },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'login' }] },
    pkce: { required: () => true },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    findAccount: async (_context: unknown, id: string) => ({
      accountId: id,
      claims: async () => ({ sub: id }),
    }),
    extraTokenClaims: async (_context: unknown, token: { accountId: string }) => people[token.accountId],
    features: {
      devInteractions: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: async () => 'urn:kommunhub',
        useGrantedResource: async () => true,
        getResourceServerInfo: async () => ({
          ...{ scope: 'openid', audience: 'kommunhub', accessTokenTTL: 600, accessTokenFormat: 'jwt' },
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  });
  server.on('request', provider.callback());
  return {
    url,
    logIn: (name: string) => logIn(url, name),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Walks the authorization code flow with PKCE as a browser does, form by form. */
async function logIn(issuer: string, name: string): Promise<Tokens> {
  const verifier = randomBytes(32).toString('base64url');
  const discovery = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Record<
    string,
    string
  >;
  const asking = new URL(discovery.authorization_endpoint ?? '');
  asking.search = new URLSearchParams({
    ...{ client_id: clientId, redirect_uri: redirectUri, response_type: 'code', scope: 'openid' },
    ...{
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    },
  }).toString();
  const browser = new Browser();
  let place = await browser.go(asking.href);
  for (let step = 0; !place.startsWith(redirectUri); step++) {
    if (step > 10) throw new Error(`The log-in goes round in circles at ${place}.`);
    place = await browser.go(place, name);
  }
  const code = new URL(place).searchParams.get('code') ?? '';
  const body = new URLSearchParams({
    ...{ grant_type: 'authorization_code', client_id: clientId, redirect_uri: redirectUri },
    ...{ code, code_verifier: verifier },
  });
  const response = await fetch(discovery.token_endpoint ?? '', { method: 'POST', body });
  return (await response.json()) as Tokens;
}

/** Keeps cookies, fills in forms, and tells where it is sent. */
class Browser {
  private readonly cookies = new Map<string, string>();

  /** Opens the page; where it is a form, sends it, with the name as log-in. Gives the address it is sent on to. */
  async go(address: string, name = ''): Promise<string> {
    const page = await this.fetch(address);
    const sentOn = page.headers.get('location');
    if (sentOn !== null) return new URL(sentOn, address).href;
    const html = await page.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1];
    const prompt = /name="prompt" value="([^"]+)"/.exec(html)?.[1];
    if (action === undefined || prompt === undefined)
      throw new Error(`No form at ${address}: ${page.status}`);
    const body = new URLSearchParams({ prompt, login: name, password: 'anything' });
    const answer = await this.fetch(new URL(action, address).href, { method: 'POST', body });
    return new URL(answer.headers.get('location') ?? '', address).href;
  }

  private async fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.cookies.set(name, value);
    }
    return response;
  }
}
