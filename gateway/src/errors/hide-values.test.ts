import { buildSchema, graphqlSync } from 'graphql';
import { describe, expect, it } from 'vitest';
import { hideValues } from './hide-values.js';

const schema = buildSchema(`
  enum Colour { RED }
  input Search { number: Int, colour: Colour, day: String! }
  type Query { find(search: Search, number: Int, colour: Colour): Int }
`);

const secret = '198112189876';
/** Has no digits to be known by, and the words of graphql-js in it. */
const name = 'Robin Exempel; Expected 1; Field "x" of required type "Exempel" was not provided';

/** Every message graphql-js gives for the document and variables. */
function messagesOf(source: string, variableValues: Record<string, unknown> = {}): string[] {
  return (graphqlSync({ schema, source, variableValues }).errors ?? []).map((error) => error.message);
}

describe('messages of graphql-js', () => {
  const cases: [title: string, source: string, variables?: Record<string, unknown>][] = [
    ['a variable of the wrong type', 'query($n: Int) { find(number: $n) }', { n: secret }],
    [
      'a variable with a wrong field',
      'query($s: Search) { find(search: $s) }',
      { s: { [secret]: 1, day: 'x' } },
    ],
    [
      'a variable with a wrong nested value',
      'query($s: Search) { find(search: $s) }',
      { s: { number: secret } },
    ],
    ['a variable that is no enum value', 'query($c: Colour) { find(colour: $c) }', { c: secret }],
    ['a literal of the wrong type', `{ find(number: "${secret}") }`],
    ['a literal that is no enum value', `{ find(colour: "${secret}") }`],
    ['a document that does not parse', `{ find(number: "${secret}" }`],
    ['a number with hyphen', 'query($n: Int) { find(number: $n) }', { n: '811218-9876' }],
    ['a name as a number', 'query($n: Int) { find(number: $n) }', { n: name }],
    ['a name as a field', 'query($s: Search) { find(search: $s) }', { s: { [name]: 1, day: 'x' } }],
    ['a name as an object', 'query($s: Search) { find(search: $s) }', { s: name }],
    ['a name as a nested value', 'query($s: Search) { find(search: $s) }', { s: { day: [name] } }],
    ['a name as an enum value', 'query($c: Colour) { find(colour: $c) }', { c: name }],
    ['a name as no text', 'query($c: Colour) { find(colour: $c) }', { c: [name] }],
    ['a name beside a missing field', 'query($s: Search) { find(search: $s) }', { s: { number: name } }],
    ['a name in a text that does not end', `{ find(number: "Robin Exempel) }`],
    ['a name after a wrong escape', `{ find(number: "\\u00zz Robin Exempel") }`],
    ['a name behind a character that is none', '{ find(number: Robin Exempel \u0007) }'],
  ];
  it.each(cases)('do not repeat %s', (_title, source, variables) => {
    const messages = messagesOf(source, variables);
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) {
      expect(hideValues(message)).not.toMatch(/9876|Exempel|u00zz/);
      expect(hideValues(message).length).toBeGreaterThan(10);
    }
  });

  it('lose their suggestions', () => {
    expect(hideValues(messagesOf('{ fin }')[0] ?? '')).toBe('Cannot query field "fin" on type "Query".');
  });

  it('keep what the schema says of a variable', () => {
    const said = (variables: Record<string, unknown>) =>
      messagesOf('query($s: Search, $c: Colour) { find(search: $s, colour: $c) }', variables).map(hideValues);
    expect(said({ s: 'x' })).toEqual([
      'Variable "$s" got an invalid value; Expected type "Search" to be an object.',
    ]);
    expect(said({ s: {} })).toEqual([
      'Variable "$s" got an invalid value; Field "day" of required type "String!" was not provided.',
    ]);
    expect(said({ s: { day: 'x', night: 1 } })).toEqual([
      'Variable "$s" got an invalid value; a field is not one of "Search".',
    ]);
    expect(said({ s: { day: 1 } })).toEqual(['Variable "$s" got an invalid value; it is no String.']);
    expect(said({ c: 'BLUE' })).toEqual([
      'Variable "$c" got an invalid value; it is not one of the enum "Colour".',
    ]);
  });

  it('keep the name of the variable and what was expected', () => {
    const [message = ''] = messagesOf('query($n: Int) { find(number: $n) }', {
      n: secret,
    });
    expect(hideValues(message)).toContain('"$n"');
  });

  it.each(['; Field "', 'Value "', 'cannot represent ', '; Int cannot represent '])(
    'are taken out at once where the caller wrote "%s" a hundred thousand times',
    (piece) => {
      const begun = performance.now();
      for (const message of [
        `Variable "$v" got invalid value "${piece.repeat(100_000)}"; Int cannot represent non-integer value: "Robin"`,
        `Expected value of type "Int", found "${piece.repeat(100_000)} Robin".`,
        `${piece.repeat(100_000)} Robin`,
      ]) {
        hideValues(message);
      }
      expect(performance.now() - begun).toBeLessThan(500);
    },
  );
});
