import { describe, expect, it } from 'vitest';
import { issuerSchema } from './issuers-file.js';
import { readClaims } from './read-claims.js';

const base = {
  issuer: 'https://login.example',
  audience: 'kommunhub',
  namnder: { '2062-LSS': ['2062', '2034'] },
  roles: { 'LSS-handlaggare': 'handlaggare', 'LSS-chef': 'chef' },
  claims: { role: 'realm_access.roles', kommun: 'https://claims.example/kommun' },
  strongAuthentication: ['loa3'],
};
const payload = {
  ...{ sub: 'kim', acr: 'loa3', realm_access: { roles: ['offline_access', 'LSS-handlaggare'] } },
  'https://claims.example/kommun': '2034',
};
const read = (claims: object = {}, entry: object = {}) =>
  readClaims(issuerSchema.parse({ ...base, ...entry }), { ...payload, ...claims });

describe('claims in an issuer’s own words', () => {
  it('are found by a way into objects, and by names that hold dots', () => {
    expect(read()).toMatchObject({ role: 'handlaggare', namndId: '2062-LSS', kommunCode: '2034' });
  });

  it('give the one nämnd of an issuer that has but one', () => {
    const one = { namnder: { '2080-LSS': ['2080'] }, claims: { role: 'realm_access.roles' } };
    expect(read({}, one)).toMatchObject({ namndId: '2080-LSS', kommunCode: '2080' });
  });

  it('may hold groups of other systems beside one role, and no second role', () => {
    expect(read({ realm_access: { roles: ['x', 'LSS-chef', 'y'] } }).role).toBe('chef');
    expect(() => read({ realm_access: { roles: ['LSS-chef', 'LSS-handlaggare'] } })).toThrow(/several roles/);
    expect(() => read({ realm_access: { roles: ['x'] } })).toThrow(/no role/);
    expect(() => read({ realm_access: 'LSS-chef' })).toThrow(/no role/);
  });

  it('narrow the purposes of the role, and widen them never', () => {
    const claims = { ...base.claims, purposes: 'purposes' };
    const chef = { realm_access: { roles: ['LSS-chef'] } };
    expect(read({ ...chef, purposes: ['UPPFOLJNING'] }, { claims }).purposes).toEqual(['UPPFOLJNING']);
    expect(read({ ...chef, purposes: 'UPPFOLJNING TILLSYN' }, { claims }).purposes).toEqual(['UPPFOLJNING']);
    expect(read(chef, { claims }).purposes).toEqual([]);
    expect(() => read({ ...chef, purposes: 'ALLT' }, { claims })).toThrow(/unknown purpose/);
  });

  it('must tell a log-in as strong as the role needs', () => {
    expect(() => read({ acr: 'loa2' })).toThrow(/not strong enough/);
    const chefs = { requiredAcr: { chef: ['loa4'] } };
    expect(() => read({ realm_access: { roles: ['LSS-chef'] } }, chefs)).toThrow(/not strong enough/);
    expect(read({ realm_access: { roles: ['LSS-chef'] }, acr: 'loa4' }, chefs).role).toBe('chef');
  });
});
