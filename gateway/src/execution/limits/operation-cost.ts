import {
  type ConstDirectiveNode,
  type GraphQLOutputType,
  getNullableType,
  isCompositeType,
  isListType,
  isNonNullType,
  Kind,
  type ValueNode,
} from 'graphql';
import {
  ALWAYS,
  type FieldSelection,
  type ObjectSelection,
  type SelectionTree,
} from '../normal-form/selection-tree.js';
import type { Supergraph } from '../supergraph.js';
import type { EngineLimits } from './engine-limits.js';

/** Estimates the objects an operation makes with these variables. */
export type OperationCost = (variables: Record<string, unknown>, holds: readonly boolean[]) => number;

/** What the supergraph says a field costs: @cost and @listSize. */
interface FieldPrice {
  weight: number | undefined;
  assumedSize: number | undefined;
  slicingArguments: readonly string[];
  sizedFields: readonly string[];
}

const NO_PRICE: FieldPrice = {
  weight: undefined,
  assumedSize: undefined,
  slicingArguments: [],
  sizedFields: [],
};
/** Arguments that say how long a list becomes where no @listSize does. */
const USUAL_SLICING_ARGUMENTS = ['first', 'last', 'limit'];
/** Fields of a connection that are as long as its slicing argument says. */
const USUAL_SIZED_FIELDS = ['nodes', 'edges'];

/**
 * Prices of all fields, read once from a supergraph.
 *
 * Source: IBM's GraphQL Cost Directives specification; an object costs 1 and a leaf 0 where
 * @cost says nothing, and a list costs its length times its items.
 */
export function readPrices(supergraph: Supergraph): ReadonlyMap<string, FieldPrice> {
  const prices = new Map<string, FieldPrice>();
  for (const node of supergraph.document.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of node.fields ?? []) {
      const cost = field.directives?.find((directive) => directive.name.value === 'cost');
      const size = field.directives?.find((directive) => directive.name.value === 'listSize');
      if (!cost && !size) continue;
      prices.set(`${node.name.value}.${field.name.value}`, {
        weight: numbers(cost, 'weight')[0],
        assumedSize: numbers(size, 'assumedSize')[0],
        slicingArguments: strings(size, 'slicingArguments'),
        sizedFields: strings(size, 'sizedFields'),
      });
    }
  }
  return prices;
}

/** Compiles the cost of an operation; only what depends on variables is left to be computed. */
export function operationCost(
  tree: SelectionTree,
  prices: ReadonlyMap<string, FieldPrice>,
  limits: EngineLimits,
): OperationCost {
  return objectCost(tree.root, undefined, prices, limits);
}

type Size = (variables: Record<string, unknown>) => number | undefined;

function objectCost(
  selection: ObjectSelection,
  sliced: { fields: readonly string[]; size: Size } | undefined,
  prices: ReadonlyMap<string, FieldPrice>,
  limits: EngineLimits,
): OperationCost {
  const parts: OperationCost[] = [];
  const collect = (items: ObjectSelection['items']): void => {
    for (const item of items) {
      if (item.kind === 'narrowed') collect(item.items);
      else if (!item.name.startsWith('__')) parts.push(fieldCost(item, sliced, prices, limits));
    }
  };
  collect(selection.items);
  if (parts.length === 0) return () => 0;
  return (variables, holds) => parts.reduce((sum, part) => sum + part(variables, holds), 0);
}

function fieldCost(
  field: FieldSelection,
  sliced: { fields: readonly string[]; size: Size } | undefined,
  prices: ReadonlyMap<string, FieldPrice>,
  limits: EngineLimits,
): OperationCost {
  const price = prices.get(`${field.parentType.name}.${field.name}`) ?? NO_PRICE;
  const nullable = getNullableType(field.type);
  const isList = isListType(nullable);
  const own = price.weight ?? (isCompositeType(innermost(field.type)) ? 1 : 0);
  const slicing = price.slicingArguments.length > 0 ? price.slicingArguments : USUAL_SLICING_ARGUMENTS;
  const size = sizeOf(field, slicing);
  const sizedFields = price.sizedFields.length > 0 ? price.sizedFields : USUAL_SIZED_FIELDS;
  const inner = field.selection
    ? objectCost(field.selection, isList ? undefined : { fields: sizedFields, size }, prices, limits)
    : () => 0;
  const inherited = sliced?.fields.includes(field.name) ? sliced.size : undefined;
  const assumed = price.assumedSize ?? limits.assumedListSize;
  return (variables, holds) => {
    if (field.when !== ALWAYS && holds[field.when] !== true) return 0;
    const length = isList ? (size(variables) ?? inherited?.(variables) ?? assumed) : 1;
    return length * (own + inner(variables, holds));
  };
}

/** The greatest slicing argument, given or by default. */
function sizeOf(field: FieldSelection, slicing: readonly string[]): Size {
  const definition = 'getFields' in field.parentType ? field.parentType.getFields()[field.name] : undefined;
  const readers = slicing.flatMap((name): Size[] => {
    const given = field.args.find((argument) => argument.name.value === name)?.value;
    const fallback: unknown = definition?.args.find((argument) => argument.name === name)?.defaultValue;
    const usual = typeof fallback === 'number' ? fallback : undefined;
    if (!given) return usual === undefined ? [] : [() => usual];
    return [(variables) => intValue(given, variables) ?? usual];
  });
  return (variables) => {
    const sizes = readers.map((read) => read(variables)).filter((size) => size !== undefined);
    return sizes.length > 0 ? Math.max(0, ...sizes) : undefined;
  };
}

function intValue(value: ValueNode, variables: Record<string, unknown>): number | undefined {
  if (value.kind === Kind.INT) return Number(value.value);
  if (value.kind !== Kind.VARIABLE) return undefined;
  const given = variables[value.name.value];
  return typeof given === 'number' ? given : undefined;
}

function innermost(type: GraphQLOutputType): GraphQLOutputType {
  return isListType(type) || isNonNullType(type) ? innermost(type.ofType) : type;
}

function numbers(directive: ConstDirectiveNode | undefined, name: string): number[] {
  const value = directive?.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.INT || value?.kind === Kind.FLOAT || value?.kind === Kind.STRING
    ? [Number(value.value)]
    : [];
}

function strings(directive: ConstDirectiveNode | undefined, name: string): string[] {
  const value = directive?.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind !== Kind.LIST) return [];
  return value.values.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : []));
}
