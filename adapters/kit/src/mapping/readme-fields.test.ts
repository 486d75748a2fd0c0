import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { defaultSystemsFolder } from '../adapter/systems-folder.js';
import { recordFields } from './record-fields.js';

const readme = await readFile(join(dirname(defaultSystemsFolder()), 'README.md'), 'utf8');
const mapped = Object.entries(recordFields).flatMap(([kind, fields]) =>
  Object.entries(fields).flatMap(([field, rule]) => (rule.type === 'derived' ? [] : [{ kind, field, rule }])),
);

it.each(mapped)(
  'tells kommun IT of the field $field of $kind, and whether it must be mapped',
  ({ kind, field, rule }) => {
    const row = new RegExp(`^\\| \`${kind}\` [^|]*\\|([^|]*)\\|([^|]*)\\|$`, 'm').exec(readme);
    const isRequired = 'required' in rule && rule.required;
    expect(row?.[isRequired ? 1 : 2]).toContain(`\`${field}\``);
  },
);

const coded = mapped.flatMap(({ field, rule }) =>
  rule.type === 'code' ? [{ field, codes: rule.codes }] : [],
);
it.each(coded)('tells kommun IT of the shared codes of $field', ({ field, codes }) => {
  const rows = readme.matchAll(
    new RegExp(`^\\| (?:\`\\w+\`, )*\`${field}\`(?:, \`\\w+\`)* \\|([^|]*)\\|$`, 'gm'),
  );
  const told = [...rows].map(([, text = '']) => text).find((text) => !text.includes('`text`')) ?? '';
  for (const code of told.includes('.csv') ? [] : codes) expect(told).toContain(`\`${code}\``);
  expect(told).not.toBe('');
});
