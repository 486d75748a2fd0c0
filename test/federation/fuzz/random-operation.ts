import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
} from 'graphql';
import type { Random } from './random.js';

/** A random operation as text, with values for its variables. */
export interface RandomOperation {
  text: string;
  variables: Record<string, unknown>;
}

/** How wild the operations are. */
export interface Wildness {
  /** Likelihood of a condition on a field or fragment. */
  conditions: number;
  /** Likelihood of an alias. */
  aliases: number;
  depth: number;
}

/** Aliases that clash with keys, with planner names and with what objects inherit. */
const ALIASES = [
  'id',
  'sku',
  'region',
  'label',
  'code',
  'x',
  'y',
  '_e0',
  'representations',
  'constructor',
  'toString',
  'name',
  'dims',
  '__a',
  'x__a',
];
const FLAGS = ['a', 'b', 'c', 'representations', 'v0', 'c0'];
const STRINGS = ['"z"', '""', '"å\\"\\\\ \\u00e4 \\u{1F600}"', '"""block "q"\n  two"""'];

/** Makes an operation. It is not always valid: two fields may clash under one key. */
export function randomOperation(schema: GraphQLSchema, random: Random, wildness: Wildness): RandomOperation {
  const maker = new Maker(schema, random, wildness);
  const isMutation = random.chance(0.04);
  const root = isMutation ? schema.getMutationType()! : schema.getQueryType()!;
  const body = maker.selection(root, wildness.depth);
  return { text: maker.text(isMutation ? 'mutation' : 'query', body), variables: maker.variables };
}

class Maker {
  readonly variables: Record<string, unknown> = {};
  readonly #declared = new Map<string, string>();
  readonly #fragments: string[] = [];
  #fields = 0;

  constructor(
    readonly schema: GraphQLSchema,
    readonly random: Random,
    readonly wildness: Wildness,
  ) {}

  text(kind: string, body: string): string {
    const declared = [...this.#declared].map(([name, type]) => `$${name}: ${type}`).join(', ');
    return [`${kind} ${declared ? `(${declared})` : ''} ${body}`, ...this.#fragments].join('\n');
  }

  selection(type: GraphQLCompositeType, depth: number): string {
    const { random } = this;
    const parts: string[] = [];
    const count = 1 + random.below(depth > 2 ? 4 : 3);
    for (let turn = 0; turn < count; turn += 1) {
      if (isUnionType(type) || random.chance(0.22)) parts.push(this.#fragment(type, depth));
      else parts.push(this.#field(type, depth));
    }
    if (random.chance(0.15)) parts.push(`${this.#alias('__typename', 0.3)}__typename${this.#conditions()}`);
    return `{ ${parts.filter(Boolean).join(' ') || '__typename'} }`;
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const { random, schema } = this;
    const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
    const others = Object.values(schema.getTypeMap()).filter(
      (one): one is GraphQLCompositeType =>
        isAbstractType(one) &&
        !one.name.startsWith('_') &&
        schema.getPossibleTypes(one).some((inner) => possible.some((own) => own === inner)),
    );
    const condition = random.pick<GraphQLCompositeType>([type, ...possible, ...possible, ...others]);
    const body = depth > 0 ? this.selection(condition, depth - 1) : '{ __typename }';
    if (random.chance(0.25)) {
      const name = `F${this.#fragments.length}`;
      this.#fragments.push(`fragment ${name} on ${condition.name} ${body}`);
      return `...${name}${this.#conditions()}`;
    }
    const bare = condition === type && random.chance(0.5);
    return `... ${bare ? '' : `on ${condition.name}`}${this.#conditions()} ${body}`;
  }

  #field(type: GraphQLCompositeType, depth: number): string {
    if (isUnionType(type)) return '__typename';
    const { random } = this;
    this.#fields += 1;
    const fields = Object.values(type.getFields());
    const leaves = fields.filter((field) => !isCompositeType(getNamedType(field.type)));
    const isFull = depth <= 0 || this.#fields > 40;
    const field = random.pick(isFull && leaves.length > 0 ? leaves : fields);
    const inner: GraphQLNamedOutputType = getNamedType(field.type);
    const body = isCompositeType(inner) ? (isFull ? '{ __typename }' : this.selection(inner, depth - 1)) : '';
    return `${this.#alias(field.name, this.wildness.aliases)}${field.name}${this.#arguments(field)}${this.#conditions()} ${body}`;
  }

  #alias(name: string, likelihood: number): string {
    if (!this.random.chance(likelihood)) return '';
    return `${this.random.chance(0.5) ? this.random.pick(ALIASES) : `k_${name}${this.random.below(3)}`}: `;
  }

  #conditions(): string {
    const one = (): string => {
      if (!this.random.chance(this.wildness.conditions)) return '';
      const kind = this.random.pick(['skip', 'include']);
      if (this.random.chance(0.3)) return ` @${kind}(if: ${this.random.chance(0.5)})`;
      return ` @${kind}(if: $${this.#flag()})`;
    };
    const first = one();
    const second = first === '' ? '' : one();
    return first.slice(0, 5) === second.slice(0, 5) ? first : first + second;
  }

  #flag(): string {
    const name = this.random.pick(FLAGS);
    if (!this.#declared.has(name)) {
      const hasDefault = this.random.chance(0.2);
      this.#declared.set(name, hasDefault ? `Boolean! = ${this.random.chance(0.5)}` : 'Boolean!');
      if (!hasDefault || this.random.chance(0.5)) this.variables[name] = this.random.chance(0.5);
    }
    return name;
  }

  #arguments(field: GraphQLField<unknown, unknown>): string {
    const given = field.args.filter((one) => isRequired(one) || this.random.chance(0.5));
    if (given.length === 0) return '';
    return `(${given.map((one) => `${one.name}: ${this.#value(one.type, one, 2)}`).join(', ')})`;
  }

  #value(type: GraphQLInputType, argument: GraphQLArgument | undefined, depth: number): string {
    const { random } = this;
    if (!isNonNullType(type) && random.chance(0.1)) return 'null';
    if (argument && random.chance(0.3)) return this.#variable(argument);
    const inner = getNullableType(type);
    if (isListType(inner)) return `[${this.#value(inner.ofType, undefined, depth - 1)}]`;
    if (isEnumType(inner)) return random.pick(inner.getValues()).name;
    if (isInputObjectType(inner)) {
      const fields = Object.values(inner.getFields()).filter((_one) => depth > 0 && random.chance(0.6));
      return `{${fields.map((one) => `${one.name}: ${this.#value(one.type, undefined, depth - 1)}`).join(', ')}}`;
    }
    if (inner.name === 'Int') return String(random.below(5));
    if (inner.name === 'Float') return random.pick(['1.5', '-0.25', '3', '1e2']);
    if (inner.name === 'Boolean') return random.pick(['true', 'false']);
    if (inner.name === 'ID') return random.pick(['"p1"', '"p2"', '"u1"', '"p99"', '7']);
    if (inner.name === 'Decimal') return random.pick(['"12345678901234567890.10"', '"1.50"']);
    return random.pick(STRINGS);
  }

  #variable(argument: GraphQLArgument): string {
    const name = `v${this.#declared.size}_${this.random.below(2)}`;
    const type = String(argument.type);
    const known = this.#declared.get(name);
    if (known !== undefined && known !== type) return this.#value(argument.type, undefined, 1);
    this.#declared.set(name, type);
    const value = this.#json(argument.type, 2);
    if (value !== undefined) this.variables[name] = value;
    return `$${name}`;
  }

  #json(type: GraphQLInputType, depth: number): unknown {
    const { random } = this;
    if (!isNonNullType(type) && random.chance(0.2)) return random.chance(0.5) ? null : undefined;
    const inner = getNullableType(type);
    if (isListType(inner)) return [this.#json(inner.ofType, depth - 1) ?? 1];
    if (isEnumType(inner)) return random.pick(inner.getValues()).name;
    if (isInputObjectType(inner))
      return depth > 0 && random.chance(0.5) ? { a: 1, inner: { s: ['x', null] } } : {};
    if (inner.name === 'Int') return random.below(4);
    if (inner.name === 'Float') return 2.5;
    if (inner.name === 'Boolean') return random.chance(0.5);
    if (inner.name === 'ID') return random.pick(['p1', 'p3', 'u1', 'p98']);
    return random.pick(['y', 'ö"\\', '']);
  }
}

function isRequired(argument: GraphQLArgument): boolean {
  return isNonNullType(argument.type) && argument.defaultValue === undefined;
}
