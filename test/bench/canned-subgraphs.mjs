// The hub's graph with subgraphs that answer from texts made beforehand: what is left is the engine.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildASTSchema, execute, getNamedType, isEnumType, parse, printSchema } from 'graphql';
import { createSubgraphs } from '../../gateway/dist/hub/parts.js';
import { root } from './hub-process.mjs';

export const queries = {
  'viewer { role }': '{ viewer { role } }',
  '15 kommuner with sources and delegation order':
    '{ kommuner(county: "20") { code name sources { state lastRun { rowsRead } } delegationOrder { version } } }',
  '50 cases with person and delegation order':
    '{ cases(first: 50) { nodes { id caseNumber status openedOn kommun { code name delegationOrder { version } } handlaggare { name } person { name birthYear } } pageInfo { endCursor } } }',
};

const sizes = { kommuner: 15, nodes: 50, sources: 2 };
const plain = { Int: 41, Float: 0.5, Boolean: true, Date: '2026-05-04', DateTime: '2026-05-04T03:02:01Z' };

/** A supergraph, transports, and the texts that the transports hand out in the order they were first asked for. */
export function cannedGraph() {
  const texts = [];
  const transports = Object.fromEntries(
    createSubgraphs().map(({ name, schema }) => [name, cannedTransport(schema, texts)]),
  );
  return {
    texts,
    transports,
    supergraphSdl: readFileSync(join(root, 'gateway', 'supergraph.graphql'), 'utf8'),
  };
}

function cannedTransport(federated, texts) {
  // Printed and built anew: the same types without resolvers.
  const schema = buildASTSchema(parse(printSchema(federated)), { assumeValidSDL: true });
  return {
    prepare({ document }) {
      const known = new Map();
      return ({ variables }) => {
        // How many things are asked about is known from the lists; what they are does not matter.
        const size = Object.values(variables).reduce((sum, value) => sum + (value?.length ?? 0), 0);
        let text = known.get(size);
        if (text === undefined) {
          text = JSON.stringify(invent(schema, document, variables));
          known.set(size, text);
          texts.push(text);
        }
        return JSON.parse(text);
      };
    },
  };
}

function invent(schema, document, variables) {
  let made = 0;
  const value = (type) => {
    const named = getNamedType(type);
    if (isEnumType(named)) return named.getValues()[0].value;
    return (
      plain[named.name] ?? (named.name === 'ID' || named.name === 'String' ? `text number ${made++}` : {})
    );
  };
  const list = (type, length) => Array.from({ length }, () => value(type));
  return execute({
    schema,
    document,
    variableValues: variables,
    typeResolver: (one) => one.__typename,
    fieldResolver: (source, args, _context, { fieldName, returnType }) => {
      if (fieldName === '_entities') return args.representations;
      if (source?.[fieldName] !== undefined) return source[fieldName];
      const isList = String(returnType).includes('[');
      return isList ? list(returnType, sizes[fieldName] ?? 2) : value(returnType);
    },
  });
}
