import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { findInlineSecrets, resolveSecret } from './secret.js';

it('is fetched from the environment and prints as asterisks', async () => {
  const secret = await resolveSecret({ env: 'X' }, '.', { X: 'hemligt' });
  expect(secret.reveal()).toBe('hemligt');
  expect([`${secret}`, JSON.stringify({ secret }), inspect(secret)].join()).not.toContain('hemligt');
});

it('that is not at its place stops the source', async () => {
  await expect(resolveSecret({ env: 'X' }, '.', {})).rejects.toMatchObject({ code: 'SOURCE_REFUSED' });
  await expect(resolveSecret({ file: 'finns-inte' }, '.', {})).rejects.toMatchObject({
    code: 'SOURCE_REFUSED',
  });
});

it('is found in plain text at any depth, and not where only its place is named', () => {
  const settings = {
    a: [{ clientSecret: 'x' }],
    password: { env: 'X' },
    folder: 'token',
    url: 'http://host/path',
  };
  expect(findInlineSecrets(settings)).toEqual([['a', 0, 'clientSecret']]);
});
