import type { Fault } from '@kommunhub/schema';
import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type TypeNode,
} from 'graphql';
import type { ParsedSubgraph } from './compose.js';

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

/**
 * Finds what @theguild/federation-composition (0.27.0) composes wrongly. Each of the three is
 * refused here with its remedy; two of them would otherwise give wrong answers in silence.
 */
export function findWeakPatterns(subgraphs: readonly ParsedSubgraph[]): Fault[] {
  return [
    ...fragmentsInRequires(subgraphs),
    ...unionAgainstMember(subgraphs),
    ...requiresOnInterfaceObject(subgraphs),
  ];
}

/** Composition says "cannot be satisfied", which is untrue and helps nobody. */
function fragmentsInRequires(subgraphs: readonly ParsedSubgraph[]): Fault[] {
  return eachField(subgraphs, (subgraph, type, field) => {
    const requires = directive(field, 'requires');
    if (!requires || !fieldSet(requires).includes('...')) return undefined;
    return {
      path: `${subgraph}.${type.name.value}.${field.name.value}`,
      code: 'REQUIRES_WITH_FRAGMENT',
      message: 'A fragment inside @requires is not composed rightly: require fields that every type has.',
    };
  });
}

/** The supergraph would say that the field gives the member, where it may give any type of the union. */
function unionAgainstMember(subgraphs: readonly ParsedSubgraph[]): Fault[] {
  const members = new Map<string, Set<string>>();
  for (const { document } of subgraphs) {
    for (const node of document.definitions) {
      if (node.kind !== Kind.UNION_TYPE_DEFINITION && node.kind !== Kind.UNION_TYPE_EXTENSION) continue;
      const known = members.get(node.name.value) ?? new Set<string>();
      for (const type of node.types ?? []) known.add(type.name.value);
      members.set(node.name.value, known);
    }
  }
  const given = new Map<string, Set<string>>();
  eachField(subgraphs, (_, type, field) => {
    const name = `${type.name.value}.${field.name.value}`;
    given.set(name, (given.get(name) ?? new Set()).add(innermost(field.type)));
    return undefined;
  });
  return [...given].flatMap(([path, types]): Fault[] => {
    const union = [...types].find((one) => [...types].some((other) => members.get(one)?.has(other)));
    if (union === undefined) return [];
    const message = `One subgraph gives the union ${union} and another one of its members: give the same type in both.`;
    return [{ path, code: 'UNION_AGAINST_MEMBER', message }];
  });
}

/** What is required would not be marked as external, so it would not be fetched. */
function requiresOnInterfaceObject(subgraphs: readonly ParsedSubgraph[]): Fault[] {
  return eachField(subgraphs, (subgraph, type, field) => {
    const isInterfaceObject = type.directives?.some((one) => one.name.value === 'interfaceObject');
    if (!isInterfaceObject || !directive(field, 'requires')) return undefined;
    return {
      path: `${subgraph}.${type.name.value}.${field.name.value}`,
      code: 'REQUIRES_ON_INTERFACE_OBJECT',
      message: '@requires on an @interfaceObject is not composed rightly: extend the object types instead.',
    };
  });
}

function eachField(
  subgraphs: readonly ParsedSubgraph[],
  look: (subgraph: string, type: ObjectNode, field: FieldDefinitionNode) => Fault | undefined,
): Fault[] {
  return subgraphs.flatMap(({ name, document }) =>
    document.definitions.flatMap((node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION
        ? (node.fields ?? []).flatMap((field) => look(name, node, field) ?? [])
        : [],
    ),
  );
}

/** Federation directives may be used under their full name, as in `@federation__requires`. */
function directive(field: FieldDefinitionNode, name: string): ConstDirectiveNode | undefined {
  return field.directives?.find((one) => one.name.value === name || one.name.value === `federation__${name}`);
}

function fieldSet(requires: ConstDirectiveNode): string {
  const value = requires.arguments?.find((argument) => argument.name.value === 'fields')?.value;
  return value?.kind === Kind.STRING ? value.value : '';
}

function innermost(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : innermost(type.type);
}
