import { kommuner } from '../../schema/src/index.js';

/** A nämnd of the invented nation and whose cases it has. */
export interface NationNamnd {
  readonly id: string;
  readonly name: string;
  /** The first is the seat. */
  readonly kommunCodes: readonly string[];
  readonly people: 'all' | 'children' | 'adults';
}

/** Gemensamma nämnder. The first is there in fact, the others are invented. */
const joint: readonly (readonly string[])[] = [
  ['2062', '2034', '2039'],
  ['0604', '0686'],
  ['1763', '1760'],
  ['2510', '2506', '2505'],
];

/** Kommuner where one nämnd has the children and another the adults (LSS 22 §), as in Ljungby. */
const divided: readonly string[] = ['0781', '2085', '0180'];

/** Every nämnd of the counties, or of all. */
export function namnderOf(countyCodes?: readonly string[]): readonly NationNamnd[] {
  const inJoint = new Set(joint.flat());
  return kommuner
    .filter(({ countyCode }) => countyCodes === undefined || countyCodes.includes(countyCode))
    .flatMap(({ code }): NationNamnd[] => {
      if (divided.includes(code))
        return [
          {
            id: `${code}-BARN`,
            name: 'Barn- och utbildningsnämnden',
            kommunCodes: [code],
            people: 'children',
          },
          { id: `${code}-LSS`, name: 'Socialnämnden', kommunCodes: [code], people: 'adults' },
        ];
      if (!inJoint.has(code))
        return [{ id: `${code}-LSS`, name: 'Socialnämnden', kommunCodes: [code], people: 'all' }];
      const kommunCodes = joint.find(([seat]) => seat === code);
      if (kommunCodes === undefined) return [];
      return [{ id: `${code}-LSS`, name: 'Gemensamma nämnden', kommunCodes, people: 'all' }];
    });
}
