import { expect, it } from 'vitest';
import { askAsCrowd } from './crowd.js';
import { findPgbouncer } from './pgbouncer.js';

const pgbouncer = findPgbouncer({ install: false });
const title = 'hands nobody a foreign row when forty callers share six connections through pgbouncer';

it.skipIf('reason' in pgbouncer)(
  'reason' in pgbouncer ? `${title} (skipped: ${pgbouncer.reason})` : title,
  async () => {
    if ('reason' in pgbouncer) return;
    const result = await askAsCrowd(pgbouncer.path, { kommuner: 4, callers: 40, requests: 240 });
    expect(result).toMatchObject({ requests: 240, foreign: 0, missing: 0, errors: 0 });
    expect(result.rows).toBeGreaterThan(500);
  },
);
