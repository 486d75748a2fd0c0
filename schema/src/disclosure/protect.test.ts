import { describe, expect, it } from 'vitest';
import { protect } from './protect.js';
import { publishedCells } from './published-cells.js';
import {
  anInput,
  asEarlier,
  cellsOfKommuner,
  figuresTold,
  told,
  treeOf,
} from './testing/disclosure-builders.js';

const three = treeOf('ALLA > A B C');
const four = treeOf('ALLA > A B C D');

describe('a small number', () => {
  it('takes another with it, so that it cannot be subtracted (12, 3, 9 of 24)', () => {
    const tree = treeOf('ALLA > A B C D');
    const cells = cellsOfKommuner({ A: 12, B: 3, C: 9, D: 40 });
    expect(told(anInput({ tree, cells }))).toEqual(['ALLA', 'D']);
    expect(told(anInput({ tree: three, cells }))).toEqual(['ALLA']);
  });

  it('hides everybody where the total is itself small', () => {
    expect(told(anInput({ tree: three, cells: cellsOfKommuner({ A: 1, B: 2, C: 0 }) }))).toEqual(['C']);
  });

  it('is judged by persons and not by what is counted', () => {
    const cells = cellsOfKommuner({ A: 20, B: 20, C: 20 }).map((cell) =>
      cell.kommunCode === 'A' ? { ...cell, units: 7, persons: 4 } : cell,
    );
    expect(told(anInput({ tree: three, cells }))).not.toContain('A');
  });

  it('in one value hides every value of the division there', () => {
    const cells = cellsOfKommuner({
      A: { K: 20, M: 2 },
      B: { K: 9, M: 9 },
      C: { K: 9, M: 9 },
      D: { K: 9, M: 9 },
    });
    const input = anInput({ tree: four, cells, margins: [{ id: 'kon' }] });
    expect(told(input)).toEqual(['A', 'ALLA', 'ALLA.kon', 'B', 'C', 'D', 'D.kon']);
  });

  it('hides nothing when it is zero', () => {
    expect(told(anInput({ tree: three, cells: cellsOfKommuner({ A: 12, C: 9 }) }))).toEqual([
      'A',
      'ALLA',
      'B',
      'C',
    ]);
  });
});

describe('the attacker', () => {
  it('who is one of two hidden kommuner is not left with the other', () => {
    const cells = cellsOfKommuner({ A: 4, B: 4, C: 9, D: 10 });
    // A and B are 8 together: enough for everybody, 4 for each of them.
    expect(told(anInput({ tree: four, cells }))).toEqual(['ALLA', 'D']);
  });

  it('may be two kommuner with one nämnd', () => {
    const cells = cellsOfKommuner({ A: 4, B: 4, C: 9, D: 10 });
    expect(told(anInput({ tree: four, cells, coalitions: [['A', 'C']] }))).toEqual(['ALLA']);
  });

  it('that knows of a zero gains nothing by it', () => {
    const cells = cellsOfKommuner({ A: 3, B: 0, C: 9, D: 10 });
    const input = anInput({ tree: four, cells });
    expect(told(input)).toEqual(['ALLA', 'B']);
  });
});

describe('divisions', () => {
  const wideOf = { '0-6': '0-22', '7-22': '0-22', '23-': '23-' };
  const margins = [{ id: 'alder', within: 'grov', wideOf }, { id: 'grov' }];
  const person = (kommunCode: string, grov: number, young: number) => [
    ...cellsOfKommuner({ [kommunCode]: { '0-22': grov, '23-': 20 } }, 'grov'),
    ...cellsOfKommuner({ [kommunCode]: { '0-6': young, '7-22': grov - young, '23-': 20 } }, 'alder').slice(1),
  ];

  it('are told only where what they divide is told', () => {
    const cells = [...person('A', 3, 0), ...person('B', 20, 8), ...person('C', 20, 8), ...person('D', 20, 8)];
    const input = anInput({ tree: four, cells, margins });
    expect(told(input)).not.toContain('A.grov');
    expect(told(input)).not.toContain('A.alder');
    expect(told(input)).toContain('A');
    const { suppressed } = protect(input);
    expect(suppressed.find(({ node, margin }) => node === 'A' && margin === 'alder')?.reason).toBe('WIDER');
  });

  it('that a kommun leaves out are a figure of their own, since the total is there', () => {
    const whole = cellsOfKommuner({ A: { K: 9, M: 9 }, B: { K: 9, M: 9 }, C: { K: 9, M: 9 } });
    const input = anInput({
      tree: treeOf('ALLA > A B C X Y Z'),
      cells: [...whole, ...cellsOfKommuner({ X: 2, Y: 20, Z: 30 })],
      margins: [{ id: 'kon' }],
    });
    // ALLA less the kommuner that tell of kön is X, Y and Z together, as in the totals.
    expect(told(input)).toContain('ALLA.kon');
    const lonely = { ...input, cells: [...whole, ...cellsOfKommuner({ X: 2 })] };
    expect(told(lonely)).not.toContain('ALLA.kon');
  });
});

describe('places', () => {
  it('over the same kommuner are told together or not at all', () => {
    const tree = treeOf('ALLA > G > A; ALLA > H > B C D');
    const cells = cellsOfKommuner({ A: 3, B: 20, C: 30, D: 40 });
    const input = anInput({ tree, cells });
    expect(told(input)).not.toContain('A');
    expect(told(input)).not.toContain('G');
  });

  it('of levels that a quarter leaves out are in no list', () => {
    const tree = treeOf('ALLA > G > A B; ALLA > H > C D');
    const cells = cellsOfKommuner({ A: 3, B: 20, C: 30, D: 40 });
    const { published, suppressed } = protect(anInput({ tree, cells, levels: ['GRUPP', 'ALLA'] }));
    expect(published.map(({ node }) => node)).toEqual(['ALLA']);
    // B sees A in G, and would see it in all but H.
    expect(suppressed).toMatchObject([
      { node: 'G', reason: 'ATTACKER' },
      { node: 'H', reason: 'ATTACKER' },
    ]);
  });

  it('without an included leaf are in no list', () => {
    const input = anInput({ tree: three, cells: cellsOfKommuner({ A: 9, B: 9 }), included: ['A', 'B'] });
    expect(told(input)).toEqual(['A', 'ALLA', 'B']);
  });
});

describe('within a year', () => {
  it('a place that was hidden stays hidden, and its group with it where it must', () => {
    const cells = cellsOfKommuner({ A: 20, B: 20, C: 20, D: 20 });
    const sticky = [{ stratum: 'S', margin: 'TOTALT', node: 'A' }];
    expect(told(anInput({ tree: four, cells, sticky }))).toEqual(['ALLA', 'B', 'C', 'D']);
  });
});

describe('a correction', () => {
  const first = anInput({ tree: four, cells: cellsOfKommuner({ A: 9, B: 20, C: 20, D: 20 }) });

  it('hides the total too when only one kommun changed and became small', () => {
    // Everybody still holds what B, C and D had: no other kommun can hide A.
    const cells = cellsOfKommuner({ A: 2, B: 20, C: 20, D: 20 });
    expect(told({ ...first, cells, versions: [asEarlier(first, ['A'])] })).toEqual(['B', 'C', 'D']);
  });

  it('shows no place that an earlier version hid', () => {
    const small = anInput({ tree: four, cells: cellsOfKommuner({ A: 2, B: 9, C: 20, D: 30 }) });
    const cells = cellsOfKommuner({ A: 20, B: 20, C: 20, D: 30 });
    expect(told({ ...small, cells, versions: [asEarlier(small, ['A', 'B'])] })).toEqual(['ALLA', 'D']);
  });

  it('shows everything again when nothing became small', () => {
    const cells = cellsOfKommuner({ A: 11, B: 20, C: 20, D: 20 });
    expect(told({ ...first, cells, versions: [asEarlier(first, ['A'])] })).toEqual([
      'A',
      'ALLA',
      'B',
      'C',
      'D',
    ]);
  });

  it('with a small kommun more than before does not tell the sum', () => {
    const before = { ...first, included: ['B', 'C', 'D'] };
    const cells = cellsOfKommuner({ A: 2, B: 20, C: 20, D: 20 });
    expect(told({ ...first, cells, versions: [asEarlier(before, [])] })).toEqual(['B', 'C', 'D']);
  });

  it('with a kommun more than before tells it when it is not small', () => {
    const before = { ...first, included: ['B', 'C', 'D'] };
    expect(told({ ...first, versions: [asEarlier(before, [])] })).toEqual(['A', 'ALLA', 'B', 'C', 'D']);
  });

  it('in which a small kommun moved to another group tells neither of the groups', () => {
    const tree = treeOf('ALLA > G > A B C; ALLA > H > D E F');
    const cells = cellsOfKommuner({ A: 2, B: 20, C: 30, D: 20, E: 30, F: 40 });
    const then = anInput({ tree, cells, levels: ['GRUPP', 'ALLA'] });
    expect(told(then)).toEqual(['ALLA', 'G', 'H']);
    const moved = { ...then, tree: treeOf('ALLA > G > B C; ALLA > H > D E F A') };
    expect(told({ ...moved, versions: [asEarlier(then, [])] })).toEqual(['ALLA']);
  });

  it('without a kommun that was in tells no sum from which it was not told apart', () => {
    const then = { ...first, cells: cellsOfKommuner({ A: 2, B: 20, C: 20, D: 30 }) };
    expect(told(then)).toEqual(['ALLA', 'D']);
    expect(told({ ...then, included: ['B', 'C', 'D'], versions: [asEarlier(then, [])] })).toEqual(['D']);
    expect(told({ ...first, included: ['B', 'C', 'D'], versions: [asEarlier(first, [])] })).toContain('ALLA');
  });
});

describe('the pattern', () => {
  it('is the same for the same figures in any order', () => {
    const cells = cellsOfKommuner({ A: 3, B: 9, C: 9, D: 9 });
    const pattern = protect(anInput({ tree: four, cells }));
    expect(protect(anInput({ tree: [...four].reverse(), cells: [...cells].reverse() }))).toEqual(pattern);
    expect(told(anInput({ tree: four, cells }))).toEqual(['ALLA', 'D']);
  });

  it('has every place once', () => {
    const input = anInput({ tree: four, cells: cellsOfKommuner({ A: 3, B: 9, C: 9, D: 9 }) });
    const { published, suppressed } = protect(input);
    expect([...published, ...suppressed].map(({ node }) => node).sort()).toEqual([
      'A',
      'ALLA',
      'B',
      'C',
      'D',
    ]);
  });

  it('tells sums of what is included', () => {
    const input = anInput({
      tree: four,
      cells: cellsOfKommuner({ A: 13, B: 9, C: 9, D: 9 }),
      included: ['A', 'B'],
    });
    expect(figuresTold(input)).toContainEqual({
      stratum: 'S',
      margin: 'TOTALT',
      node: 'ALLA',
      value: 'TOTALT',
      units: 22,
    });
    expect(publishedCells(input, { published: [] })).toEqual([]);
  });

  it.each([3, 11, 4.5, Number.NaN])('is refused for the threshold %s', (threshold) => {
    expect(() => protect(anInput({ tree: three, cells: [], threshold }))).toThrow(RangeError);
  });

  it('is refused for a tree that is none', () => {
    const cells = cellsOfKommuner({ A: 9 });
    const ring = [
      { code: 'X', parent: 'Y', level: 'GRUPP' },
      { code: 'Y', parent: 'X', level: 'GRUPP' },
    ];
    expect(() => protect(anInput({ tree: [...three, ...ring], cells }))).toThrow(/no root/);
    expect(() => protect(anInput({ tree: [...three, ...three], cells }))).toThrow(/twice/);
    expect(() => protect(anInput({ tree: three, cells, included: ['Z'] }))).toThrow(/not a leaf/);
    expect(() => protect(anInput({ tree: three, cells, included: ['ALLA'] }))).toThrow(/not a leaf/);
  });

  it('is refused for values that are more than their total', () => {
    const cells = cellsOfKommuner({ A: { K: 9, M: 9 } }).map((cell) =>
      cell.margin === 'TOTALT' ? { ...cell, units: 10, persons: 10 } : cell,
    );
    expect(() => protect(anInput({ tree: three, cells, margins: [{ id: 'kon' }] }))).toThrow(/more than/);
  });
});
