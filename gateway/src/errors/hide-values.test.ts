import { buildSchema, graphqlSync } from 'graphql';
import { describe, expect, it } from 'vitest';
import { hideValues } from './hide-values.js';

const schema = buildSchema(`
  enum Colour { RED }
  input Search { number: Int, colour: Colour, day: String! }
  type Query { find(search: Search, number: Int, colour: Colour): Int }
`);

const secret = '198112189876';

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
  ];
  it.each(cases)('do not repeat %s', (_title, source, variables) => {
    const messages = messagesOf(source, variables);
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) {
      expect(hideValues(message)).not.toContain('9876');
      expect(hideValues(message).length).toBeGreaterThan(10);
    }
  });

  it('lose their suggestions', () => {
    expect(hideValues(messagesOf('{ fin }')[0] ?? '')).toBe('Cannot query field "fin" on type "Query".');
  });

  it('keep the name of the variable and what was expected', () => {
    const [message = ''] = messagesOf('query($n: Int) { find(number: $n) }', {
      n: secret,
    });
    expect(hideValues(message)).toContain('"$n"');
  });
});
