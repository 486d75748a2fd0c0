import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

export interface MinimalOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** The smallest operation that calls a root field: required arguments as variables, one leaf or type name as answer. */
export function minimalOperation(
  kind: 'query' | 'mutation',
  field: GraphQLField<unknown, unknown>,
): MinimalOperation {
  const needed = field.args.filter(isRequiredArgument);
  const declared = needed.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const given = needed.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  const call = `${field.name}${given === '' ? '' : `(${given})`}${selection}`;
  return {
    query: `${kind}${declared === '' ? '' : ` (${declared})`} { ${call} }`,
    variables: Object.fromEntries(needed.map(({ name, type }) => [name, smallest(type, name)])),
  };
}

function smallest(type: GraphQLInputType, name: string): unknown {
  if (isNonNullType(type)) return smallest(type.ofType, name);
  if (isListType(type)) return [smallest(type.ofType, name)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(needed.map((field) => [field.name, smallest(field.type, field.name)]));
  }
  const ofScalar: Readonly<Record<string, unknown>> = {
    ...{
      Int: 1,
      Float: 1,
      Boolean: true,
      Date: '2026-01-01',
      DateTime: '2026-01-01T00:00:00Z',
      Decimal: '1.00',
    },
  };
  if (/kommunCode/i.test(name)) return '2080';
  return ofScalar[type.name] ?? '2080-LSS';
}
