import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';

/** What the tests' issuer is called in `acr` when somebody has logged in strongly. */
export const strong = 'http://id.elegnamnden.se/loa/1.0/loa3';

interface SigningKey {
  readonly kid: string;
  readonly privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
  readonly publicJwk: object;
}

/** An issuer on the loopback address that signs what the test wants, also what no issuer should. */
export class TestIssuer {
  /** Requests so far, by path. */
  readonly asked: string[] = [];
  /** What it answers instead of its own, by path. */
  readonly answers = new Map<string, (url: string) => { status: number; headers?: object; body?: string }>();
  isDown = false;
  private keys: SigningKey[] = [];

  private constructor(
    readonly url: string,
    private readonly closeServer: () => Promise<void>,
  ) {}

  static async start(): Promise<TestIssuer> {
    const server = createServer((request, response) => {
      const path = request.url ?? '';
      issuer.asked.push(path);
      if (issuer.isDown) return request.socket.destroy();
      const own = issuer.answers.get(path)?.(issuer.url);
      if (own) return response.writeHead(own.status, { ...own.headers }).end(own.body);
      const content = issuer.contentOf(path);
      response.writeHead(content === null ? 404 : 200, { 'content-type': 'application/json' });
      return response.end(JSON.stringify(content));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const close = () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    const issuer: TestIssuer = new TestIssuer(url, close);
    await issuer.addKey('first');
    return issuer;
  }

  /** A token of the handläggare Kim in Falun, with the changes; a claim that is undefined is left out. */
  async token(claims: JWTPayload = {}, header: Partial<JWTHeaderParameters> = {}): Promise<string> {
    const key = this.keys.at(-1)!;
    const now = Math.floor(Date.now() / 1_000);
    const payload = {
      ...{ iss: this.url, aud: 'kommunhub', sub: 'kim', iat: now, exp: now + 600, acr: strong },
      ...{
        role: 'handlaggare',
        namnd: '2080-LSS',
        kommun: '2080',
        staff: 's1',
        functions: ['LSS_HANDLAGGARE'],
      },
      ...claims,
    };
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid, ...header })
      .sign(key.privateKey);
  }

  async addKey(kid: string): Promise<void> {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' };
    this.keys.push({ kid, privateKey, publicJwk });
  }

  /** Takes the oldest key out of the set that it publishes. */
  dropOldestKey(): void {
    this.keys = this.keys.slice(1);
  }

  /** The public key set, as published. */
  publishedKeys(): readonly object[] {
    return this.keys.map(({ publicJwk }) => publicJwk);
  }

  /** Its entry in the file of issuers: it speaks for Falun alone. */
  entry(changes: object = {}): object {
    return {
      issuer: this.url,
      audience: 'kommunhub',
      namnder: { '2080-LSS': ['2080'] },
      roles: Object.fromEntries(
        ['handlaggare', 'chef', 'it', 'region', 'revisor'].map((role) => [role, role]),
      ),
      claims: { role: 'role', namnd: 'namnd', kommun: 'kommun', staff: 'staff', functions: 'functions' },
      strongAuthentication: [strong],
      ...changes,
    };
  }

  stop(): Promise<void> {
    return this.closeServer();
  }

  private contentOf(path: string): object | null {
    if (path === '/.well-known/openid-configuration')
      return { issuer: this.url, jwks_uri: `${this.url}/jwks` };
    return path === '/jwks' ? { keys: this.publishedKeys() } : null;
  }
}
