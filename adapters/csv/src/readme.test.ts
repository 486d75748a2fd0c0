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

const quirks = [...readme.matchAll(/^\| (\d+) \| .* \| ((?:`[^`]+`(?:, )?)+) \|$/gm)].flatMap(
  ([, quirk, files]) =>
    [...(files ?? '').matchAll(/`([^`]+)`/g)].map(([, file]) => [Number(quirk), file ?? ''] as const),
);

it('lists each of the sixteen quirks of exports', () => {
  expect([...new Set(quirks.map(([quirk]) => quirk))]).toEqual(
    Array.from({ length: 16 }, (_, index) => index + 1),
  );
});

it.each(quirks)('quirk %i is tested in %s', async (quirk, file) => {
  const test = await readFile(join(dirname(defaultSystemsFolder()), file), 'utf8');
  expect(test).toMatch(new RegExp(`describe\\('quirks? [^:]*\\b${quirk}\\b`));
});
