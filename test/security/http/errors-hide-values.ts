import { beforeAll, describe, expect, it } from 'vitest';
import type { SecureHub } from '../support/secure-hub.js';

const number = '199001010017';
const name = 'Robin Exempel';
const told = /199001010017|19900101-?0017|9001010017|900101-0017|Robin|Exempel/;

/** What the caller wrote comes back in no error and no log of a running hub. */
export function errorsHideValues(running: () => SecureHub): void {
  let hub: SecureHub;
  let token: string;
  beforeAll(async () => {
    hub = running();
    token = await hub.issuer.token();
  });

  describe('no error repeats what the caller wrote', () => {
    const variables = (type: string, field: string) => `query ($v: ${type}) { ${field} }`;

    it.each([
      ['a number', variables('Int', 'cases(first: $v) { nodes { id } }'), number],
      ['an enum', variables('CaseStatus', 'cases(filter: { status: $v }) { nodes { id } }'), number],
      ['an input object', variables('CaseFilter', 'cases(filter: $v) { nodes { id } }'), { [name]: number }],
      [
        'a field of an input object',
        variables('CaseFilter', 'cases(filter: $v) { nodes { id } }'),
        { kommunCodes: { a: number } },
      ],
      ['a date', variables('Date', 'cases(validOn: $v) { nodes { id } }'), name],
      ['a date that is a number', variables('Date', 'cases(validOn: $v) { nodes { id } }'), number],
      ['a list', variables('[ID!]', 'kommuner(codes: $v) { code }'), [[number, name]]],
      ['a boolean', variables('Boolean!', '__typename @include(if: $v)'), number],
      ['a required string', variables('ID!', 'case(id: $v) { id }'), { a: name }],
      ['a cursor', variables('String', 'cases(after: $v) { nodes { id } }'), number],
      ['an id', variables('ID!', 'case(id: $v) { id }'), number],
      ['an id of a reference', variables('ID!', 'kommun(code: $v) { code }'), `${number} ${name}`],
    ])('as a variable: %s', async (_title, query, v) => {
      const answer = await hub.ask(token, query, { v });
      expect(answer.text).not.toMatch(told);
      expect(answer.codes.filter((code) => code === 'INTERNAL')).toEqual([]);
    });

    it.each([
      ['an enum', `{ cases(filter: { status: ${name.replace(' ', '')} }) { nodes { id } } }`],
      ['a number', `{ cases(first: "${number}") { nodes { id } } }`],
      ['a number out of bounds', `{ cases(first: ${number}) { nodes { id } } }`],
      ['a date', `{ cases(validOn: "${name}") { nodes { id } } }`],
      ['a string for an object', `{ cases(filter: "${name}") { nodes { id } } }`],
      ['an object for a string', `{ case(id: { a: "${name}" }) { id } }`],
      ['the default of a variable', `query ($v: Int = "${name}") { cases(first: $v) { nodes { id } } }`],
      ['a directive', `{ __typename @skip(if: "${name}") }`],
      ['an alias', `{ a${number}: __typename }`],
      ['a string that does not end', `{ case(id: "${name}`],
      ['a name where none may be', `{ case(id: ${name}) { id } }`],
      ['a character where none may be', `{ case(id: 1 ^ ${number}) }`],
      ['a bad escape', `{ case(id: "\\u${name}") { id } }`],
      ['something after the end', `{ __typename } ${name}`],
    ])('in the document: %s', async (_title, query) => {
      const answer = await hub.ask(token, query);
      expect(answer.codes.length).toBeGreaterThan(0);
      expect(answer.text).not.toMatch(told);
    });

    it.each([
      ['a body that is no JSON', `{"query":"${number} ${name}`],
      ['a query that is no string', JSON.stringify({ query: [number, name] })],
      ['variables that are no object', JSON.stringify({ query: '{ __typename }', variables: number })],
      ['the name of an operation', JSON.stringify({ query: '{ __typename }', operationName: name })],
      [
        'the name of an operation that is a number',
        JSON.stringify({ query: '{ __typename }', operationName: number }),
      ],
      ['an unknown key', JSON.stringify({ [name]: number })],
    ])('in the body: %s', async (_title, body) => {
      const headers = { 'content-type': 'application/json' };
      expect((await hub.send('/graphql', { method: 'POST', body, headers }, token)).text).not.toMatch(told);
    });

    it('in headers and addresses', async () => {
      const answers = await Promise.all([
        hub.ask(token, '{ __typename }', {}, { 'kommunhub-purpose': number }),
        hub.send(`/graphql?operationName=${number}&variables=${number}`, {}, token),
        hub.send(`/${number}`, {}, token),
        hub.ask(number, '{ __typename }'),
      ]);
      for (const { text, status } of answers)
        expect([status >= 400, text]).toEqual([true, expect.not.stringMatching(told)]);
    });

    it('in the log, after all of it', () => {
      expect(hub.log()).not.toMatch(told);
    });
  });

  describe('words that find a person', () => {
    it.each([
      ['a personnummer', `{ case(id: "${number}") { id } }`],
      ['one with a hyphen', '{ case(id: "900101-0017") { id } }'],
      ['one as a whole number', `{ case(id: ${number}) { id } }`],
      ['one in a default', `query ($id: ID! = "${number}") { case(id: $id) { id } }`],
      ['a case number', '{ personLookup(input: { caseNumber: "LSS-1" }) { id } }'],
    ])('are refused in a document: %s', async (_title, query) => {
      const answer = await hub.ask(token, query);
      expect([answer.status, answer.codes]).toEqual([400, ['BAD_INPUT']]);
    });
  });
}
