import type {
  FetchNode,
  FetchRewrite,
  FlattenNode,
  PlanNode,
  RequiresSelection,
} from '@graphql-hive/router-query-planner';
import { Kind, parse, print, type SelectionNode, visit } from 'graphql';
import type { SelectionTree } from '../normal-form/selection-tree.js';
import type { Supergraph } from '../supergraph.js';
import { askedOfTypes } from './asked-of-types.js';

/**
 * Corrects the fetches of a plan that ask a subgraph about an interface as if it were one object
 * type (@interfaceObject).
 *
 * The planner (0.0.38) gets two things wrong there when a fragment on one type stands beside
 * other fields. `{ hotNodes { ... on User { heat } label } }` asks about every type but User.
 * `{ hotNodes { ... on User { heat } ... on Product { rank } } }` asks for both fields of every
 * object, so that a rank that breaks a rule takes a user's heat away. The caller's own selection
 * says which types are asked for what.
 */
export function correctInterfaceFetches(
  node: PlanNode,
  tree: SelectionTree,
  supergraph: Supergraph,
): PlanNode {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map((one) => correctInterfaceFetches(one, tree, supergraph)) };
    case 'Flatten':
      return node.node.kind === 'Fetch' ? correctFetch(node, node.node, tree, supergraph) : node;
    case 'BatchFetch': {
      const aliases = node.entityBatch.aliases.map((alias) => {
        const face = interfaceAskedAbout(alias.inputRewrites);
        if (face === undefined || !isInterfaceObject(node.serviceName, face, supergraph)) return alias;
        const asked = askedOfTypes(tree, alias.paths, face, keysOf(node.operation, alias.alias), supergraph);
        return asked
          ? { ...alias, requires: requiredOf(alias.requires, [...asked.keys()], face, supergraph) }
          : alias;
      });
      return { ...node, entityBatch: { ...node.entityBatch, aliases } };
    }
    default:
      return node;
  }
}

function correctFetch(
  flatten: FlattenNode,
  fetch: FetchNode,
  tree: SelectionTree,
  supergraph: Supergraph,
): PlanNode {
  const face = interfaceAskedAbout(fetch.inputRewrites);
  if (face === undefined || !isInterfaceObject(fetch.serviceName, face, supergraph)) return flatten;
  const asked = askedOfTypes(tree, [flatten.path], face, keysOf(fetch.operation, '_entities'), supergraph);
  if (!asked) return flatten;
  const groups = new Map<string, { types: string[]; keys: ReadonlySet<string> }>();
  for (const [type, keys] of asked) {
    const name = [...keys].sort().join();
    const group = groups.get(name) ?? { types: [], keys };
    group.types.push(type);
    groups.set(name, group);
  }
  const every = new Set([...asked.values()].flatMap((keys) => [...keys]));
  const nodes = [...groups.values()].map(({ types, keys }): PlanNode => {
    const requires = requiredOf(fetch.requires ?? [], types, face, supergraph);
    const operation =
      keys.size === every.size
        ? fetch.operation
        : without(fetch.operation, new Set([...every].filter((key) => !keys.has(key))));
    return { ...flatten, node: { ...fetch, requires, operation } };
  });
  return nodes.length === 1 ? nodes[0]! : { kind: 'Parallel', nodes };
}

function isInterfaceObject(subgraph: string, face: string, supergraph: Supergraph): boolean {
  return supergraph.interfaceObjects.get(subgraph)?.has(face) ?? false;
}

/** The interface to which every representation is renamed before it is sent. */
function interfaceAskedAbout(rewrites: readonly FetchRewrite[] | undefined): string | undefined {
  for (const rewrite of rewrites ?? []) {
    const setter =
      'ValueSetter' in rewrite ? rewrite.ValueSetter : 'setValueTo' in rewrite ? rewrite : undefined;
    const last = setter?.path.at(-1);
    if (setter && last && 'Key' in last && last.Key === '__typename') return setter.setValueTo;
  }
  return undefined;
}

/** The same requirements for the given types, or for the interface when it is all of them. */
function requiredOf(
  requires: readonly RequiresSelection[],
  types: readonly string[],
  face: string,
  supergraph: Supergraph,
): RequiresSelection[] {
  const conditions = supergraph.possibleTypes.get(face)?.size === types.length ? [face] : types;
  return requires.flatMap((one): RequiresSelection[] =>
    one.kind === 'InlineFragment' ? conditions.map((typeCondition) => ({ ...one, typeCondition })) : [one],
  );
}

/** What an operation asks of its entities, by data key. */
function keysOf(operation: string, entities: string): string[] {
  const keys: string[] = [];
  visitEntityFields(
    operation,
    (field) => {
      keys.push(field.alias?.value ?? field.name.value);
      return undefined;
    },
    entities,
  );
  return keys;
}

function without(operation: string, dropped: ReadonlySet<string>): string {
  return visitEntityFields(operation, (field) =>
    dropped.has(field.alias?.value ?? field.name.value) ? null : undefined,
  );
}

type Field = Extract<SelectionNode, { kind: Kind.FIELD }>;

/** Visits the fields right below `_entities`, whatever fragments they stand in. */
function visitEntityFields(
  operation: string,
  change: (field: Field) => null | undefined,
  only?: string,
): string {
  let depth = 0;
  let isWithin = false;
  const document = visit(parse(operation, { noLocation: true }), {
    FragmentDefinition: () => false,
    InlineFragment: {
      leave: (fragment) => (fragment.selectionSet.selections.length === 0 ? null : undefined),
    },
    Field: {
      enter(field) {
        depth += 1;
        if (depth === 1) isWithin = only === undefined || (field.alias?.value ?? field.name.value) === only;
        if (depth !== 2 || !isWithin) return undefined;
        const changed = change(field);
        if (changed === null) depth -= 1;
        return changed;
      },
      leave() {
        depth -= 1;
      },
    },
  });
  return print(document);
}
