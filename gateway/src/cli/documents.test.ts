import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { readPublicSchema } from '../hub/federation.js';
import { documents } from './documents.js';

it.each(Object.entries(documents))('%s fits the graph', async (_, text) => {
  expect(validate(await readPublicSchema(), parse(text))).toEqual([]);
});

it('no command asks anything else, for a hub may answer registered operations only', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
  const others = files
    .filter((file) => file.endsWith('.ts') && !file.startsWith('documents.'))
    .filter((file) => /['"`](query|mutation) \w/.test(readFileSync(join(import.meta.dirname, file), 'utf8')));
  expect(others).toEqual([]);
});
