import { badInput, notSupported, type ODataError } from '../odata-error.js';
import type { Comparison, Expression, Literal } from './expression.js';
import { type Token, tokensOf } from './tokens.js';

/** So deep may an expression be nested, and so many conditions may it have. */
export const limits = { depth: 50, conditions: 500 } as const;

/** Operators of OData that a released table is not asked with. */
const unsupportedOperators = new Set(['add', 'sub', 'mul', 'div', 'divby', 'mod', 'has']);

/**
 * Reads an expression of OData (URL Conventions 5.1.1): comparisons, `in`,
 * `and`, `or`, `not`, parentheses, functions, aliases.
 *
 * `not` reaches over the comparison that follows it: with its rank in the
 * specification, over the operand alone, anything but a boolean would be no
 * expression, and for booleans both say the same.
 *
 * @throws ODataError BAD_INPUT at the character, NOT_SUPPORTED for what OData has and this service has not.
 */
export function parseExpression(text: string, aliases: ReadonlyMap<string, string>): Expression {
  return new Parser(text, '$filter', aliases).whole();
}

class Parser {
  private readonly tokens: readonly Token[];
  private readonly aliasTokens = new Map<string, readonly Token[]>();
  private place = 0;
  private depth = 0;
  private conditions = 0;

  constructor(
    text: string,
    private readonly target: string,
    private readonly aliases: ReadonlyMap<string, string>,
  ) {
    this.tokens = tokensOf(text, target);
  }

  whole(): Expression {
    const expression = this.disjunction();
    if (this.next.kind !== 'end') throw this.unexpected('an operator or the end');
    return expression;
  }

  private get next(): Token {
    return this.tokens[this.place] ?? { kind: 'end', text: '', at: 0 };
  }

  private disjunction(): Expression {
    return this.joined('or', () => this.joined('and', () => this.equality()));
  }

  private joined(word: 'and' | 'or', term: () => Expression): Expression {
    const first = term();
    const terms = [first];
    while (this.takeWord(word)) terms.push(term());
    return terms.length === 1 ? first : { kind: word, terms, at: first.at };
  }

  /** eq and ne bind less than gt, ge, lt, le and in. */
  private equality(): Expression {
    let left = this.relation();
    for (let op = this.takeComparison(['eq', 'ne']); op !== null; op = this.takeComparison(['eq', 'ne']))
      left = { kind: 'comparison', op, left, right: this.relation(), at: left.at };
    return left;
  }

  private relation(): Expression {
    let left = this.operand();
    for (;;) {
      const op = this.takeComparison(['gt', 'ge', 'lt', 'le']);
      if (op !== null) left = { kind: 'comparison', op, left, right: this.operand(), at: left.at };
      else if (this.takeWord('in')) left = { kind: 'in', left, values: this.list(), at: left.at };
      else return left;
    }
  }

  private operand(): Expression {
    const token = this.take();
    const value = literalIn(token);
    if (value !== null) return value;
    switch (token.kind) {
      case 'alias':
        return this.aliased(token);
      case 'name':
        return this.named(token);
      case 'qualifiedName':
        throw notSupported(
          `${this.at(token)}: types and functions by their full names are not supported here.`,
          this.target,
        );
      default:
        if (token.text === '(') return this.nested(() => this.inParentheses());
        if (token.text === '-')
          throw notSupported(
            `${this.at(token)}: the sign before what is no number is not supported here.`,
            this.target,
          );
        this.place -= 1;
        throw this.unexpected('a property, a value or a condition');
    }
  }

  private inParentheses(): Expression {
    const inner = this.disjunction();
    this.expect(')');
    return inner;
  }

  private named(token: Token): Expression {
    const { text, at } = token;
    if (text === 'not') return this.nested(() => ({ kind: 'not', term: this.equality(), at }));
    if (text.startsWith('$'))
      throw notSupported(`${this.at(token)}: ${wordOf(text)} is not supported here.`, this.target);
    if (this.next.text === '/')
      throw notSupported(`${this.at(token)}: paths, any and all are not supported here.`, this.target);
    if (this.next.text !== '(') return { kind: 'property', name: text, at };
    return { kind: 'call', name: text, parameters: this.nested(() => this.list()), at };
  }

  /** Values between parentheses with commas between them. */
  private list(): readonly Expression[] {
    this.expect('(');
    const values: Expression[] = [];
    if (this.next.text === ')') {
      this.place += 1;
      return values;
    }
    for (;;) {
      this.count();
      values.push(this.disjunction());
      if (this.next.text !== ',') break;
      this.place += 1;
    }
    this.expect(')');
    return values;
  }

  /**
   * The value that the alias stands for; null where the address does not say
   * (URL Conventions 5.1.1.8). An expression would let a short address ask for
   * a long one many times over.
   */
  private aliased(token: Token): Expression {
    const known =
      this.aliasTokens.get(token.text) ?? tokensOf(this.aliases.get(token.text) ?? 'null', this.target);
    this.aliasTokens.set(token.text, known);
    const [value, end] = known;
    const stands = value === undefined ? null : literalIn(value);
    if (stands === null || end?.kind !== 'end')
      throw notSupported(
        `${this.at(token)}: an alias stands for a value and nothing else here.`,
        this.target,
      );
    return { ...stands, at: token.at };
  }

  private nested<Result>(read: () => Result): Result {
    this.depth += 1;
    if (this.depth > limits.depth)
      throw badInput(
        `${this.target} is nested deeper than ${limits.depth} levels; ask with fewer parentheses.`,
        this.target,
      );
    const result = read();
    this.depth -= 1;
    return result;
  }

  private count(): void {
    this.conditions += 1;
    if (this.conditions > limits.conditions)
      throw badInput(
        `${this.target} has more than ${limits.conditions} conditions; ask with fewer.`,
        this.target,
      );
  }

  private takeComparison<Op extends Comparison>(ops: readonly Op[]): Op | null {
    const op = ops.find((one) => this.takeWord(one));
    if (op !== undefined) this.count();
    return op ?? null;
  }

  private takeWord(word: string): boolean {
    const { kind, text } = this.next;
    if (kind !== 'name') return false;
    if (unsupportedOperators.has(text))
      throw notSupported(`${this.at(this.next)}: the operator ${text} is not supported here.`, this.target);
    if (text !== word) return false;
    this.place += 1;
    return true;
  }

  private take(): Token {
    const token = this.next;
    this.place += 1;
    return token;
  }

  private expect(text: string): void {
    if (this.next.text !== text || this.next.kind !== 'punctuation') throw this.unexpected(`"${text}"`);
    this.place += 1;
  }

  private unexpected(wanted: string): ODataError {
    const place = this.next.kind === 'end' ? `${this.target} ends where` : `${this.at(this.next)}:`;
    return badInput(`${place} ${wanted} is expected.`, this.target);
  }

  private at(token: Token): string {
    return `${this.target}, character ${token.at}`;
  }
}

/** The literal that the word is; null for any other word. */
function literalIn({ kind, text, at }: Token): Literal | null {
  const literal = (type: Literal['type'], value: string): Literal => ({
    kind: 'literal',
    type,
    text: value,
    at,
  });
  if (kind === 'string') return literal('string', text.slice(1, -1).replaceAll("''", "'"));
  if (kind === 'number' || kind === 'date') return literal(kind, text);
  if (kind === 'otherLiteral') return literal('other', '');
  if (kind === 'name' && text === 'null') return literal('null', '');
  return kind === 'name' && (text === 'true' || text === 'false') ? literal('boolean', text) : null;
}

/** A word of OData's own may be repeated in a message; one of the caller's may not. */
function wordOf(text: string): string {
  return ['$it', '$root', '$count', '$this'].includes(text) ? text : 'this word';
}
