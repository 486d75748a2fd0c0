import { beforeAll, describe, expect, it } from 'vitest';
import { SecureHub } from '../support/secure-hub.js';

/** Public classes of attacks on GraphQL, against a running hub. */
export function attackClasses(running: () => SecureHub): void {
  let hub: SecureHub;
  let token: string;
  let developer: string;
  beforeAll(async () => {
    hub = running();
    token = await hub.issuer.token();
    developer = await hub.issuer.token({ role: 'it' });
  });

  const times = (count: number, text: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => text(index)).join(' ');

  /** `a { a { … } }`, so many levels. */
  const nested = (levels: number, open: string, inmost: string) =>
    `${`${open} { `.repeat(levels)}${inmost}${' }'.repeat(levels)}`;

  const binary = (levels: number): string =>
    levels === 0 ? 'code' : `kommuner { ${binary(levels - 1)} } kommuner { ${binary(levels - 1)} }`;

  describe('public classes of attacks on GraphQL are refused quickly', () => {
    it.each([
      ['101 aliases', `{ ${times(101, (n) => `a${n}: __typename`)} }`, 'OPERATION_TOO_WIDE'],
      [
        '1,000 aliases of a costly field',
        `{ ${times(1_000, (n) => `a${n}: cases { totalCount }`)} }`,
        'OPERATION_TOO_WIDE',
      ],
      ['one field 500 times', `{ ${'__typename '.repeat(500)} }`, 'OPERATION_TOO_WIDE'],
      ['fields beside themselves at every level', `{ ${binary(8)} }`, 'OPERATION_TOO_WIDE'],
      ['51 directives', `{ __typename ${'@include(if: true) '.repeat(51)} }`, 'OPERATION_TOO_WIDE'],
      ['directives that do not exist', `{ __typename ${'@aa'.repeat(500)} }`, 'OPERATION_TOO_WIDE'],
      [
        'fragments in a circle',
        '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
        'GRAPHQL_INVALID',
      ],
      ['a fragment in itself', '{ ...A } fragment A on Query { __typename ...A }', 'GRAPHQL_INVALID'],
      [
        '101 fragments',
        `{ ...F0 } ${times(101, (n) => `fragment F${n} on Query { __typename }`)}`,
        'OPERATION_TOO_WIDE',
      ],
      [
        'fragments that double at every level',
        `{ ...F0 } ${times(14, (n) => `fragment F${n} on Query { ...F${n + 1} ...on Query { ...F${n + 1} } }`)} fragment F14 on Query { __typename }`,
        'OPERATION_TOO_WIDE',
      ],
      [
        'fields nested 30 deep',
        `{ cases { nodes { ${nested(14, 'person { cases { nodes', 'id').replaceAll(' }', ' } } }').slice(0, -2)} } } }`,
        'GRAPHQL_INVALID',
      ],
      [
        'braces nested 4,000 deep',
        `{ ${nested(4_000, 'a', 'a')} }`,
        /OPERATION_TOO_(DEEP|WIDE)|GRAPHQL_INVALID/,
      ],
      [
        'brackets nested 4,000 deep',
        `{ kommuner(codes: ${'['.repeat(4_000)}${']'.repeat(4_000)}) { code } }`,
        /OPERATION_TOO_(DEEP|WIDE)|GRAPHQL_INVALID/,
      ],
      ['20,000 words', `{ ${'a '.repeat(20_000)} }`, 'OPERATION_TOO_WIDE'],
      [
        'a page of millions',
        '{ cases(first: 2000000000) { nodes { id } } }',
        /BAD_INPUT|OPERATION_TOO_COSTLY/,
      ],
      [
        'pages in pages',
        '{ kommuner { namnder { id } sources { id lastRun { id } } } cases(first: 500) { nodes { decisions { executions { id } followUps: executions { id } } investigations { id } } } }',
        /^$/,
      ],
    ])('%s', async (_title, query, code) => {
      const begun = performance.now();
      const answer = await hub.ask(token, query);
      expect(performance.now() - begun).toBeLessThan(2_000);
      expect(answer.codes.join(' ')).toMatch(code);
      expect(answer.status).toBeLessThan(500);
      expect(answer.text.length).toBeLessThan(100_000);
    });

    it('a list of operations in one request', async () => {
      const body = JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ __typename }' })));
      const answer = await hub.send(
        '/graphql',
        { method: 'POST', body, headers: { 'content-type': 'application/json' } },
        token,
      );
      expect([answer.status, answer.codes]).toEqual([400, ['BAD_INPUT']]);
    });

    it('a body and variables beyond all measure', async () => {
      const large = await hub.ask(token, 'query ($c: [ID!]) { kommuner(codes: $c) { code } }', {
        c: Array(500_000).fill('2080'),
      });
      expect([large.status, large.codes]).toEqual([413, ['REQUEST_TOO_LARGE']]);
      const deep = `{"query":"{ __typename }","variables":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`;
      const answer = await hub.send(
        '/graphql',
        { method: 'POST', body: deep, headers: { 'content-type': 'application/json' } },
        token,
      );
      expect([answer.status, answer.codes]).toEqual([400, ['BAD_INPUT']]);
    });

    it('names that every object inherits', async () => {
      const answers = await Promise.all([
        hub.ask(token, '{ __proto__: __typename }'),
        hub.ask(token, '{ constructor: __typename }'),
        hub.ask(
          token,
          'query ($__proto__: ID) { kommun(code: $__proto__) { code } }',
          JSON.parse('{"__proto__":"2080"}'),
        ),
      ]);
      for (const { status, text } of answers) {
        expect(status).toBeLessThan(500);
        expect(text).not.toContain('INTERNAL');
      }
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    });
  });

  describe('the schema', () => {
    const whole = '{ __schema { types { name } } }';

    it('is told to developers and to nobody else, however it is asked for', async () => {
      expect((await hub.ask(developer, whole)).data.__schema.types.length).toBeGreaterThan(50);
      const ways = [
        whole,
        '{ __type(name: "Person") { name } }',
        '{ ...A } fragment A on Query { __schema { types { name } } }',
        '{ ... on Query { x: __schema { types { name } } } }',
        'query ($yes: Boolean = true) { __schema @include(if: $yes) { types { name } } }',
      ];
      for (const query of ways)
        expect(await hub.ask(token, query)).toMatchObject({ status: 403, codes: ['FORBIDDEN'] });
    });

    it('is not told by suggestions either', async () => {
      const guesses = [
        '{ kommunar { code } }',
        '{ kommuner { cod } }',
        '{ kommuner(code: "2080") { code } }',
        '{ cases(filter: { kommun: 1 }) { nodes { id } } }',
        '{ kommuner { code ... on Kommuna { name } } }',
        'query ($a: Kommunn) { __typename }',
      ];
      for (const query of guesses) {
        const { codes, text } = await hub.ask(developer, query);
        expect(codes.length).toBeGreaterThan(0);
        expect(text).not.toMatch(/did you mean/i);
      }
    });

    it('may be closed to developers too', async () => {
      const closed = await SecureHub.start({ KOMMUNHUB_INTROSPECTION: 'nobody' });
      try {
        expect((await closed.ask(await closed.issuer.token({ role: 'it' }), whole)).codes).toEqual([
          'FORBIDDEN',
        ]);
      } finally {
        await closed.stop();
      }
    });
  });

  describe('other ways in', () => {
    const get = (search: string, headers: Record<string, string> = { 'apollo-require-preflight': 'yes' }) =>
      hub.send(`/graphql?${new URLSearchParams(search)}`, { headers }, token);

    it('GET answers no text of the client’s own', async () => {
      for (const search of ['query={__typename}', 'query=mutation{__typename}', 'operationName=Nobody', '']) {
        const { status, codes } = await get(search);
        expect([status, codes]).toEqual([
          search.startsWith('operationName') ? 403 : 400,
          [expect.stringMatching(/BAD_INPUT|NOT_REGISTERED/)],
        ]);
      }
    });

    it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])(
      '%s is answered with what is allowed',
      async (method) => {
        const { status, headers } = await hub.send('/graphql', { method }, token);
        expect([status, headers.get('allow')]).toEqual([405, 'GET, POST']);
        expect(headers.get('access-control-allow-origin')).toBeNull();
      },
    );

    it.each([
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonx',
    ])('a form of another site (%s) is refused', async (type) => {
      const body = JSON.stringify({ query: '{ __typename }' });
      const answer = await hub.send(
        '/graphql',
        { method: 'POST', body, headers: { 'content-type': type } },
        token,
      );
      expect([answer.status, answer.codes]).toEqual([400, ['BAD_INPUT']]);
    });
  });
}
