import { type BadInputError, columnsOf, statisticTableById } from '@kommunhub/schema';
import { describe, expect, it } from 'vitest';
import { readQuestion } from './csv-question.js';

const insatser = statisticTableById('insatser')!;
const asked = (parameters: string, table = insatser) => readQuestion(table, new URLSearchParams(parameters));
const faultsOf = (parameters: string) => {
  try {
    asked(parameters);
    return [];
  } catch (error) {
    return (error as BadInputError).faults.map(({ message }) => message);
  }
};

describe('the address of a file', () => {
  it('without parameters asks for every row, for Swedish Excel, where no kommun is missing', () => {
    expect(asked('')).toEqual({
      ...{ dialect: 'excel', header: 'name', periods: null },
      query: { table: 'insatser', allowPartial: false },
    });
  });

  it('asks for one value, or any of several, of columns by name', () => {
    expect(asked('period=2025&platskod=2080,2085&platskod=2034&insats=LSS_9_2').query.filter).toEqual({
      op: 'and',
      terms: [
        { op: 'eq', column: 'period', value: '2025' },
        { op: 'in', column: 'platskod', values: ['2080', '2085', '2034'] },
        { op: 'eq', column: 'insats', value: 'LSS_9_2' },
      ],
    });
  });

  it('reads values as the column has them, and nothing as a cell without a value', () => {
    expect(asked('undertryckt=true').query.filter).toMatchObject({ value: true });
    expect(asked('version=2').query.filter).toMatchObject({ value: 2 });
    expect(asked('antal=').query.filter).toMatchObject({ value: null });
    expect(asked('slappt=2026-11-15').query.filter).toMatchObject({ value: '2026-11-15' });
  });

  it('does not look into the key of a row', () => {
    expect(asked('rad=2026|2080|A,B|x=y').query.filter).toMatchObject({ value: '2026|2080|A,B|x=y' });
  });

  it('takes a release, a dialect, labels, and figures with a kommun missing', () => {
    expect(asked('release=abc&dialect=rfc4180&header=label&allowPartial=true')).toMatchObject({
      ...{ dialect: 'rfc4180', header: 'label' },
      query: { release: 'abc', allowPartial: true },
    });
  });
});

describe('an address that is wrong', () => {
  it('is told every fault at once, each with what is allowed', () => {
    const faults = faultsOf(
      'kommun=2080&period=i+fjol&insats=LSS_9_2,NEJ&dialect=pdf&header=name&header=label',
    );
    expect(faults).toHaveLength(5);
    expect(faults.join('\n')).toMatch(/^"kommun" is no parameter here; allowed are rad, period, platskod/m);
    expect(faults.join('\n')).toMatch(/^"period" .*a year \(2026\) or a quarter \(2026Q3\)/m);
    expect(faults.join('\n')).toMatch(/^"insats" .*LSS_9_1, LSS_9_2.*TOTALT/m);
    expect(faults.join('\n')).toMatch(/^"dialect" takes one of excel, semikolon, rfc4180/m);
    expect(faults.join('\n')).toMatch(/^"header" takes one of name, label, once/m);
  });

  it('is not repeated where it may hold anything', () => {
    const words = faultsOf('19900101-0017=1&period=19900101-0017').join(' ');
    expect(words).not.toContain('0017');
    expect(words).toContain('"?" is no parameter');
  });

  it.each(['', 'constructor', '__proto__'])('has no parameter "%s"', (name) =>
    expect(faultsOf(`${name}=1`)).toHaveLength(1),
  );

  it.each([
    'period=',
    'antal=många',
    'antal=1.5',
    'undertryckt=ja',
    'slappt=2026-13-01',
    'platskod=%00',
    'release=a&release=b',
  ])('is refused: %s', (parameters) => expect(faultsOf(parameters)).toHaveLength(1));

  it('may name every column of the table and none of another', () => {
    for (const { name } of columnsOf(insatser)) expect(() => asked(`${name}=%00`)).toThrow('wrong form');
    expect(faultsOf('over_mal=JA')).toHaveLength(1);
  });
});
