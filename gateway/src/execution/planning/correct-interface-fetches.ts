import type {
  BatchFetchNode,
  EntityBatchAlias,
  FetchNode,
  FetchRewrite,
  FlattenNode,
  PlanNode,
  RequiresSelection,
} from '@graphql-hive/router-query-planner';
import type { SelectionTree } from '../normal-form/selection-tree.js';
import type { Supergraph } from '../supergraph.js';
import { askedOfTypes } from './asked-of-types.js';
import { divideEntityFields, type EntityField, entityKeys } from './entity-fields.js';

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
    case 'BatchFetch':
      return correctBatch(node, tree, supergraph);
    default:
      return node;
  }
}

/** A fetch at one path is a batch of one; it stays a plain fetch unless it has to be divided. */
function correctFetch(
  flatten: FlattenNode,
  fetch: FetchNode,
  tree: SelectionTree,
  supergraph: Supergraph,
): PlanNode {
  const { requires = [], inputRewrites, outputRewrites, ...rest } = fetch;
  const only: EntityBatchAlias = {
    alias: '_entities',
    representationsVariableName: 'representations',
    paths: [flatten.path],
    requires,
    ...(inputRewrites ? { inputRewrites } : {}),
    ...(outputRewrites ? { outputRewrites } : {}),
  };
  const batch = correctBatch(
    { ...rest, kind: 'BatchFetch', entityBatch: { aliases: [only] } },
    tree,
    supergraph,
  );
  const [first, ...others] = batch.entityBatch.aliases;
  if (others.length > 0) return batch;
  return { ...flatten, node: { ...fetch, requires: first?.requires ?? requires } };
}

function correctBatch(node: BatchFetchNode, tree: SelectionTree, supergraph: Supergraph): BatchFetchNode {
  const divided = new Map<string, EntityField[]>();
  const aliases = node.entityBatch.aliases.flatMap((alias) => {
    const groups = groupsOf(alias, node, tree, supergraph);
    if (!groups) return [alias];
    const parts = groups.map((group, place) => ({
      ...group,
      alias: place === 0 ? alias.alias : `${alias.alias}_${place}`,
      variable:
        place === 0 ? alias.representationsVariableName : `${alias.representationsVariableName}_${place}`,
    }));
    if (parts.length > 1) divided.set(alias.alias, parts);
    return parts.map((part) => ({
      ...alias,
      alias: part.alias,
      representationsVariableName: part.variable,
      requires: part.requires,
    }));
  });
  const operation = divided.size > 0 ? divideEntityFields(node.operation, divided) : node.operation;
  return { ...node, operation, entityBatch: { aliases } };
}

/** Types that are asked for the same, with what is required of them. Undefined where the plan is left alone. */
function groupsOf(
  alias: EntityBatchAlias,
  node: BatchFetchNode,
  tree: SelectionTree,
  supergraph: Supergraph,
): { requires: RequiresSelection[]; dropped: ReadonlySet<string> }[] | undefined {
  const face = interfaceAskedAbout(alias.inputRewrites);
  if (face === undefined || !isInterfaceObject(node.serviceName, face, supergraph)) return undefined;
  const asked = askedOfTypes(tree, alias.paths, face, entityKeys(node.operation, alias.alias), supergraph);
  if (!asked) return undefined;
  const every = [...new Set([...asked.values()].flatMap((keys) => [...keys]))];
  const groups = new Map<string, string[]>();
  for (const [type, keys] of asked) {
    const dropped = every.filter((key) => !keys.has(key)).join();
    groups.set(dropped, [...(groups.get(dropped) ?? []), type]);
  }
  return [...groups].map(([dropped, types]) => ({
    requires: requiredOf(alias.requires, types, face, supergraph),
    dropped: new Set(dropped.split(',')),
  }));
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
  const found = requires.flatMap((one): RequiresSelection[] =>
    one.kind === 'InlineFragment' ? conditions.map((typeCondition) => ({ ...one, typeCondition })) : [one],
  );
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}
