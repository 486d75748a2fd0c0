import { writeFile } from 'node:fs/promises';
import { printJsonSchemas } from './json-schema.js';

// Run by `npm run print`: writes the published schemas beside package.json.
for (const [name, text] of Object.entries(printJsonSchemas())) {
  await writeFile(new URL(`../../${name}`, import.meta.url), text);
}
