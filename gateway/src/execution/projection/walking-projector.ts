import {
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { ObjectSelection, SelectionTree } from '../normal-form/selection-tree.js';
import { type TypeDispatch, typeDispatch } from '../normal-form/type-dispatch.js';
import type { AnswerPath } from '../plan/path-collector.js';
import { isTreeObject, type TreeObject } from '../plan/response-tree.js';
import type { Supergraph } from '../supergraph.js';
import { below, type CollectedField, collectFields } from './collect-fields.js';
import { leafReader } from './leaf-value.js';
import type { Projected, ProjectionInput } from './projection.js';

/** A non-null rule was broken; the nearest nullable parent becomes null. */
const BROKEN: unique symbol = Symbol('broken');

/**
 * Projects an answer by walking the selection: slow, plain, and aware of where it is.
 *
 * It defines what the generated projector must give, and takes over where a rule is broken
 * and the caller has to be told the path.
 */
export function walkProjection(
  tree: SelectionTree,
  input: ProjectionInput,
  supergraph: Supergraph,
): Projected {
  const walk = new Walk(input, supergraph, typeDispatch(supergraph));
  const data = walk.object(input.data, [tree.root], tree.root.type, []);
  return { data: data === BROKEN ? null : data, errors: walk.errors };
}

class Walk {
  readonly errors: GraphQLError[] = [];

  constructor(
    readonly input: ProjectionInput,
    readonly supergraph: Supergraph,
    readonly needsType: TypeDispatch,
  ) {}

  object(
    object: TreeObject,
    selections: readonly ObjectSelection[],
    type: GraphQLCompositeType,
    path: AnswerPath,
  ): Record<string, unknown> | typeof BROKEN {
    const answer: Record<string, unknown> = {};
    for (const field of collectFields(selections, type, this.supergraph)) {
      const value = this.#field(object, field, type, [...path, field.responseKey]);
      if (value === BROKEN) return BROKEN;
      answer[field.responseKey] = value;
    }
    return answer;
  }

  #field(
    object: TreeObject,
    collected: CollectedField,
    type: GraphQLCompositeType,
    path: AnswerPath,
  ): unknown {
    const { field } = collected;
    if (field.name === '__typename') {
      if (!isAbstractType(type)) return type.name;
      return this.#broken(collected, type, path);
    }
    if (field.name === '__schema' || field.name === '__type') {
      return this.input.introspection[field.responseKey] ?? null;
    }
    const value = this.#value(object[field.dataKey], collected.type, collected, path);
    if (value === null && isNonNullType(collected.type)) return this.#broken(collected, type, path);
    return value;
  }

  /** A value of a type; null where it is null or unusable, BROKEN where null must go further up. */
  #value(value: unknown, type: GraphQLOutputType, collected: CollectedField, path: AnswerPath): unknown {
    if (isNonNullType(type)) return this.#nullable(value, type.ofType, collected, path);
    const inner = this.#nullable(value, type, collected, path);
    return inner === BROKEN ? null : inner;
  }

  #nullable(value: unknown, type: GraphQLOutputType, collected: CollectedField, path: AnswerPath): unknown {
    if (value === null || value === undefined) return null;
    if (isListType(type)) return this.#list(value, type.ofType, collected, path);
    if (isLeafType(type)) {
      const read = leafReader(type)(value);
      if (read === undefined) return this.#unusable(path);
      return read;
    }
    if (!isTreeObject(value)) return this.#unusable(path);
    const selections = below(collected);
    if (!selections.some(this.needsType)) return this.object(value, selections, type, path);
    const concrete = concreteType(value.__typename, type, this.supergraph);
    return concrete ? this.object(value, selections, concrete, path) : null;
  }

  #list(value: unknown, type: GraphQLOutputType, collected: CollectedField, path: AnswerPath): unknown {
    if (!Array.isArray(value)) return this.#unusable(path);
    const items: unknown[] = [];
    for (let place = 0; place < value.length; place += 1) {
      const itemPath = [...path, place];
      const item = this.#value(value[place], type, collected, itemPath);
      if (item === BROKEN) return BROKEN;
      if (item === null && isNonNullType(type)) {
        this.errors.push(nullError(collected, itemPath));
        return BROKEN;
      }
      items.push(item);
    }
    return items;
  }

  #broken(collected: CollectedField, type: GraphQLCompositeType, path: AnswerPath): typeof BROKEN {
    this.errors.push(nullError(collected, path, type.name));
    return BROKEN;
  }

  #unusable(path: AnswerPath): null {
    const message = 'A subgraph gave a value that is not of the type the schema promises.';
    this.errors.push(
      new GraphQLError(message, {
        path,
        extensions: { code: 'SUBGRAPH_INVALID_ANSWER' },
      }),
    );
    return null;
  }
}

/**
 * The type whose selection applies to an object found where `type` is expected. Undefined when it
 * is hidden, impossible, or unknown because the subgraph that knows it did not answer: to leave
 * out what is asked of one type would look as if the object were of another.
 */
export function concreteType(
  typename: unknown,
  type: GraphQLCompositeType,
  supergraph: Supergraph,
): GraphQLObjectType | undefined {
  if (typeof typename !== 'string' || !supergraph.possibleTypes.get(type.name)?.has(typename))
    return undefined;
  const found = supergraph.publicSchema.getType(typename);
  return isObjectType(found) ? found : undefined;
}

function nullError(
  collected: CollectedField,
  path: AnswerPath,
  typename = collected.field.parentType.name,
): GraphQLError {
  const message = `Cannot return null for non-nullable field ${typename}.${collected.field.name}.`;
  return new GraphQLError(message, { path, nodes: collected.field.node });
}
