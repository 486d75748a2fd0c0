import { fieldClasses, isWithheldFromRole, openTypes, roles, searchRules } from '@kommunhub/schema';
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLObjectType,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  printSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../../gateway/src/composition/compose.js';
import { publicSchemaOf } from '../../../gateway/src/execution/index.js';
import { createSubgraphs } from '../../../gateway/src/hub/parts.js';

const supergraph = composeSupergraph(
  createSubgraphs().map(({ name, sdl }) => ({ name, sdl, url: `http://127.0.0.1/${name}` })),
);
const schema = buildSchema(printSchema(publicSchemaOf(parse(supergraph))));
const types = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !name.startsWith('__'));

/** Whether a value of the type can hold something of a person, however deep; types without a rule count as such. */
function leadsToPersons(type: GraphQLObjectType, seen = new Set<string>()): boolean {
  if (type.name in fieldClasses || !(type.name in openTypes)) return true;
  if (seen.has(type.name) || openTypes[type.name] === 'PUBLIC') return false;
  seen.add(type.name);
  return Object.values(type.getFields()).some((field) => {
    const of = getNamedType(field.type);
    return isObjectType(of) && leadsToPersons(of, seen);
  });
}

/** The coordinates of arguments and, below them, of input fields. */
function termsOf(owner: string, fields: readonly (GraphQLArgument | GraphQLInputField)[]): string[] {
  return fields.flatMap((field) => {
    const type = getNamedType(field.type);
    const inner = isInputObjectType(type) ? termsOf(type.name, Object.values(type.getFields())) : [];
    return [`${owner}.${field.name}`, ...inner];
  });
}

describe('the policy', () => {
  it('has a rule for every type of the graph', () => {
    const missing = types
      .map(({ name }) => name)
      .filter((name) => !(name in fieldClasses || name in openTypes));
    expect(missing).toEqual([]);
  });

  it('has a rule for every field of every person-level type, and none for fields that are not there', () => {
    const missing: string[] = [];
    const gone: string[] = [];
    for (const [type, classes] of Object.entries(fieldClasses)) {
      const found = types.find(({ name }) => name === type);
      const fields = Object.keys(found?.getFields() ?? {});
      missing.push(...fields.filter((field) => !(field in classes)).map((field) => `${type}.${field}`));
      gone.push(
        ...Object.keys(classes)
          .filter((field) => !fields.includes(field))
          .map((field) => `${type}.${field}`),
      );
    }
    expect({ missing, gone }).toEqual({ missing: [], gone: [] });
  });

  it('withholds only fields that can be empty', () => {
    const rigid = types.flatMap((type) =>
      Object.values(type.getFields())
        .filter(
          ({ name }) =>
            type.name in fieldClasses && roles.some((role) => isWithheldFromRole(role, type.name, name)),
        )
        .filter((field) => isNonNullType(field.type) && !isListType(field.type.ofType))
        .map((field) => `${type.name}.${field.name}`),
    );
    expect(rigid).toEqual([]);
  });

  it('keeps every type that holds personal words out of the open ones', () => {
    const names = /^(personnummer|.*[Pp]ersonnummer|patient|diagnosis)$/;
    const leaks = types
      .filter(({ name }) => name in openTypes)
      .flatMap((type) =>
        Object.keys(type.getFields())
          .filter((field) => names.test(field))
          .map((field) => `${type.name}.${field}`),
      );
    expect(leaks).toEqual([]);
  });

  it('has a rule for every term by which persons can be searched for', () => {
    const query = schema.getQueryType()!;
    const terms = Object.values(query.getFields())
      .filter((field) => {
        const type = getNamedType(field.type);
        return isObjectType(type) && leadsToPersons(type);
      })
      .flatMap((field) => termsOf(`Query.${field.name}`, field.args));
    const missing = [...new Set(terms)].filter((term) => !(term in searchRules));
    const every = Object.values(query.getFields()).flatMap((field) =>
      termsOf(`Query.${field.name}`, field.args),
    );
    const gone = Object.keys(searchRules).filter((term) => !every.includes(term));
    expect({ missing, gone }).toEqual({ missing: [], gone: [] });
  });
});
