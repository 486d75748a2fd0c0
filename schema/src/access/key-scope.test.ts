import { describe, expect, it } from 'vitest';
import { keyDelivers, keyReachesTable } from './key-scope.js';

const bi = { keyScope: { sourceId: null, kommunCodes: [], tables: ['insatser'] } };
const service = { keyScope: { sourceId: 'falun-treserva', kommunCodes: ['2080'], tables: null } };

describe('the scope of a key', () => {
  it('names the tables that a BI key reads, or all', () => {
    expect(keyReachesTable(bi, 'insatser')).toBe(true);
    expect(keyReachesTable(bi, 'beslut')).toBe(false);
    expect(keyReachesTable({ keyScope: { ...bi.keyScope, tables: null } }, 'beslut')).toBe(true);
  });

  it('narrows nobody who has logged in', () => {
    expect(keyReachesTable({}, 'beslut')).toBe(true);
  });

  it('lets a service deliver its own source for its own kommuner only', () => {
    expect(keyDelivers(service, 'falun-treserva', ['2080'])).toBe(true);
    expect(keyDelivers(service, 'falun-treserva', ['2080', '2026'])).toBe(false);
    expect(keyDelivers(service, 'gagnef-viva', ['2080'])).toBe(false);
    expect(keyDelivers({}, 'falun-treserva', ['2080'])).toBe(false);
    expect(keyDelivers(bi, 'falun-treserva', ['2080'])).toBe(false);
  });
});
