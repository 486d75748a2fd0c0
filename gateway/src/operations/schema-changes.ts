import {
  BreakingChangeType,
  type DocumentNode,
  findBreakingChanges,
  findDangerousChanges,
  type GraphQLSchema,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  printSchema,
  validate,
} from 'graphql';
import { usedCoordinates } from './used-coordinates.js';

/** An operation that somebody relies on. */
export interface KnownOperation {
  readonly name: string;
  readonly document: DocumentNode;
}

/** One change, and what it means for those who ask. */
export interface SchemaChange {
  /** BREAKING and DANGEROUS as graphql-js says; the rest adds or explains. */
  readonly kind: 'BREAKING' | 'DANGEROUS' | 'HARMLESS';
  readonly description: string;
  /** Names of the operations that use what is changed. */
  readonly operations: readonly string[];
}

export interface SchemaComparison {
  readonly changes: readonly SchemaChange[];
  /** Operations that worked and do not any more, or may now get what they could not get before. */
  readonly broken: readonly { readonly name: string; readonly reasons: readonly string[] }[];
}

/** Compares what callers saw with what they see now. */
export function compareSchemas(
  before: GraphQLSchema,
  now: GraphQLSchema,
  operations: readonly KnownOperation[],
): SchemaComparison {
  // What did not fit before is no promise.
  const relied = operations
    .filter(({ document }) => validate(before, document).length === 0)
    .map((operation) => ({ ...operation, used: usedCoordinates(before, operation.document) }));
  const usersOf = (change: { type: string; description: string }): string[] =>
    relied.filter(({ used }) => touches(change, used)).map(({ name }) => name);
  const breaking = findBreakingChanges(before, now).map(
    (change): SchemaChange => ({
      kind: 'BREAKING',
      description: change.description,
      operations: usersOf(change),
    }),
  );
  const dangerous = findDangerousChanges(before, now).map(
    (change): SchemaChange => ({
      kind: 'DANGEROUS',
      description: change.description,
      operations: usersOf(change),
    }),
  );
  const broken = relied.flatMap(({ name, document }) => {
    const faults = validate(now, document).map(({ message }) => message);
    const changed = breaking.filter((change) => change.operations.includes(name));
    const reasons = faults.length > 0 ? faults : changed.map(({ description }) => description);
    return reasons.length > 0 ? [{ name, reasons }] : [];
  });
  const changes = [...breaking, ...dangerous, ...harmlessChanges(before, now)];
  if (changes.length === 0 && printSchema(before) !== printSchema(now)) {
    changes.push({ kind: 'HARMLESS', description: 'Descriptions or deprecations changed.', operations: [] });
  }
  return { changes, broken };
}

/** The comparison as lines: a count, then each change with the operations it concerns. */
export function printComparison({ changes, broken }: SchemaComparison): string {
  if (changes.length === 0) return 'The public schema is unchanged.';
  const count = (kind: SchemaChange['kind']) => changes.filter((change) => change.kind === kind).length;
  const lines = changes.map(({ kind, description, operations }) => {
    const by = operations.length > 0 ? ` Used by ${operations.join(', ')}.` : '';
    return `  ${kind.padEnd(9)} ${description}${by}`;
  });
  return [
    `The public schema changes: ${count('BREAKING')} breaking, ${count('DANGEROUS')} dangerous, ${count('HARMLESS')} harmless.`,
    ...lines,
    ...broken.map(({ name, reasons }) => `  ${name} breaks: ${reasons.join(' ')}`),
  ].join('\n');
}

const ofArgument: readonly string[] = [BreakingChangeType.ARG_REMOVED, BreakingChangeType.ARG_CHANGED_KIND];

/** Whether a change concerns something used. graphql-js tells the place in its sentence only. */
function touches(
  { type, description }: { readonly type: string; readonly description: string },
  used: ReadonlySet<string>,
): boolean {
  const [, place] = /\b([_A-Za-z]\w*\.[_A-Za-z]\w*)\b/.exec(description) ?? [];
  if (place !== undefined && ofArgument.includes(type)) {
    const [, argument] = /\barg (\w+)/.exec(description) ?? [];
    return used.has(`${place}(${argument})`);
  }
  if (place !== undefined) return used.has(place);
  return (description.match(/\b[_A-Za-z]\w*\b/g) ?? []).some((word) => used.has(word));
}

/** What has come: types, and fields of types that were there. graphql-js tells of the other additions as dangerous. */
function harmlessChanges(before: GraphQLSchema, now: GraphQLSchema): SchemaChange[] {
  const added: string[] = [];
  for (const type of Object.values(now.getTypeMap())) {
    if (isIntrospectionType(type)) continue;
    const old = before.getType(type.name);
    if (!old) added.push(`${type.name} was added.`);
    else if ((isObjectType(type) && isObjectType(old)) || (isInterfaceType(type) && isInterfaceType(old))) {
      const known = old.getFields();
      const names = Object.keys(type.getFields()).filter((field) => !known[field]);
      added.push(...names.map((name) => `${type.name}.${name} was added.`));
    }
  }
  return added.map((description) => ({ kind: 'HARMLESS', description, operations: [] }));
}
