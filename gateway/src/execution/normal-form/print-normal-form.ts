import {
  type ArgumentNode,
  getNamedType,
  isInterfaceType,
  isObjectType,
  print,
  type ValueNode,
} from 'graphql';
import type { Supergraph } from '../supergraph.js';
import {
  type FieldSelection,
  type ObjectSelection,
  type Selection,
  type SelectionTree,
} from './selection-tree.js';
import { type TypeDispatch, typeDispatch } from './type-dispatch.js';

/** The text the planner sees, and what was taken out of it. */
export interface NormalForm {
  /** Undefined when nothing has to be fetched. */
  text: string | undefined;
  /** The caller's argument values; `$v3` in the text stands for the fourth. */
  values: readonly ValueNode[];
}

/**
 * Prints an operation for the planner: names, placeholders and nothing else.
 *
 * No argument value is shown to the planner, which reads numbers as 64-bit floats and would
 * write back 12345678901234567000 for an exact decimal; the values are put back afterwards.
 * It also makes operations that differ in their values share one plan.
 */
export function printNormalForm(tree: SelectionTree, supergraph: Supergraph): NormalForm {
  const printer = new Printer(typeDispatch(supergraph));
  const body = printer.root(tree.root);
  if (body === '') return { text: undefined, values: [] };
  const declared = printer.declarations.length > 0 ? `(${printer.declarations.join(' ')})` : '';
  return { text: `${tree.kind}${declared}{${body}}`, values: printer.values };
}

class Printer {
  readonly declarations: string[] = [];
  readonly values: ValueNode[] = [];
  readonly #placeholders = new Map<string, string>();

  constructor(readonly needsType: TypeDispatch) {}

  /** What the gateway answers itself (introspection, the name of the root type) is left out. */
  root(selection: ObjectSelection): string {
    return selection.items
      .filter((item) => item.kind === 'narrowed' || !item.name.startsWith('__'))
      .map((item) => this.#item(item))
      .join(' ');
  }

  #object(selection: ObjectSelection): string {
    const parts: string[] = [];
    if (this.needsType(selection)) parts.push('__typename');
    for (const item of selection.items) {
      if (item.kind === 'narrowed' || item.name !== '__typename') parts.push(this.#item(item));
    }
    return parts.length > 0 ? parts.join(' ') : '__typename';
  }

  #item(item: Selection): string {
    if (item.kind === 'field') return this.#field(item);
    const inner = item.items
      .filter((one) => one.kind === 'narrowed' || one.name !== '__typename')
      .map((one) => this.#item(one));
    return `...on ${item.type.name}{${inner.length > 0 ? inner.join(' ') : '__typename'}}`;
  }

  #field(field: FieldSelection): string {
    const key = field.dataKey === field.name ? field.name : `${field.dataKey}:${field.name}`;
    const args = field.args
      .map((argument) => `${argument.name.value}:${this.#placeholder(field, argument)}`)
      .sort();
    const given = args.length > 0 ? `(${args.join(' ')})` : '';
    return `${key}${given}${field.selection ? `{${this.#object(field.selection)}}` : ''}`;
  }

  #placeholder(field: FieldSelection, argument: ArgumentNode): string {
    const type = argumentType(field, argument.name.value);
    // Equal values share a placeholder: a field asked for twice must look the same twice.
    const identity = `${type} ${print(argument.value)}`;
    const known = this.#placeholders.get(identity);
    if (known !== undefined) return known;
    const placeholder = `$v${this.values.length}`;
    this.values.push(argument.value);
    this.declarations.push(`${placeholder}:${type}`);
    this.#placeholders.set(identity, placeholder);
    return placeholder;
  }
}

function argumentType(field: FieldSelection, name: string): string {
  const parent = getNamedType(field.parentType);
  if (!isObjectType(parent) && !isInterfaceType(parent)) return 'Boolean';
  const argument = parent.getFields()[field.name]?.args.find((one) => one.name === name);
  return argument ? String(argument.type) : 'Boolean';
}
