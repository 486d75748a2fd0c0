import { BadInputError } from '@kommunhub/schema';
import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { formatErrorWith } from './format-error.js';

describe('an error on its way out', () => {
  const reported: unknown[] = [];
  const format = (error: GraphQLError) => {
    reported.length = 0;
    return formatErrorWith((_id, cause) => reported.push(cause))(error.toJSON(), error);
  };

  it('keeps code, words and faults when it is meant for somebody', () => {
    const faults = [{ path: 'first', code: 'BAD_INPUT', message: 'Too large.' }];
    const originalError = new BadInputError('"first" must be between 1 and 500.', { faults });
    expect(format(new GraphQLError(originalError.message, { originalError, path: ['cases'] }))).toMatchObject(
      {
        ...{ message: '"first" must be between 1 and 500.', path: ['cases'] },
        extensions: { code: 'BAD_INPUT', faults },
      },
    );
    expect(reported).toEqual([]);
  });

  it('is told whole to the log and as an id to the client when nobody foresaw it', () => {
    const originalError = new Error('198112189876');
    const formatted = format(new GraphQLError(originalError.message, { originalError, path: ['cases'] }));
    expect(formatted.extensions).toMatchObject({ code: 'INTERNAL', id: expect.any(String) });
    expect(JSON.stringify(formatted)).not.toContain('9876');
    expect(reported).toEqual([originalError]);
  });

  it('is not told again when the part that met it has told it', () => {
    const extensions = { code: 'INTERNAL', id: 'known' };
    expect(format(new GraphQLError('Told.', { extensions })).extensions).toMatchObject({ id: 'known' });
    expect(reported).toEqual([]);
  });

  it('has the words of no code that is not in the table', () => {
    const formatted = format(new GraphQLError('198112189876', { extensions: { code: 'constructor' } }));
    expect(formatted.extensions?.code).toBe('INTERNAL');
    expect(formatted.message).not.toContain('9876');
  });

  it('calls a document that the parser cannot hold too deep', () => {
    const extensions = { code: 'GRAPHQL_PARSE_FAILED' };
    const formatted = format(new GraphQLError('Maximum call stack size exceeded', { extensions }));
    expect(formatted).toMatchObject({
      message: 'The operation is nested deeper than allowed.',
      extensions: { code: 'OPERATION_TOO_DEEP' },
    });
  });
});
