import { badInput, notSupported } from '../odata-error.js';

export type TokenKind =
  | 'name'
  | 'qualifiedName'
  | 'alias'
  | 'string'
  | 'number'
  | 'date'
  | 'otherLiteral'
  | 'punctuation'
  | 'end';

/** A word of an expression. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** The character at which it begins, the first being 1. */
  readonly at: number;
}

/**
 * The words of OData expressions (ABNF), each tried at its place and never
 * further back: the time is in proportion to the text. Longer forms come first.
 */
const forms: readonly (readonly [TokenKind, RegExp])[] = [
  // A duration, bytes, a place on earth or an enumeration's value: a word, then a text.
  ['otherLiteral', /[A-Za-z_][\w.]*'(?:[^']|'')*'/y],
  ['string', /'(?:[^']|'')*'/y],
  ['otherLiteral', /[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![\w.])/y],
  ['otherLiteral', /-?\d{4,9}-\d\d-\d\dT[\d:.]{1,30}(?:Z|[+-]\d\d:\d\d)?(?![\w.])/y],
  ['date', /-?\d{4,9}-\d\d-\d\d(?![\w.:-])/y],
  ['otherLiteral', /\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?![\w.:])/y],
  ['number', /[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y],
  ['otherLiteral', /(?:-?INF|NaN)(?![\w.])/y],
  ['qualifiedName', /[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)+/uy],
  ['name', /\$?[\p{L}_][\p{L}\p{N}_]*/uy],
  ['alias', /@[\p{L}_][\p{L}\p{N}_]*/uy],
  ['punctuation', /[(),/:=*[\]{}-]/y],
];
const space = /[ \t]+/y;

/**
 * Cuts an expression into words, the last of which is the end.
 *
 * @throws ODataError BAD_INPUT at the character that begins no word.
 */
export function tokensOf(text: string, target: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    space.lastIndex = at;
    if (space.test(text)) {
      at = space.lastIndex;
      continue;
    }
    const token = tokenAt(text, at);
    if (token === null) throw badInput(`${target} cannot be read at character ${at + 1}.`, target);
    if (/^[[{]/.test(token.text))
      throw notSupported(`${target} holds a list or an object in JSON, which is not supported here.`, target);
    tokens.push(token);
    at += token.text.length;
  }
  tokens.push({ kind: 'end', text: '', at: text.length + 1 });
  return tokens;
}

function tokenAt(text: string, at: number): Token | null {
  for (const [kind, form] of forms) {
    form.lastIndex = at;
    const [found] = form.exec(text) ?? [];
    if (found !== undefined) return { kind, text: found, at: at + 1 };
  }
  return null;
}
