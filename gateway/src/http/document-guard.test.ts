import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInputObjectType, isObjectType, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { publicSchemaOf } from '../execution/index.js';
import { DEFAULT_DOCUMENT_LIMITS } from '../execution/limits/engine-limits.js';
import { DocumentGuard } from './document-guard.js';
import { isPersonArgument } from './person-arguments.js';

const guard = new DocumentGuard(
  { ...DEFAULT_DOCUMENT_LIMITS, tokens: 500, directives: 3, repetitions: 2, definitions: 4 },
  () => '2026-11-22',
);

const codeOf = (text: string) => {
  try {
    guard.look(text);
    return 'looked at';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the guard before validation', () => {
  it('tells what the door needs to know', () => {
    const traits = guard.look(
      'query A { a } mutation B { b } fragment F on T { __schema { types { name } } }',
    );
    expect([...(traits?.operations ?? [])]).toEqual([
      ['A', 'query'],
      ['B', 'mutation'],
    ]);
    expect(traits).toMatchObject({ asksForSchema: true, asksForPerson: false });
    expect(guard.look('{ a(personnummer: $p) }')).toMatchObject({ asksForPerson: true });
    expect(guard.look('{ personLookup(input: $i) { id } }')).toMatchObject({ asksForPerson: true });
  });

  it('leaves a document that does not parse to others', () => {
    expect(guard.look('{')).toBeNull();
  });

  it.each([
    ['directives at the limit', '{ a @x @x @x }', 'looked at'],
    ['one more', '{ a @x @x b @x @x }', 'OPERATION_TOO_WIDE'],
    ['repetitions at the limit', '{ a a b b }', 'looked at'],
    ['one more, wherever it stands', '{ a a b { c c } d { e e } }', 'OPERATION_TOO_WIDE'],
    ['other aliases of one field', '{ x: a y: a z: a w: a }', 'looked at'],
    [
      'definitions at the limit',
      '{ a } fragment A on T { a } fragment B on T { a } fragment C on T { a }',
      'looked at',
    ],
    ['too many words', `{ ${'a1 '.repeat(500)} }`, 'OPERATION_TOO_WIDE'],
    ['a personnummer', '{ a(id: "199001010017") }', 'BAD_INPUT'],
    ['one among other words', '{ a(text: "om 900101-0017 igen") }', 'BAD_INPUT'],
    ['one in the name of an operation', 'query q_900101_0017 { a }', 'BAD_INPUT'],
    ['one in an alias', '{ a199001010017: a }', 'BAD_INPUT'],
    ['one in an object in a list', '{ a(b: [{ c: "199001010017" }]) }', 'BAD_INPUT'],
    ['an id whose digits look like one', `{ a(id: "2080-${'199001010017'.padEnd(32, 'a')}") }`, 'looked at'],
    ['a case number as a literal', '{ a(input: { caseNumber: "LSS-1" }) }', 'BAD_INPUT'],
    [
      'a name to look a person up by',
      '{ personLookup(input: { name: "Robin Exempel" }) { id } }',
      'BAD_INPUT',
    ],
    [
      'a variable to do it',
      '{ personLookup(input: { name: $name, kommunCodes: ["2080"] }) { id } }',
      'looked at',
    ],
    ['the name of a type', '{ __type(name: "Case") { name } }', 'looked at'],
  ])('says of %s: %s', (_title, text, code) => {
    expect(codeOf(text)).toBe(code);
    // The second look is the remembered one.
    expect(codeOf(text)).toBe(code);
  });

  it('looks at the longest document in no time, whatever digits it holds', () => {
    const wide = new DocumentGuard(DEFAULT_DOCUMENT_LIMITS, () => '2026-11-22');
    const begun = performance.now();
    wide.look(`{ a(b: "${'19'.repeat(79_000)}") }`);
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(() => wide.look(`{ a(b: "${'x'.repeat(160_000)}") }`)).toThrow(/characters/);
  });

  it('stands what is nested deeper than the stack', () => {
    const deep = new DocumentGuard({ ...DEFAULT_DOCUMENT_LIMITS, tokens: 1_000_000 }, () => '2026-11-22');
    const levels = 200_000;
    expect(() => deep.look(`${'{a'.repeat(levels)}${'}'.repeat(levels)}`)).toThrow(
      expect.objectContaining({ code: 'OPERATION_TOO_DEEP' }),
    );
  });
});

it('every argument and input field of the graph that names a person is known as one', () => {
  const supergraph = readFileSync(join(import.meta.dirname, '..', '..', 'supergraph.graphql'), 'utf8');
  const names = Object.values(publicSchemaOf(parse(supergraph)).getTypeMap()).flatMap((type) => {
    if (isInputObjectType(type)) return Object.keys(type.getFields());
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) => field.args.map(({ name }) => name));
  });
  const ofPersons = [...new Set(names)].filter((name) =>
    /personnummer|caseNumber|personName|ssn/i.test(name),
  );
  expect(ofPersons.length).toBeGreaterThan(0);
  expect(ofPersons.filter((name) => !isPersonArgument(name))).toEqual([]);
});
