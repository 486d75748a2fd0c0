import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SecureHub, secrets } from '../support/secure-hub.js';

let hub: SecureHub;
beforeAll(async () => {
  hub = await SecureHub.start();
});
afterAll(() => hub?.stop());

describe('API3:2023 fields that are not the caller’s', () => {
  it.each(['it', 'region', 'revisor'])('are not read by %s, whoever the path goes through', async (role) => {
    const token = await hub.issuer.token({ role });
    const paths = [
      '{ cases { nodes { person { personnummer name } } } }',
      '{ decisions { nodes { case { person { personnummer name } } decidedBy { name } } } }',
      '{ cases { totalCount } }',
      '{ kommun(code: "2080") { handlaggare { name } } }',
    ];
    for (const query of paths) {
      const { text, codes } = await hub.ask(token, query);
      expect(codes.length).toBeGreaterThan(0);
      expect(text).not.toContain(secrets.falun.personnummer);
      expect(text).not.toMatch(/Robin|Kim Prov/);
    }
  });

  it('are not in the graph at all where they are the hub’s own', async () => {
    const token = await hub.issuer.token();
    for (const field of [
      'keyCipher',
      'contentHash',
      'sourceId',
      'runId',
      'personnummerHash',
      'personnummer_cipher',
    ]) {
      const { codes } = await hub.ask(token, `{ cases { nodes { ${field} person { ${field} } } } }`);
      expect(codes).toContain('GRAPHQL_INVALID');
    }
  });

  it('cannot be set by sending more than is asked for', async () => {
    const chef = await hub.issuer.token({ role: 'chef' });
    const grant = 'mutation ($input: UppdragInput!) { grantUppdrag(input: $input) { id } }';
    const input = {
      ...{
        id: '1',
        homeNamndId: '2026-LSS',
        namndId: '2026-LSS',
        grantedBy: 'chef of Gagnef',
        revokedAt: null,
      },
      ...{ task: 'LSS_HANDLAGGNING', role: 'chef' },
    };
    expect((await hub.ask(chef, grant, { input })).codes.every((code) => code === 'BAD_INPUT')).toBe(true);
    const before = await hub.database.owner.query('select count(*)::int as found from hub.uppdrag');
    expect(before.rows).toEqual([{ found: 0 }]);
  });

  it('do not come by claims of the token that widen what it is for', async () => {
    const token = await hub.issuer.token({
      role: 'it',
      purposes: ['HANDLAGGNING'],
      grants: [{ namndId: '2080-LSS' }],
      purpose: 'HANDLAGGNING',
    });
    const { data } = await hub.ask(token, '{ viewer { role purpose grants { task } } }');
    expect(data.viewer).toEqual({ role: 'it', purpose: 'TEKNIK', grants: [] });
  });

  it('do not come by headers that widen it either', async () => {
    const token = await hub.issuer.token({ role: 'it' });
    const headers = { 'kommunhub-role': 'chef', 'kommunhub-namnd': '2080-LSS', 'x-role': 'chef' };
    const { data } = await hub.ask(token, '{ viewer { role } }', {}, headers);
    expect(data.viewer.role).toBe('it');
  });
});
