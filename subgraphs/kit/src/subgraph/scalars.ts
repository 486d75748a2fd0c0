import { BadInputError } from '@kommunhub/schema';
import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';

// There is no year 0000: PostgreSQL refuses it.
const datePattern = /^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const decimalPattern = /^-?\d{1,15}(\.\d{1,6})?$/;

function isDate(text: string): boolean {
  if (!datePattern.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  // JavaScript rolls 30 February over to March.
  return date.toISOString().startsWith(text);
}

function textOf(node: ValueNode): string | undefined {
  if (node.kind === Kind.STRING) return node.value;
  return undefined;
}

function textScalar(
  name: string,
  description: string,
  expected: string,
  isValid: (text: string) => boolean,
  serialize: (value: unknown) => unknown,
): GraphQLScalarType {
  const parse = (value: unknown): string => {
    // The value may be somebody's data: it is never repeated.
    if (typeof value !== 'string' || !isValid(value)) throw new BadInputError(`${name} must be ${expected}.`);
    return value;
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize,
    parseValue: parse,
    parseLiteral: (node) => parse(textOf(node)),
  });
}

/** A calendar date without time or zone, `YYYY-MM-DD`. */
export const DateScalar = textScalar(
  'Date',
  'Kalenderdag, `YYYY-MM-DD`.',
  'a calendar date YYYY-MM-DD',
  isDate,
  (value) => {
    if (typeof value === 'string' && isDate(value)) return value;
    throw new TypeError('A Date field was given something else than YYYY-MM-DD.');
  },
);

/** An instant, ISO 8601 in UTC. */
export const DateTimeScalar = textScalar(
  'DateTime',
  'Tidpunkt enligt ISO 8601.',
  'an instant of ISO 8601 with zone',
  (text) =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) &&
    !Number.isNaN(Date.parse(text)),
  (value) => {
    const date = value instanceof Date ? value : new Date(String(value));
    if (Number.isNaN(date.getTime()))
      throw new TypeError('A DateTime field was given something else than an instant.');
    return date.toISOString();
  },
);

/** An exact decimal in a string; never a binary fraction. */
export const DecimalScalar = textScalar(
  'Decimal',
  'Exakt decimaltal i en sträng, med punkt.',
  'a decimal number in a string, at most six decimals',
  (text) => decimalPattern.test(text),
  (value) => {
    if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return value;
    if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
    throw new TypeError('A Decimal field was given something else than a decimal string.');
  },
);
