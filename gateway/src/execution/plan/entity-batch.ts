import type {
  FetchRewrite,
  FlattenNodePathSegment,
  RequiresSelection,
} from '@graphql-hive/router-query-planner';
import { EngineError } from '../engine-errors.js';
import type { CheckedAnswer, SubgraphError } from './check-answer.js';
import type { Execution } from './execution.js';
import { cloneObject, type MergeShape, merge } from './merge-shape.js';
import { type AnswerPath, type PathCollector, pathCollector } from './path-collector.js';
import type { PlanContext } from './plan-context.js';
import { type RepresentationBuilder, representationBuilder } from './representation.js';
import { isTreeObject, type TreeObject } from './response-tree.js';
import { compileRewrites, type Rewrite } from './rewrites.js';

/** One `_entities` field of an operation: where its objects are and what is sent of them. */
export interface EntityField {
  /** The key of the field in the answer: `_entities` or an alias of it. */
  key: string;
  /** The variable its representations are sent in. */
  variable: string;
  paths: readonly (readonly FlattenNodePathSegment[])[];
  requires: readonly RequiresSelection[];
  inputRewrites: readonly FetchRewrite[] | undefined;
  outputRewrites: readonly FetchRewrite[] | undefined;
  shape: MergeShape;
}

/** The objects that one request asks about: equal ones are asked about once. */
export interface Gathered {
  representations: TreeObject[];
  /** For each representation the objects that take the answer. */
  takers: TreeObject[][];
}

/** Gathers the objects of one `_entities` field and gives them their answers. */
export class EntityBatch {
  readonly #collectors: readonly PathCollector[];
  readonly #builders = new Map<string, RepresentationBuilder | undefined>();
  readonly #inputRewrites: readonly Rewrite[];
  readonly #outputRewrites: readonly Rewrite[];

  constructor(
    readonly field: EntityField,
    readonly subgraph: string,
    readonly context: PlanContext,
  ) {
    this.#collectors = field.paths.map((path) => pathCollector(path, context.isOfType));
    this.#inputRewrites = compileRewrites(field.inputRewrites, context.isOfType);
    this.#outputRewrites = compileRewrites(field.outputRewrites, context.isOfType);
  }

  gather(data: TreeObject): Gathered {
    const found: TreeObject[] = [];
    for (const collector of this.#collectors) collector.collect(data, found);
    const gathered: Gathered = { representations: [], takers: [] };
    if (found.length === 0) return gathered;
    const places = new Map<string, number>();
    for (const object of found) {
      const representation = this.#represent(object);
      if (representation === undefined) continue;
      const identity = found.length === 1 ? '' : identityOf(representation);
      const place = places.get(identity);
      if (place === undefined) {
        places.set(identity, gathered.representations.length);
        gathered.representations.push(representation);
        gathered.takers.push([object]);
      } else {
        gathered.takers[place]!.push(object);
      }
    }
    return gathered;
  }

  give(execution: Execution, gathered: Gathered, answer: CheckedAnswer): void {
    const entities = answer.data?.[this.field.key];
    if (entities === undefined || entities === null) {
      // The subgraph's own errors say why; without any it has not done what it was asked for.
      if (answer.errors.length === 0) this.failed(execution, this.#miscounted());
      return;
    }
    if (!Array.isArray(entities) || entities.length !== gathered.takers.length) {
      this.failed(execution, this.#miscounted());
      return;
    }
    entities.forEach((entity: unknown, place) => {
      if (!isTreeObject(entity)) return;
      for (const rewrite of this.#outputRewrites) rewrite(entity);
      gathered.takers[place]!.forEach((taker, turn) => {
        // Two objects must not share what hangs below them: a later fetch may add to one only.
        const own = turn === 0 ? entity : cloneObject(entity, this.field.shape);
        merge(taker, own, this.field.shape, this.context.isAbstract);
      });
    });
  }

  /** Where the takers of each representation are. Walked only when there is an error to tell of. */
  locate(execution: Execution, gathered: Gathered): AnswerPath[][] {
    const found = new Map<TreeObject, AnswerPath[]>();
    for (const collector of this.#collectors) collector.locate(execution.data, found);
    return gathered.takers.map((takers) => takers.flatMap((taker) => found.get(taker) ?? []));
  }

  passOn(execution: Execution, error: SubgraphError, places: () => AnswerPath[][]): void {
    const [, place, ...rest] = error.path ?? [];
    const paths = typeof place === 'number' ? places()[place] : undefined;
    if (!paths || paths.length === 0) {
      this.context.reporter.passOn(execution, error, this.#prefix());
      return;
    }
    for (const path of paths) this.context.reporter.passOn(execution, error, [...path, ...rest]);
  }

  failed(execution: Execution, cause: unknown): void {
    this.context.reporter.failed(execution, cause, this.subgraph, this.#prefix());
  }

  #prefix(): readonly string[] {
    return this.#collectors[0]?.prefix ?? [];
  }

  #represent(object: TreeObject): TreeObject | undefined {
    const typename = object.__typename;
    if (typeof typename !== 'string') return undefined;
    let build = this.#builders.get(typename);
    if (build === undefined && !this.#builders.has(typename)) {
      build = representationBuilder(this.field.requires, typename, this.context.isOfType);
      // Answers choose the names: only those the supergraph knows are worth remembering.
      if (this.context.isOfType(typename, typename)) this.#builders.set(typename, build);
    }
    const representation = build?.(object);
    if (representation) for (const rewrite of this.#inputRewrites) rewrite(representation);
    return representation;
  }

  #miscounted(): EngineError {
    return new EngineError(
      'SUBGRAPH_INVALID_ANSWER',
      `Subgraph ${this.subgraph} does not answer with one entity for each that was asked about.`,
    );
  }
}

/** Equal for equal representations. Most have a type and an id, and are told apart without writing JSON. */
function identityOf(representation: TreeObject): string {
  let only: unknown;
  let name = '';
  for (const key in representation) {
    if (key === '__typename') continue;
    if (only !== undefined) return JSON.stringify(representation);
    only = representation[key];
    name = key;
  }
  return typeof only === 'string'
    ? `${String(representation.__typename)} ${name} ${only}`
    : JSON.stringify(representation);
}
