import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { defaultSystemsFolder, faultTexts } from '@kommunhub/adapter-kit';
import { quarantineReasons, skipReasons } from '@kommunhub/schema';
import { expect, it } from 'vitest';

const readme = await readFile(join(dirname(defaultSystemsFolder()), 'README.md'), 'utf8');
const stopping = Object.keys(faultTexts).filter((code) => code.startsWith('SOURCE_'));

it.each([...quarantineReasons, ...skipReasons, ...stopping])(
  'tells kommun IT what to do about %s',
  (code) => {
    expect(readme).toContain(`\`${code}\``);
  },
);
