import {
  type DocumentNode,
  Kind,
  type NamedTypeNode,
  parse,
  print,
  stripIgnoredCharacters,
  type ValueNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import { EngineError } from '../engine-errors.js';
import type { SubgraphOperation } from '../transports/transport.js';

/** What was taken out of the caller's operation before it was planned. */
export interface TakenOut {
  values: readonly ValueNode[];
  /** The caller's own variable definitions, by name. */
  definitions: ReadonlyMap<string, VariableDefinitionNode>;
}

/** A subgraph operation with the caller's values back in place. */
export interface RestoredOperation extends SubgraphOperation {
  /** The caller's variables that it uses. */
  variables: readonly string[];
  /** The planner's representation variables, and what they are called here. */
  representations: ReadonlyMap<string, string>;
}

/** Puts argument values back into an operation of the plan and declares the variables they mention. */
export function restoreOperation(
  planned: { serviceName: string; operation: string; operationKind?: string },
  takenOut: TakenOut,
): RestoredOperation {
  const used = new Set<string>();
  const representations = new Map<string, string>();
  const free = (name: string): string => {
    let candidate = name;
    while (takenOut.definitions.has(candidate)) candidate += '_';
    return candidate;
  };
  const definitions: VariableDefinitionNode[] = [];

  const restored: DocumentNode = visit(parse(planned.operation, { noLocation: true }), {
    VariableDefinition: () => null,
    // On leaving, so that what is put in is not taken for the planner's own.
    Variable: {
      leave(node) {
        const name = node.name.value;
        const value = /^v(\d+)$/.exec(name);
        if (value) {
          const original = takenOut.values[Number(value[1])];
          if (!original) throw new EngineError('PLAN_REFUSED', 'The plan mentions a value nobody gave.');
          collectVariables(original, used);
          return original;
        }
        const own = free(name);
        representations.set(name, own);
        return { ...node, name: { ...node.name, value: own } };
      },
    },
  });

  for (const own of representations.values()) definitions.push(declare(own, ANY_LIST));
  for (const name of used) {
    const definition = takenOut.definitions.get(name);
    if (!definition) throw new EngineError('PLAN_REFUSED', `Variable ${name} is not defined.`);
    definitions.push({ ...definition, directives: [] });
  }

  const document: DocumentNode = {
    ...restored,
    definitions: restored.definitions.map((node) =>
      node.kind === Kind.OPERATION_DEFINITION ? { ...node, variableDefinitions: definitions } : node,
    ),
  };
  let text: string | undefined;
  return {
    subgraph: planned.serviceName,
    kind: planned.operationKind === 'mutation' ? 'mutation' : 'query',
    document,
    get text() {
      text ??= stripIgnoredCharacters(print(document));
      return text;
    },
    variables: [...used],
    representations,
  };
}

function collectVariables(value: ValueNode, used: Set<string>): void {
  if (value.kind === Kind.VARIABLE) used.add(value.name.value);
  else if (value.kind === Kind.LIST) for (const item of value.values) collectVariables(item, used);
  else if (value.kind === Kind.OBJECT) for (const field of value.fields) collectVariables(field.value, used);
}

function declare(name: string, type: VariableDefinitionNode['type']): VariableDefinitionNode {
  return {
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
    type,
  };
}

function named(name: string): NamedTypeNode {
  return { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } };
}

const ANY_LIST: VariableDefinitionNode['type'] = {
  kind: Kind.NON_NULL_TYPE,
  type: {
    kind: Kind.LIST_TYPE,
    type: { kind: Kind.NON_NULL_TYPE, type: named('_Any') },
  },
};
