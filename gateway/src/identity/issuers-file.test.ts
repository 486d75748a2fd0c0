import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HubError, type Role, roles } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acrValues, needsStrongAuthentication, printIssuerKeys, readIssuers } from './issuers-file.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kommunhub-issuers-'));
});
afterAll(() => rm(folder, { recursive: true }));

const good = {
  issuer: 'https://login.falun.example',
  audience: 'kommunhub',
  namnder: { '2080-LSS': ['2080'] },
  roles: { 'LSS-handlaggare': 'handlaggare' },
  claims: { role: 'groups' },
  strongAuthentication: ['loa3'],
};

async function read(content: unknown) {
  const file = join(folder, 'issuers.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readIssuers(file);
}

async function placesOf(content: unknown): Promise<string[]> {
  const error = await read(content).then(
    () => undefined,
    (found: HubError) => found,
  );
  return (error?.faults ?? []).map(({ path }) => path.replace(/^.*issuers\.json(: )?/, ''));
}

describe('the file of issuers', () => {
  it('is read with the careful choice where it says nothing', async () => {
    const [issuer] = await read({ issuers: [good] });
    expect(issuer).toMatchObject({ tokenType: 'at+jwt', clockSkewSeconds: 30, maxTokenMinutes: 120 });
    expect(issuer?.algorithms).not.toContain('HS256');
    expect(acrValues(issuer!, 'handlaggare')).toEqual(['loa3']);
  });

  it('tells all faults at once, each with its place', async () => {
    const wrong = {
      ...good,
      issuer: 'login',
      audience: '',
      roles: { x: 'root' },
      algorithms: ['HS256', 'none'],
      clockSkewSeconds: 9_999,
      extra: 1,
    };
    expect(await placesOf({ issuers: [wrong] })).toEqual([
      'issuers.0.issuer',
      'issuers.0.audience',
      'issuers.0.roles.x',
      'issuers.0.algorithms.0',
      'issuers.0.algorithms.1',
      'issuers.0.clockSkewSeconds',
      'issuers.0',
    ]);
  });

  it.each([
    ['two issuers of one name', [good, good], 'issuers.1.issuer'],
    ['a role for BI', [{ ...good, roles: { x: 'bi' } }], 'issuers.0.roles.x'],
    [
      'a kommun that does not exist',
      [{ ...good, namnder: { '2080-LSS': ['9999'] } }],
      'issuers.0.namnder.2080-LSS',
    ],
    ['no nämnd for a role of one', [{ ...good, namnder: {} }], 'issuers.0.namnder'],
    [
      'several nämnder and no claim that tells which',
      [{ ...good, namnder: { '2080-LSS': ['2080'], '2026-LSS': ['2026'] } }],
      'issuers.0.claims.namnd',
    ],
    [
      'a gemensam nämnd and no claim that tells the kommun',
      [{ ...good, namnder: { '2062-LSS': ['2062', '2034'] } }],
      'issuers.0.claims.kommun',
    ],
    [
      'a person-level role and no strong log-in',
      [{ ...good, strongAuthentication: [] }],
      'issuers.0.strongAuthentication',
    ],
    ['no issuer', [], 'issuers'],
  ])('is refused with %s', async (_title, issuers, place) => {
    expect(await placesOf({ issuers })).toEqual([place]);
  });

  it('is refused without its content when it is not JSON, or cannot be read', async () => {
    await expect(read('{"secret": kim')).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(read('{"secret": kim')).rejects.not.toThrow(/kim/);
    await expect(readIssuers(join(folder, 'absent.json'))).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it('has its keys in the page of settings', () => {
    expect(printIssuerKeys()).toMatch(/\| `issuer` \| yes \| .*\n(.*\n)*\| `clockSkewSeconds` \| no \|/);
  });
});

it('every role that a purpose is asked of needs a strong log-in', () => {
  const weak: Role[] = ['it', 'region', 'bi', 'service'];
  expect(roles.filter((role) => !needsStrongAuthentication(role))).toEqual(weak);
});
