import fc from 'fast-check';

/**
 * Texts of any code units, halves of pairs too. fast-check's own strings of
 * this kind first make a table of all of Unicode, which takes seconds.
 */
export function anyCharacters(maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.nat({ max: 0xffff }), { maxLength }).map((units) => String.fromCharCode(...units));
}
