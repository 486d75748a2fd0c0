import { beforeAll, describe, expect, it } from 'vitest';
import type { SecureHub } from '../support/secure-hub.js';

/** The operations that the hub must have registered. */
export const registered: Readonly<Record<string, string>> = {
  Names: 'query Names($codes: [ID!]) { kommuner(codes: $codes) { code name } }',
  Start: 'mutation Start($id: ID!) { startSync(sourceId: $id) { id } }',
  Who: 'query Who($n: String!) { auditPersonIds(personnummer: $n) }',
};

/** Registered operations by GET, against a running hub that has those of {@link registered}. */
export function registeredGet(running: () => SecureHub): void {
  let hub: SecureHub;
  let token: string;
  beforeAll(async () => {
    hub = running();
    token = await hub.issuer.token({ role: 'it' });
  });

  const get = (
    parameters: Record<string, string>,
    headers: Record<string, string> = { 'apollo-require-preflight': 'yes' },
  ) => hub.send(`/graphql?${new URLSearchParams(parameters)}`, { headers }, token);

  describe('a registered operation by GET', () => {
    it('is answered by its name, with variables', async () => {
      const { status, data } = await get({ operationName: 'Names', variables: '{"codes":["2080"]}' });
      expect([status, data]).toEqual([200, { kommuner: [{ code: '2080', name: 'Falun' }] }]);
    });

    it('is not answered to a page of another site, which can send no header of its own', async () => {
      const { status, data } = await get({ operationName: 'Names' }, {});
      expect([status, data]).toEqual([400, undefined]);
    });

    it('changes nothing', async () => {
      const { status, data } = await get({ operationName: 'Start', variables: '{"id":"falun-test"}' });
      expect([status, data]).toEqual([405, undefined]);
    });

    it('asks for no person: addresses are kept by everybody on the way', async () => {
      const answer = await get({ operationName: 'Who', variables: '{"n":"199001010017"}' });
      expect([answer.status, answer.codes]).toEqual([400, ['BAD_INPUT']]);
      expect(answer.text + hub.log()).not.toContain('199001010017');
    });

    it('is refused with variables that hold a personnummer all the same', async () => {
      const answer = await get({ operationName: 'Names', variables: '{"codes":["19900101-0017"]}' });
      expect([answer.status, answer.codes]).toEqual([400, ['BAD_INPUT']]);
    });

    it.each([
      ['variables that are no JSON', { operationName: 'Names', variables: '{' }],
      ['variables that are no object', { operationName: 'Names', variables: '[1]' }],
      ['a text beside the name', { operationName: 'Names', query: '{ __typename }' }],
    ])('is refused with %s', async (_title, parameters) => {
      expect((await get(parameters)).codes).toEqual(['BAD_INPUT']);
    });
  });
}
