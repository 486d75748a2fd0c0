import { describe, expect, it } from 'vitest';
import type { PatternPlace } from '../disclosure-input.js';
import { publishedCells } from '../published-cells.js';
import { anInput, asEarlier, cellsOfKommuner, figuresTold, treeOf } from '../testing/disclosure-builders.js';
import { audit } from './audit.js';
import { refuseUnsafe } from './refuse-unsafe.js';

const tree = treeOf('ALLA > A B C D');
const cells = cellsOfKommuner({ A: 12, B: 3, C: 9, D: 40 });
const input = anInput({ tree, cells });
const places = (margin: string, ...nodes: string[]): PatternPlace[] =>
  nodes.map((node) => ({ stratum: 'S', margin, node }));
const auditOf = (of: typeof input, ...published: PatternPlace[]) =>
  audit({ ...of, published: publishedCells(of, { published }) }).map(({ margin, node, value, attacker }) =>
    [margin, node, value, attacker.join('+')].join(' '),
  );

describe('the audit finds', () => {
  it('a small figure that is told', () => {
    expect(auditOf(input, ...places('TOTALT', 'B'))).toEqual(['TOTALT B TOTALT ']);
  });

  it('what is left when all others are told', () => {
    expect(auditOf(input, ...places('TOTALT', 'ALLA', 'A', 'C', 'D'))).toEqual(['TOTALT B TOTALT ']);
  });

  it('what a hidden kommun sees of the other hidden one', () => {
    expect(auditOf(input, ...places('TOTALT', 'ALLA', 'A', 'D'))).toEqual(['TOTALT B TOTALT C']);
  });

  it('what those see who share a nämnd', () => {
    const three = places('TOTALT', 'ALLA', 'D');
    expect(auditOf(input, ...three)).toEqual([]);
    expect(auditOf({ ...input, coalitions: [['A', 'C']] }, ...three)).toEqual(['TOTALT B TOTALT A+C']);
  });

  it('a range narrower than three', () => {
    const kon = cellsOfKommuner({ A: { K: 12, M: 3 }, B: { K: 9, M: 0 }, C: { K: 20, M: 2 } });
    const of = anInput({ tree: treeOf('ALLA > A B C'), cells: kon, margins: [{ id: 'kon' }] });
    // B tells that it has no men, so A and C share five; A has at most 15 and C at most 22.
    const found = auditOf(of, ...places('TOTALT', 'ALLA', 'A', 'B', 'C'), ...places('kon', 'ALLA', 'B'));
    expect(found).toContain('kon A M C');
    expect(found).toContain('kon C M A');
  });

  it('what a total gives away of its divisions', () => {
    const kon = cellsOfKommuner({ A: { K: 12, M: 3 }, B: { K: 9, M: 9 }, C: { K: 20, M: 20 } });
    const of = anInput({ tree: treeOf('ALLA > A B C'), cells: kon, margins: [{ id: 'kon' }] });
    expect(auditOf(of, ...places('kon', 'ALLA', 'B', 'C'))).toContain('kon A M ');
  });

  it('the difference between two versions', () => {
    const before = anInput({ tree, cells, included: ['A', 'C', 'D'] });
    const versions = [asEarlier(before, [])];
    expect(auditOf({ ...input, versions }, ...places('TOTALT', 'ALLA'))).toEqual(['TOTALT B TOTALT ']);
  });

  it('a kommun that hides behind another whose earlier figure still stands', () => {
    const before = anInput({ tree, cells: cellsOfKommuner({ A: 12, B: 30, C: 9, D: 40 }) });
    const versions = [asEarlier(before, ['B'])];
    expect(auditOf({ ...input, versions }, ...places('TOTALT', 'ALLA'))).toEqual(['TOTALT B TOTALT ']);
  });
});

describe('the audit', () => {
  it('finds nothing in what is protected', () => {
    expect(audit({ ...input, published: figuresTold(input) })).toEqual([]);
  });

  it('counts no attacker as having found what is its own', () => {
    const own = anInput({ tree: treeOf('ALLA > A B'), cells: cellsOfKommuner({ A: 3, B: 0 }) });
    expect(auditOf(own, ...places('TOTALT', 'B'))).toEqual([]);
  });

  it('refuses a release with a code and without a figure in the message', () => {
    const published = publishedCells(input, { published: places('TOTALT', 'ALLA', 'A', 'C', 'D') });
    expect(() => refuseUnsafe({ ...input, published: figuresTold(input) })).not.toThrow();
    expect(() => refuseUnsafe({ ...input, published })).toThrow(
      expect.objectContaining({ code: 'RELEASE_UNSAFE', message: expect.not.stringMatching(/\bB\b|\b3\b/) }),
    );
  });

  it('refuses figures that contradict an earlier version', () => {
    const published = figuresTold(input).map((cell) => ({ ...cell, units: cell.units + 1 }));
    const versions = [asEarlier(input, [])];
    expect(() => refuseUnsafe({ ...input, versions, published })).toThrow(
      expect.objectContaining({ code: 'RELEASE_UNSAFE' }),
    );
  });
});
