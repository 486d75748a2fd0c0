import {
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { ObjectSelection, SelectionTree } from '../normal-form/selection-tree.js';
import { type TypeDispatch, typeDispatch } from '../normal-form/type-dispatch.js';
import { isTreeObject } from '../plan/response-tree.js';
import type { Supergraph } from '../supergraph.js';
import { below, type CollectedField, collectFields } from './collect-fields.js';
import { leafReader } from './leaf-value.js';
import type { ProjectionInput } from './projection.js';
import { concreteType } from './walking-projector.js';

/** Set when a rule was broken: the walking projector must then say where. */
interface Run extends ProjectionInput {
  isBroken: boolean;
}

/** Gives a value as the caller sees it, null, or undefined when null must go further up. */
type Projector = (value: unknown, run: Run) => unknown;

/**
 * Projects an answer, or gives undefined when a rule was broken and the answer needs the
 * walking projector's errors.
 */
export type GeneratedProjector = (input: ProjectionInput) => Record<string, unknown> | undefined;

/**
 * Generates JavaScript for one selection: one object literal for each type met, so that every
 * answer object has one fixed hidden class. Types are generated when first met.
 */
export function generateProjector(tree: SelectionTree, supergraph: Supergraph): GeneratedProjector {
  const generator = new Generator(supergraph, typeDispatch(supergraph));
  const project = generator.object([tree.root], tree.root.type);
  return (input) => {
    const run: Run = { ...input, isBroken: false };
    const answer = project(input.data, run);
    return run.isBroken || !isTreeObject(answer) ? undefined : answer;
  };
}

class Generator {
  constructor(
    readonly supergraph: Supergraph,
    readonly needsType: TypeDispatch,
  ) {}

  /** Generated when first called. Never given null. */
  object(selections: readonly ObjectSelection[], type: GraphQLCompositeType): Projector {
    let generated: Projector | undefined;
    return (value, run) => {
      if (!isTreeObject(value)) {
        run.isBroken = true;
        return null;
      }
      generated ??= this.#generate(selections, type);
      return generated(value, run);
    };
  }

  #generate(selections: readonly ObjectSelection[], type: GraphQLCompositeType): Projector {
    const source = new Source();
    const statements: string[] = [];
    const entries = collectFields(selections, type, this.supergraph).map((field, place) => {
      statements.push(this.#statement(`v${place}`, field, type, source));
      return `${JSON.stringify(field.responseKey)}:v${place}`;
    });
    return source.build(`${statements.join('')}return {${entries.join(',')}};`);
  }

  #statement(
    variable: string,
    collected: CollectedField,
    type: GraphQLCompositeType,
    source: Source,
  ): string {
    const { field, responseKey } = collected;
    if (field.name === '__typename') {
      if (!isAbstractType(type)) return `const ${variable}=${JSON.stringify(type.name)};`;
      return `c.isBroken=true;return undefined;let ${variable};`;
    }
    if (field.name === '__schema' || field.name === '__type') {
      return `const ${variable}=c.introspection[${JSON.stringify(responseKey)}]??null;`;
    }
    const named = getNullableType(collected.type);
    const convert = isLeafType(named)
      ? leafCode(variable, named, source)
      : `${variable}=${variable}==null?null:${source.keep(this.#projector(named, collected))}(${variable},c);`;
    const rule = isNonNullType(collected.type)
      ? `if(${variable}==null){c.isBroken=true;return undefined;}`
      : isLeafType(named)
        ? ''
        : `if(${variable}===undefined)${variable}=null;`;
    return `let ${variable}=o[${JSON.stringify(field.dataKey)}];${convert}${rule}`;
  }

  /** Projects values of a nullable type. Never given null. */
  #projector(type: GraphQLOutputType, collected: CollectedField): Projector {
    if (isListType(type))
      return listProjector(type.ofType, this.#projector(getNullableType(type.ofType), collected));
    if (isLeafType(type)) return leafProjector(type);
    const composite = type as GraphQLCompositeType;
    const selections = below(collected);
    if (!selections.some(this.needsType)) return this.object(selections, composite);
    return this.#dispatch(selections, composite);
  }

  #dispatch(selections: readonly ObjectSelection[], type: GraphQLCompositeType): Projector {
    const byName = new Map<string, Projector>();
    return (value, run) => {
      const typename = isTreeObject(value) ? value.__typename : undefined;
      let project = typeof typename === 'string' ? byName.get(typename) : undefined;
      if (!project) {
        if (!isTreeObject(value)) {
          run.isBroken = true;
          return null;
        }
        const concrete = concreteType(typename, type, this.supergraph);
        if (!concrete) return null;
        project = this.object(selections, concrete);
        // Only names the supergraph knows get here, so the map stays small.
        byName.set(String(typename), project);
      }
      return project(value, run);
    };
  }
}

/** Collects the closures a generated function refers to. */
class Source {
  readonly #kept: unknown[] = [];

  keep(value: unknown): string {
    this.#kept.push(value);
    return `k${this.#kept.length - 1}`;
  }

  /** Only response keys, data keys and type names are written into the text, each as a JSON string. */
  build(body: string): Projector {
    const names = this.#kept.map((_, place) => `k${place}`);
    return new Function(...names, `return function(o,c){${body}}`)(...this.#kept) as Projector;
  }
}

function leafCode(variable: string, type: GraphQLLeafType, source: Source): string {
  const test = QUICK_TESTS[type.name];
  if (test && !isEnumType(type)) {
    const slow = source.keep(leafProjector(type));
    return `if(!(${test(variable)}))${variable}=${variable}==null?null:${slow}(${variable},c);`;
  }
  if (!isEnumType(type)) return `if(${variable}===undefined)${variable}=null;`;
  return `${variable}=${variable}==null?null:${source.keep(leafProjector(type))}(${variable},c);`;
}

const QUICK_TESTS: Record<string, (variable: string) => string> = {
  Int: (variable) => `Number.isInteger(${variable})`,
  Float: (variable) => `Number.isFinite(${variable})`,
  String: (variable) => `typeof ${variable}==='string'`,
  Boolean: (variable) => `typeof ${variable}==='boolean'`,
  ID: (variable) => `typeof ${variable}==='string'`,
};

function leafProjector(type: GraphQLLeafType): Projector {
  const read = leafReader(type);
  return (value, run) => {
    const leaf = read(value);
    if (leaf !== undefined) return leaf;
    run.isBroken = true;
    return null;
  };
}

function listProjector(itemType: GraphQLOutputType, project: Projector): Projector {
  const isRequired = isNonNullType(itemType);
  return (value, run) => {
    if (!Array.isArray(value)) {
      run.isBroken = true;
      return null;
    }
    const items = new Array<unknown>(value.length);
    for (let place = 0; place < value.length; place += 1) {
      const given: unknown = value[place];
      const item = given === null || given === undefined ? null : project(given, run);
      if (item !== null && item !== undefined) {
        items[place] = item;
      } else if (isRequired) {
        run.isBroken = true;
        return undefined;
      } else {
        items[place] = null;
      }
    }
    return items;
  };
}
