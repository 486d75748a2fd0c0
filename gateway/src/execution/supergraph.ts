import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  type NamedTypeNode,
  parse,
  visit,
} from 'graphql';

import { responseKeyOf } from './normal-form/data-keys.js';

/** One subgraph as the supergraph names it. */
export interface SubgraphAddress {
  name: string;
  url: string;
}

/** What the engine knows about a supergraph, worked out once when it is loaded. */
export interface Supergraph {
  sdl: string;
  document: DocumentNode;
  /** What callers see: no join directives, nothing inaccessible. */
  publicSchema: GraphQLSchema;
  subgraphs: readonly SubgraphAddress[];
  /** Every type name, hidden ones too, to the object types it may stand for. */
  possibleTypes: ReadonlyMap<string, ReadonlySet<string>>;
  /** Interfaces and unions, hidden ones too. */
  abstractTypes: ReadonlySet<string>;
  /** Interfaces that a subgraph knows as one object type (@interfaceObject), by subgraph name. */
  interfaceObjects: ReadonlyMap<string, ReadonlySet<string>>;
  /**
   * Ends the data key of every field with an alias or arguments. No field name of the
   * supergraph ends like that, so such a key never meets a real field.
   */
  aliasSuffix: string;
}

/** Reads a composed supergraph. @throws when it is not valid SDL. */
export function readSupergraph(sdl: string): Supergraph {
  const document = parse(sdl, { noLocation: true });
  const publicSchema = publicSchemaOf(document);
  refuseUnsafeNames(publicSchema);
  const { possibleTypes, abstractTypes } = readTypes(document);
  const graphs = readSubgraphs(document);
  return {
    sdl,
    document,
    publicSchema,
    subgraphs: [...graphs.values()],
    possibleTypes,
    abstractTypes,
    interfaceObjects: readInterfaceObjects(document, graphs),
    aliasSuffix: freeSuffix(document),
  };
}

/** What callers see of a supergraph. */
export function publicSchemaOf(supergraph: DocumentNode): GraphQLSchema {
  return buildASTSchema(withoutHidden(transformSupergraphToPublicSchema(supergraph)), {
    assumeValidSDL: true,
  });
}

/** The transformation drops hidden types, but leaves their names in unions and after `implements`. */
function withoutHidden(document: DocumentNode): DocumentNode {
  const known = new Set(
    document.definitions.flatMap((node) => ('name' in node && node.name ? [node.name.value] : [])),
  );
  const isKnown = (node: NamedTypeNode): boolean => known.has(node.name.value);
  return visit(document, {
    UnionTypeDefinition: (node) => ({ ...node, types: (node.types ?? []).filter(isKnown) }),
    ObjectTypeDefinition: (node) => ({ ...node, interfaces: (node.interfaces ?? []).filter(isKnown) }),
    InterfaceTypeDefinition: (node) => ({ ...node, interfaces: (node.interfaces ?? []).filter(isKnown) }),
  });
}

function readTypes(document: DocumentNode): Pick<Supergraph, 'possibleTypes' | 'abstractTypes'> {
  const possibleTypes = new Map<string, Set<string>>();
  const abstractTypes = new Set<string>();
  const possible = (name: string): Set<string> => {
    const known = possibleTypes.get(name) ?? new Set<string>();
    possibleTypes.set(name, known);
    return known;
  };
  for (const node of document.definitions) {
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION) {
      possible(node.name.value).add(node.name.value);
      for (const face of node.interfaces ?? []) possible(face.name.value).add(node.name.value);
    } else if (node.kind === Kind.UNION_TYPE_DEFINITION) {
      abstractTypes.add(node.name.value);
      for (const member of node.types ?? []) possible(node.name.value).add(member.name.value);
    } else if (node.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      abstractTypes.add(node.name.value);
      possible(node.name.value);
    }
  }
  return { possibleTypes, abstractTypes };
}

/** By the name that stands for the subgraph inside the supergraph. */
function readSubgraphs(document: DocumentNode): Map<string, SubgraphAddress> {
  for (const node of document.definitions) {
    if (node.kind !== Kind.ENUM_TYPE_DEFINITION || node.name.value !== 'join__Graph') continue;
    return new Map(
      (node.values ?? []).map((value) => {
        const graph = value.directives?.find((directive) => directive.name.value === 'join__graph');
        return [value.name.value, { name: stringArgument(graph, 'name'), url: stringArgument(graph, 'url') }];
      }),
    );
  }
  throw new Error('The supergraph names no subgraphs: the enum join__Graph is missing.');
}

function readInterfaceObjects(
  document: DocumentNode,
  graphs: ReadonlyMap<string, SubgraphAddress>,
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const directive of node.directives ?? []) {
      const argument = (name: string) => directive.arguments?.find((one) => one.name.value === name)?.value;
      const [graph, isObject] = [argument('graph'), argument('isInterfaceObject')];
      if (graph?.kind !== Kind.ENUM || isObject?.kind !== Kind.BOOLEAN || !isObject.value) continue;
      const subgraph = graphs.get(graph.value)?.name ?? '';
      found.set(subgraph, (found.get(subgraph) ?? new Set()).add(node.name.value));
    }
  }
  return found;
}

function stringArgument(directive: ConstDirectiveNode | undefined, name: string): string {
  const value = directive?.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : '';
}

function freeSuffix(document: DocumentNode): string {
  let suffix = '__a';
  const taken = (): boolean =>
    document.definitions.some(
      (node) =>
        (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION) &&
        (node.fields ?? []).some((field) => responseKeyOf(field.name.value, suffix) !== field.name.value),
    );
  while (taken()) suffix += 'a';
  return suffix;
}

function refuseUnsafeNames(schema: GraphQLSchema): void {
  // The response tree is made of plain objects: a field with such a name would find what every object inherits.
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type) && !isEnumType(type))
      continue;
    const names = isEnumType(type) ? [] : Object.keys(type.getFields());
    const unsafe = names.find((name) => name in Object.prototype);
    if (unsafe) throw new Error(`Field ${type.name}.${unsafe} cannot be served: rename it.`);
  }
}
