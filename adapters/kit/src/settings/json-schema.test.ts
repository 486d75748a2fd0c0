import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { printJsonSchemas } from './json-schema.js';

it.each(Object.entries(printJsonSchemas()))(
  'has %s published as the declarations say',
  async (name, text) => {
    const published = await readFile(new URL(`../../${name}`, import.meta.url), 'utf8');
    expect(JSON.parse(published), 'run "npm run print"').toEqual(JSON.parse(text));
  },
);
