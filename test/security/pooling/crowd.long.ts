import { expect, it } from 'vitest';
import { askAsCrowd } from './crowd.js';
import { findPgbouncer } from './pgbouncer.js';

const pgbouncer = findPgbouncer({ install: true });
const title = '20 kommuner, 200 parallel callers, 10,000 requests through pgbouncer: no foreign row';

it.skipIf('reason' in pgbouncer)(
  'reason' in pgbouncer ? `${title} (skipped: ${pgbouncer.reason})` : title,
  async () => {
    if ('reason' in pgbouncer) return;
    const result = await askAsCrowd(pgbouncer.path, { kommuner: 20, callers: 200, requests: 10_000 });
    console.info('pooled crowd', result);
    expect(result).toMatchObject({ requests: 10_000, foreign: 0, missing: 0, errors: 0 });
  },
);
