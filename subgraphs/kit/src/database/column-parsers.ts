import pg from 'pg';

const DATE = 1082;
const TIMESTAMPTZ = 1184;
const NUMERIC = 1700;
const INT8 = 20;

const asText = (value: string) => value;

/**
 * How columns arrive in JavaScript, for the hub's own pools only.
 *
 * `date` stays `YYYY-MM-DD` and `numeric` its exact text, because Date and
 * number would change both; `int8` is a number (all ours fit); `timestamptz`
 * is an ISO string in UTC with milliseconds, or `infinity`.
 */
export const columnParsers = {
  getTypeParser(oid: number, format?: string): (value: string) => unknown {
    if (format !== 'binary') {
      if (oid === DATE || oid === NUMERIC) return asText;
      if (oid === INT8) return Number;
      if (oid === TIMESTAMPTZ)
        return (value) => (/infinity$/.test(value) ? value : new Date(value).toISOString());
    }
    return pg.types.getTypeParser(oid, format);
  },
};
