import { createHash } from 'node:crypto';
import { BadInputError, type CalendarDate, containsPersonnummer, HubError } from '@kommunhub/schema';
import {
  type ASTNode,
  type DocumentNode,
  type GraphQLError,
  Kind,
  type OperationTypeNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import type { DocumentLimits } from '../execution/limits/engine-limits.js';
import { asksAboutPerson, isLookup, isPersonArgument } from './person-arguments.js';

/** What the door needs to know of a document before anything is done with it. */
export interface DocumentTraits {
  /** Operations by name; an unnamed one under the empty name. */
  readonly operations: ReadonlyMap<string, OperationTypeNode>;
  readonly asksForSchema: boolean;
  /** Whether a person is asked for by number, name or case number. */
  readonly asksForPerson: boolean;
}

/** A word of the language is seldom longer; what is belongs into a variable. */
const charactersPerToken = 16;

/** Verdicts that are kept, so that a document is looked at once. */
const kept = 1_000;

/**
 * Looks at documents before they are validated: validation compares fields in
 * pairs, and a document made for it would keep the process busy for minutes.
 */
export class DocumentGuard {
  readonly #verdicts = new Map<string, DocumentTraits | HubError | null>();

  constructor(
    private readonly limits: DocumentLimits,
    private readonly today: () => CalendarDate,
  ) {}

  /**
   * The traits of a document; null when it does not parse, which others tell.
   *
   * @throws HubError OPERATION_TOO_WIDE, OPERATION_TOO_DEEP; BAD_INPUT when it holds a personnummer or
   * another word to find a person by: those come as variables, since documents are kept.
   */
  look(text: string): DocumentTraits | null {
    const hash = createHash('sha256').update(text).digest('base64');
    let verdict = this.#verdicts.get(hash);
    if (verdict === undefined) {
      verdict = this.#judge(text);
      this.#verdicts.set(hash, verdict);
      if (this.#verdicts.size > kept) this.#verdicts.delete(this.#verdicts.keys().next().value ?? '');
    }
    if (verdict instanceof HubError) throw verdict;
    return verdict;
  }

  /** Whether a personnummer stands in the text. */
  holdsNumber(text: string): boolean {
    return containsPersonnummer(text, this.today());
  }

  #judge(text: string): DocumentTraits | HubError | null {
    if (text.length > this.limits.tokens * charactersPerToken)
      return tooWide(this.limits.tokens * charactersPerToken, 'characters; send long values as variables');
    try {
      const document = parse(text, { noLocation: true, maxTokens: this.limits.tokens });
      return this.#traitsOf(document);
    } catch (error) {
      if (error instanceof HubError) return error;
      // The parser calls itself for every level.
      if (error instanceof RangeError)
        return new HubError('OPERATION_TOO_DEEP', 'The document is nested too deep.');
      const isTooLong = /Document contains more that \d+ tokens/.test((error as GraphQLError).message);
      return isTooLong ? tooWide(this.limits.tokens, 'tokens') : null;
    }
  }

  #traitsOf(document: DocumentNode): DocumentTraits {
    if (document.definitions.length > this.limits.definitions)
      throw tooWide(this.limits.definitions, 'operations and fragments');
    let directives = 0;
    let repetitions = 0;
    let asksForSchema = false;
    let asksForPerson = false;
    const today = this.today();
    // A list and no recursion: what parses may still be nested deeper than the stack.
    const waiting: ASTNode[] = [...document.definitions];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (node.kind === Kind.DIRECTIVE) directives += 1;
      if (directives > this.limits.directives) throw tooWide(this.limits.directives, 'directives');
      if (node.kind === Kind.SELECTION_SET) repetitions += repetitionsIn(node);
      if (repetitions > this.limits.repetitions) throw tooWide(this.limits.repetitions, 'repeated fields');
      if (node.kind === Kind.FIELD) {
        asksForSchema ||= node.name.value === '__schema' || node.name.value === '__type';
        asksForPerson ||= asksAboutPerson(node);
        if (isLookup(node) && (node.arguments ?? []).some(holdsName)) throw personInDocument();
      }
      refusePersonInDocument(node, today);
      for (const child of childrenOf(node)) waiting.push(child);
    }
    return { operations: operationsOf(document), asksForSchema, asksForPerson };
  }
}

/** Fields of one selection set that are written again under the same name. */
function repetitionsIn({ selections }: SelectionSetNode): number {
  const keys = selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? [(selection.alias ?? selection.name).value] : [],
  );
  return keys.length - new Set(keys).size;
}

function operationsOf(document: DocumentNode): Map<string, OperationTypeNode> {
  return new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.OPERATION_DEFINITION ? [[node.name?.value ?? '', node.operation] as const] : [],
    ),
  );
}

/** An id of the hub: its hexadecimal digits may look like a number by chance. */
const opaqueId = /^\d{4}-[0-9a-f]{32}$/;

/** Words that find a person must not stand in the document, nor numbers of persons anywhere in it. */
function refusePersonInDocument(node: ASTNode, today: CalendarDate): void {
  const named = node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD;
  const isLiteral = named && node.value.kind === Kind.STRING;
  const holdsNumber =
    (node.kind === Kind.STRING ||
      node.kind === Kind.INT ||
      node.kind === Kind.FLOAT ||
      node.kind === Kind.NAME) &&
    !opaqueId.test(node.value) &&
    // A name of GraphQL has no hyphen; names of operations are logged and aliases answered.
    containsPersonnummer(node.kind === Kind.NAME ? node.value.replaceAll('_', '-') : node.value, today);
  if (holdsNumber || (isLiteral && isPersonArgument(node.name.value))) throw personInDocument();
}

/** Whether a name is written out anywhere in an argument. */
function holdsName(argument: ASTNode): boolean {
  const waiting: ASTNode[] = [argument];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind === Kind.OBJECT_FIELD && node.name.value === 'name' && node.value.kind === Kind.STRING)
      return true;
    waiting.push(...childrenOf(node));
  }
  return false;
}

function personInDocument(): BadInputError {
  return new BadInputError(
    'Person data stand in the document; send personnummer, names and case numbers as variables, by POST.',
  );
}

function* childrenOf(node: ASTNode): Generator<ASTNode> {
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) yield* value as ASTNode[];
    else if (typeof value === 'object' && value !== null && 'kind' in value) yield value as ASTNode;
  }
}

function tooWide(limit: number, what: string): HubError {
  return new HubError('OPERATION_TOO_WIDE', `The document has more than ${limit} ${what}.`);
}
