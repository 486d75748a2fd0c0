import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compareSchemas, printComparison } from './schema-changes.js';

const before = buildSchema(`
  type Query { case(id: ID!, open: Boolean): Case cases(filter: Filter): [Case!]! hit: Hit }
  type Case { id: ID! status: Status! note: String person: Person }
  type Person { id: ID! name: String }
  type Other { id: ID! }
  union Hit = Case | Person | Other
  enum Status { OPEN CLOSED }
  input Filter { status: Status year: Int }`);

const operations = [
  { name: 'One', document: parse('query One { case(id: "1") { id status } }') },
  {
    name: 'Many',
    document: parse('query Many($f: Filter) { cases(filter: $f) { ...C } } fragment C on Case { note }'),
  },
  { name: 'Person', document: parse('query Person { case(id: "1", open: true) { person { name } } }') },
  { name: 'Found', document: parse('query Found { hit { ... on Person { name } } }') },
  { name: 'Wrong', document: parse('query Wrong { nothing }') },
];

function compare(change: (sdl: string) => string) {
  const sdl = change(
    [...Object.values(before.getTypeMap())]
      .filter((type) => type.astNode)
      .map((type) => type.astNode?.loc?.source.body.slice(type.astNode.loc.start, type.astNode.loc.end))
      .join('\n'),
  );
  const { changes, broken } = compareSchemas(before, buildSchema(sdl), operations);
  return {
    changes: changes.map(({ kind, description, operations: users }) => [kind, description, users.join()]),
    broken: broken.map(({ name }) => name),
  };
}

describe('a change of the graph', () => {
  it('is breaking for the operations that use what is gone', () => {
    expect(compare((sdl) => sdl.replace('note: String ', ''))).toEqual({
      changes: [['BREAKING', 'Case.note was removed.', 'Many']],
      broken: ['Many'],
    });
  });

  it('is breaking for those who may now get null where they never did', () => {
    const { changes, broken } = compare((sdl) => sdl.replace('status: Status!', 'status: Status'));
    expect(changes.map(([kind, , users]) => [kind, users])).toEqual([['BREAKING', 'One']]);
    expect(broken).toEqual(['One']);
  });

  it('of an argument breaks those only who give it, and a new required one all', () => {
    expect(compare((sdl) => sdl.replace(', open: Boolean', '')).broken).toEqual(['Person']);
    expect(compare((sdl) => sdl.replace('open: Boolean', 'open: Boolean, by: ID!')).broken).toEqual([
      'One',
      'Person',
    ]);
  });

  it('of an input breaks those whose variables may hold it', () => {
    expect(compare((sdl) => sdl.replace(' year: Int', '')).broken).toEqual(['Many']);
    expect(compare((sdl) => sdl.replace('year: Int', 'year: Int month: Int!')).broken).toEqual(['Many']);
  });

  it('that nobody uses breaks nobody', () => {
    expect(compare((sdl) => sdl.replace('type Other { id: ID! }', 'type Other { id: ID }'))).toEqual({
      changes: [['BREAKING', 'Other.id changed type from ID! to ID.', '']],
      broken: [],
    });
  });

  it('is dangerous where a client may meet what it does not know', () => {
    expect(compare((sdl) => sdl.replace('OPEN CLOSED', 'OPEN CLOSED HELD'))).toEqual({
      changes: [['DANGEROUS', 'HELD was added to enum type Status.', 'One,Many']],
      broken: [],
    });
  });

  it('is harmless where it only adds', () => {
    const added = compare((sdl) => `${sdl.replace('note: String', 'note: String due: Date')}\nscalar Date`);
    expect(added).toEqual({
      changes: [
        ['HARMLESS', 'Case.due was added.', ''],
        ['HARMLESS', 'Date was added.', ''],
      ],
      broken: [],
    });
    const told = compare((sdl) => sdl.replace('note: String', '"What was said." note: String'));
    expect(told.changes).toEqual([['HARMLESS', 'Descriptions or deprecations changed.', '']]);
  });

  it('is none when nothing changes, and an operation that never worked does not break', () => {
    expect(compare((sdl) => sdl)).toEqual({ changes: [], broken: [] });
  });
});

it('is told in lines', () => {
  const now = buildSchema(
    'type Query { case(id: ID!, open: Boolean): Case } type Case { id: ID! status: Status! } enum Status { OPEN CLOSED }',
  );
  const text = printComparison(compareSchemas(before, now, operations.slice(0, 1)));
  expect(text).toContain('The public schema changes: 9 breaking, 0 dangerous, 0 harmless.\n');
  expect(text).toContain('  BREAKING  Case.note was removed.\n');
  expect(text).not.toContain('breaks');
});
