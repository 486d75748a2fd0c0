import { ConfigError } from '@kommunhub/schema';
import { describe, expect, test } from 'vitest';
import { composeSupergraph } from './compose.js';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7",
  import: ["@key", "@external", "@requires", "@interfaceObject", "@shareable"])\n`;

function compose(sdls: Record<string, string>): string {
  return composeSupergraph(
    Object.entries(sdls).map(([name, sdl]) => ({ name, url: `http://${name}`, sdl: link + sdl })),
  );
}

function faultCodes(sdls: Record<string, string>): string[] {
  try {
    compose(sdls);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map((fault) => fault.code);
    throw error;
  }
  return [];
}

test('composes subgraphs that share an entity', () => {
  const supergraph = compose({
    a: 'type Query { product: Product } type Product @key(fields: "id") { id: ID! label: String }',
    b: 'type Product @key(fields: "id") { id: ID! rating: Float }',
  });
  expect(supergraph).toContain('rating: Float @join__field(graph: B)');
});

test('names the subgraph whose SDL cannot be read', () => {
  expect(() => compose({ good: 'type Query { a: Int }', bad: 'type {' })).toThrow(/subgraph bad/);
});

test('lists what the composition refuses', () => {
  expect(faultCodes({ a: 'type Query { a: Int }', b: 'type Query { a: String }' })).not.toEqual([]);
});

describe('patterns that would be composed wrongly', () => {
  const hits =
    'union Hit = Dog | Cat type Dog @key(fields: "id") { id: ID! } type Cat @key(fields: "id") { id: ID! }';

  test('refuses fragments inside @requires', () => {
    const codes = faultCodes({
      a: `type Query { owner: Owner } type Owner @key(fields: "id") { id: ID! pet: Hit } ${hits}`,
      b: `type Owner @key(fields: "id") { id: ID! pet: Hit @external note: String @requires(fields: "pet { ... on Dog { id } }") } ${hits}`,
    });
    expect(codes).toEqual(['REQUIRES_WITH_FRAGMENT']);
  });

  test('refuses a field that gives a union in one subgraph and a member of it in another', () => {
    const codes = faultCodes({
      a: `type Query { pet: Hit @shareable } ${hits}`,
      b: 'type Query { pet: Dog @shareable } type Dog @key(fields: "id") { id: ID! }',
    });
    expect(codes).toEqual(['UNION_AGAINST_MEMBER']);
  });

  test('refuses @requires on an interface object', () => {
    const codes = faultCodes({
      a: 'type Query { n: Node } interface Node @key(fields: "id") { id: ID! w: Int } type X implements Node @key(fields: "id") { id: ID! w: Int }',
      b: 'type Node @key(fields: "id") @interfaceObject { id: ID! w: Int @external v: Int @requires(fields: "w") }',
    });
    expect(codes).toEqual(['REQUIRES_ON_INTERFACE_OBJECT']);
  });
});
