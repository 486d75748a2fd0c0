import { serverAudits } from 'graphql-http';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SecureHub } from '../support/secure-hub.js';

/** The audit of graphql-http, against a running hub. */
export function graphqlOverHttp(running: () => SecureHub): void {
  let hub: SecureHub;
  let token: string;
  beforeAll(async () => {
    hub = running();
    token = await hub.issuer.token({ role: 'it' });
  });

  const audits = serverAudits({
    url: () => `${hub.url}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { ...(init.headers as object), authorization: `Bearer ${token}` } }),
  });

  /** What the specification leaves open and this hub decides otherwise: GET with a text of the client's own. */
  const notTaken = ['5A70', 'D6D5', '6A70'];

  describe('GraphQL over HTTP, by the audit of graphql-http, as a caller who may ask for the schema', () => {
    it.each(audits.map((audit) => [`${audit.name} (${audit.id})`, audit] as const))(
      '%s',
      async (_title, audit) => {
        const result = await audit.fn();
        if (notTaken.includes(audit.id)) expect(result.status).toBe('notice');
        else expect(result).toMatchObject({ status: 'ok' });
      },
    );

    it('has as many demands as when this was written', () => {
      expect(audits.length).toBeGreaterThanOrEqual(60);
    });
  });
}
