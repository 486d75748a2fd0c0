import { buildSchema, type FieldNode, type FragmentDefinitionNode, parse } from 'graphql';
import { expect, it } from 'vitest';
import { selectedFields } from './selected-fields.js';

const schema = buildSchema(`
  type Query { cases: CaseConnection case: Case _entities: [_Entity] }
  union _Entity = Case | Person
  type CaseConnection { nodes: [Case] edges: [CaseEdge] totalCount: Int }
  type CaseEdge { node: Case cursor: String }
  type Case { id: ID number: String person: Person }
  type Person { id: ID name: String }
`);

function fieldsOf(text: string, typeName: string, path: readonly string[] = [], variableValues = {}) {
  const { definitions } = parse(text);
  const fieldNodes: FieldNode[] = [];
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const definition of definitions) {
    if (definition.kind === 'FragmentDefinition') fragments[definition.name.value] = definition;
    else if (definition.kind === 'OperationDefinition') {
      fieldNodes.push(...(definition.selectionSet.selections as FieldNode[]));
    }
  }
  return selectedFields({ schema, fieldNodes, fragments, variableValues }, typeName, path);
}

it('names the fields asked for of the object itself, once each, by their own names', () => {
  expect(fieldsOf('{ case { __typename id again: id person { name } } }', 'Case')).toEqual(['id', 'person']);
});

it('goes down the path of a connection, through fragments on its types', () => {
  const text = `{ cases { ...page edges { ... on CaseEdge { node { number } } } } }
    fragment page on CaseConnection { totalCount nodes { id ...one } }
    fragment one on Case { person { name } }`;
  expect(fieldsOf(text, 'Case', ['nodes'])).toEqual(['id', 'person']);
  expect(fieldsOf(text, 'Case', ['edges', 'node'])).toEqual(['number']);
});

it('counts of references only the fragments on their type', () => {
  const text =
    '{ _entities { ... on Case { number } ... on Person { name } ... on _Entity { ... on Case { id } } } }';
  expect(fieldsOf(text, 'Case')).toEqual(['number', 'id']);
  expect(fieldsOf(text, 'Person')).toEqual(['name']);
});

it('leaves out what is skipped by the variables of the request', () => {
  const text =
    'query ($all: Boolean!) { case { id @skip(if: true) number @include(if: $all) ... @skip(if: $all) { person { id } } } }';
  expect(fieldsOf(text, 'Case', [], { all: true })).toEqual(['number']);
  expect(fieldsOf(text, 'Case', [], { all: false })).toEqual(['person']);
});
