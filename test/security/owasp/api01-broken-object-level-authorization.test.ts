import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SecureHub, secrets } from '../support/secure-hub.js';

let hub: SecureHub;
let token: string;
let theirs: Record<'cases' | 'persons' | 'decisions', string>;
beforeAll(async () => {
  hub = await SecureHub.start();
  token = await hub.issuer.token();
  const idOf = async (table: string) =>
    (
      await hub.database.owner.query<{ id: string }>(
        `select id from cases.${table} where kommun_code = '2026'`,
      )
    ).rows[0]!.id;
  theirs = { cases: await idOf('cases'), persons: await idOf('persons'), decisions: await idOf('decisions') };
});
afterAll(() => hub?.stop());

const caseById = 'query ($id: ID!) { case(id: $id) { id caseNumber person { id personnummer name } } }';

describe('API1:2023 a handläggare of Falun asks for what is Gagnef’s', () => {
  it('by an id that exists, and is told the same as of one that does not', async () => {
    const existing = await hub.ask(token, caseById, { id: theirs.cases });
    const invented = await hub.ask(token, caseById, { id: `2026-${'0'.repeat(32)}` });
    expect(existing.data?.case ?? null).toBeNull();
    expect(existing.text).toBe(invented.text);
    expect(existing.text).not.toContain(secrets.gagnef.name);
  });

  it('by the id with the own kommun before it', async () => {
    const { data } = await hub.ask(token, caseById, { id: theirs.cases.replace('2026-', '2080-') });
    expect(data?.case ?? null).toBeNull();
  });

  it('by filters, totals and pages', async () => {
    const query = `query ($codes: [ID!]) {
      cases(filter: { kommunCodes: $codes }) { totalCount nodes { id } }
      decisions(filter: { kommunCodes: $codes }) { totalCount nodes { id } }
    }`;
    const { data } = await hub.ask(token, query, { codes: ['2026'] });
    expect(data).toEqual({ cases: { totalCount: 0, nodes: [] }, decisions: { totalCount: 0, nodes: [] } });
  });

  it('by a cursor that was made for another list, or changed', async () => {
    const page = await hub.ask(token, '{ cases(first: 1) { edges { cursor } } }');
    const cursor: string = page.data.cases.edges[0].cursor;
    const decisions = 'query ($after: String) { decisions(after: $after) { nodes { id } } }';
    const cases = 'query ($after: String) { cases(after: $after) { nodes { id } } }';
    const changed = `${cursor.slice(0, 5)}${cursor[5] === 'A' ? 'B' : 'A'}${cursor.slice(6)}`;
    for (const [query, after] of [
      [decisions, cursor],
      [cases, changed],
      [cases, Buffer.from('{"id":"2026-0"}').toString('base64url')],
    ] as const) {
      expect((await hub.ask(token, query, { after })).codes).toEqual(['CURSOR_INVALID']);
    }
  });

  it('through what joins the subgraphs, which callers do not have', async () => {
    const representations = [{ __typename: 'Case', id: theirs.cases }];
    const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
    expect((await hub.ask(token, entities, { r: representations })).codes).toContain('GRAPHQL_INVALID');
  });

  it('as the IT of Falun, by the source and its runs', async () => {
    const it = await hub.issuer.token({ role: 'it' });
    const quarantine =
      'query ($id: ID!) { quarantine(sourceId: $id) { totalCount } unmappedCodes(sourceId: $id) { __typename } }';
    const { data, codes } = await hub.ask(it, quarantine, { id: 'gagnef-test' });
    expect(data ?? null).toBeNull();
    expect(codes.every((code) => code === 'FORBIDDEN' || code === 'NOT_FOUND')).toBe(true);
    const start = await hub.ask(it, 'mutation ($id: ID!) { startSync(sourceId: $id) { id } }', {
      id: 'gagnef-test',
    });
    expect(start.codes).toEqual([expect.stringMatching(/FORBIDDEN|NOT_FOUND/)]);
  });

  it('and reads the own all the same', async () => {
    const { data } = await hub.ask(token, '{ cases { nodes { id person { personnummer } } } }');
    expect(data.cases.nodes).toEqual([
      { id: expect.stringMatching(/^2080-/), person: { personnummer: secrets.falun.personnummer } },
    ]);
  });
});
