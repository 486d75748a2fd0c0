import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { conformanceItems } from '../../gateway/src/bi/odata/conformance.js';

it('the page of conformance has exactly the items that have a test', async () => {
  const titles: (string | undefined)[] = [];
  for (const level of ['minimal', 'intermediate']) {
    const source = await readFile(join(import.meta.dirname, `odata-${level}.test.ts`), 'utf8');
    titles.push(...[...source.matchAll(/^ {2}it\('([MI][\d.]+) /gm)].map(([, id]) => id));
  }
  expect(titles).toEqual(conformanceItems.map(({ id }) => id));
});
