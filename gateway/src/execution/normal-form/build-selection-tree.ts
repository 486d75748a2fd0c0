import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { EngineError } from '../engine-errors.js';
import type { EngineLimits } from '../limits/engine-limits.js';
import { OperationSize } from '../limits/operation-size.js';
import { DataKeys } from './data-keys.js';
import {
  ALWAYS,
  type Condition,
  type ConditionSet,
  type FieldSelection,
  type ObjectSelection,
  type Selection,
  type SelectionTree,
} from './selection-tree.js';

/** Everything that is needed to bring one operation into normal form. */
export interface OperationSource {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  limits: EngineLimits;
  aliasSuffix: string;
}

/**
 * Brings a validated operation into normal form: fragments written out where they are
 * used, constant conditions decided, the others pushed down to the fields they guard,
 * aliased keys marked. Limits are checked while walking, so a small text that unfolds
 * into a huge tree is refused before it is huge.
 *
 * @throws EngineError when a limit is passed or the operation does not fit the schema.
 */
export function buildSelectionTree(source: OperationSource): SelectionTree {
  const { operation, schema } = source;
  if (operation.operation === 'subscription') {
    throw new EngineError('PLAN_REFUSED', 'Subscriptions are not served.');
  }
  const rootType = schema.getRootType(operation.operation);
  if (!rootType) throw new EngineError('PLAN_REFUSED', `The schema has no ${operation.operation} type.`);
  const walk = new Walk(source);
  const root = walk.object(operation.selectionSet, rootType, 1);
  return { kind: operation.operation, root, conditionSets: walk.conditionSets };
}

class Walk {
  readonly conditionSets: ConditionSet[] = [];
  readonly #setPlaces = new Map<string, number>();
  readonly #conditionVariables = new Set<string>();
  readonly #size: OperationSize;
  readonly #dataKeys: DataKeys;

  constructor(readonly source: OperationSource) {
    this.#size = new OperationSize(source.limits);
    this.#dataKeys = new DataKeys(source.aliasSuffix);
  }

  object(set: SelectionSetNode, type: GraphQLCompositeType, depth: number): ObjectSelection {
    this.#size.enter(depth);
    const items: Selection[] = [];
    this.#collect(set, type, [], depth, items, []);
    this.#size.breadth(items.length);
    return { type, items };
  }

  #collect(
    set: SelectionSetNode,
    type: GraphQLCompositeType,
    inherited: Condition[],
    depth: number,
    items: Selection[],
    within: readonly string[],
  ): void {
    for (const node of set.selections) {
      const conditions = decide(node.directives, inherited);
      if (conditions === undefined) continue;
      if (node.kind === Kind.FIELD) {
        items.push(this.#field(node, type, conditions, depth));
        continue;
      }
      this.#size.spread();
      let inner = within;
      let fragment: {
        typeCondition?: { name: { value: string } } | undefined;
        selectionSet: SelectionSetNode;
      };
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        const name = node.name.value;
        const found = this.source.fragments.get(name);
        if (!found) throw new EngineError('PLAN_REFUSED', `Fragment ${name} is not defined.`);
        if (within.includes(name)) throw new EngineError('PLAN_REFUSED', `Fragment ${name} contains itself.`);
        inner = [...within, name];
        fragment = found;
      } else {
        fragment = node;
      }
      const narrower = this.#narrower(fragment.typeCondition?.name.value, type);
      if (narrower === 'never') continue;
      if (narrower === 'same') {
        this.#collect(fragment.selectionSet, type, conditions, depth, items, inner);
        continue;
      }
      const narrowed: Selection[] = [];
      this.#collect(fragment.selectionSet, narrower, conditions, depth, narrowed, inner);
      if (narrowed.length > 0) items.push({ kind: 'narrowed', type: narrower, items: narrowed });
    }
  }

  #field(
    node: FieldNode,
    parentType: GraphQLCompositeType,
    conditions: Condition[],
    depth: number,
  ): FieldSelection {
    const name = node.name.value;
    const responseKey = node.alias?.value ?? name;
    refuseName(responseKey);
    this.#size.field(responseKey !== name);
    const definition = fieldDefinition(this.source.schema, parentType, name);
    if (!definition) {
      throw new EngineError('PLAN_REFUSED', `Type ${parentType.name} has no field ${name}.`);
    }
    const inner = getNamedType(definition.type);
    const selection =
      node.selectionSet && isCompositeType(inner)
        ? this.object(node.selectionSet, inner, depth + 1)
        : undefined;
    return {
      kind: 'field',
      name,
      responseKey,
      dataKey: this.#dataKeys.keyOf(node),
      args: node.arguments ?? [],
      parentType,
      type: definition.type,
      when: this.#conditionPlace(conditions),
      selection,
      node,
    };
  }

  #conditionPlace(conditions: readonly Condition[]): number {
    if (conditions.length === 0) return ALWAYS;
    const sorted = [...conditions].sort((a, b) => (name(a) < name(b) ? -1 : 1));
    const key = sorted.map(name).join(' ');
    const known = this.#setPlaces.get(key);
    if (known !== undefined) return known;
    const place = this.conditionSets.length;
    this.conditionSets.push(sorted);
    for (const { variable } of sorted) this.#conditionVariables.add(variable);
    this.#size.conditions(this.#conditionVariables.size);
    this.#setPlaces.set(key, place);
    return place;
  }

  #narrower(
    condition: string | undefined,
    parent: GraphQLCompositeType,
  ): GraphQLCompositeType | 'same' | 'never' {
    if (condition === undefined || condition === parent.name) return 'same';
    const type = this.source.schema.getType(condition);
    if (!type || !isCompositeType(type)) {
      throw new EngineError('PLAN_REFUSED', `Type ${condition} cannot be selected from.`);
    }
    const possible = new Set(this.#possible(type));
    const here = this.#possible(parent);
    // A condition every possible object meets says nothing; the planner is spared it.
    if (here.every((name) => possible.has(name)) && here.length > 0 && hasFieldsOf(parent, type))
      return 'same';
    return here.some((name) => possible.has(name)) ? type : 'never';
  }

  #possible(type: GraphQLCompositeType): string[] {
    return isAbstractType(type)
      ? this.source.schema.getPossibleTypes(type).map((one) => one.name)
      : [type.name];
  }
}

/** A condition may be dropped only where the parent itself has the fields that stand under it. */
function hasFieldsOf(parent: GraphQLCompositeType, condition: GraphQLCompositeType): boolean {
  if (isObjectType(parent)) return true;
  return isInterfaceType(parent) && isInterfaceType(condition) && parent.getInterfaces().includes(condition);
}

function fieldDefinition(
  schema: GraphQLSchema,
  parent: GraphQLCompositeType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === '__typename') return TypeNameMetaFieldDef;
  if (parent === schema.getQueryType()) {
    if (name === '__schema') return SchemaMetaFieldDef;
    if (name === '__type') return TypeMetaFieldDef;
  }
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

/** The conditions that remain, or undefined when a constant decides that nothing is asked for. */
function decide(
  directives: readonly DirectiveNode[] | undefined,
  inherited: Condition[],
): Condition[] | undefined {
  let conditions = inherited;
  for (const directive of directives ?? []) {
    const kind = directive.name.value;
    if (kind !== 'skip' && kind !== 'include') continue;
    const wanted = kind === 'include';
    const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
    if (value?.kind === Kind.BOOLEAN) {
      if (value.value !== wanted) return undefined;
    } else if (value?.kind === Kind.VARIABLE) {
      const variable = value.name.value;
      refuseName(variable);
      if (conditions.some((one) => one.variable === variable && one.wanted !== wanted)) return undefined;
      if (!conditions.some((one) => one.variable === variable))
        conditions = [...conditions, { variable, wanted }];
    }
  }
  return conditions;
}

function name(condition: Condition): string {
  return (condition.wanted ? '+' : '-') + condition.variable;
}

/** @throws EngineError for a name that would reach into every object's prototype. */
export function refuseName(name: string): void {
  if (name === '__proto__') throw new EngineError('NAME_REFUSED', 'The name __proto__ is not served.');
}
