import { describe, expect, it } from 'vitest';
import { assertTakesText, assertTakesXml, jsonFor, printMediaType } from './media-type.js';

/** What Power Query sends with every request. */
const powerQuery =
  'application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,application/atomsvc+xml;q=0.8,application/atom+xml;q=0.8,application/xml;q=0.7,text/plain;q=0.7';

describe('the form of an answer', () => {
  it.each([
    [undefined, undefined, 'minimal', false],
    ['*/*', undefined, 'minimal', false],
    [powerQuery, undefined, 'minimal', false],
    ['application/json;odata.metadata=none', undefined, 'none', false],
    [
      'application/json;odata.metadata=none;q=0.5, application/json;odata.metadata=full',
      undefined,
      'full',
      false,
    ],
    ['application/json; odata.metadata="full"', undefined, 'full', false],
    ['application/json;IEEE754Compatible=true', undefined, 'minimal', true],
    ['application/atom+xml, */*;q=0.1', undefined, 'minimal', false],
    ['application/xml', 'json', 'minimal', false],
    [undefined, 'application/json;odata.metadata=full;IEEE754Compatible=true', 'full', true],
  ] as const)(
    'for Accept %s and $format %s has %s control information',
    (accept, format, control, isExact) => {
      expect(jsonFor(accept, format)).toEqual({ control, isExact });
    },
  );

  it.each([
    ['application/xml', undefined],
    ['application/json;q=0', undefined],
    ['application/json;odata.metadata=everything', undefined],
    ['application/json;charset=iso-8859-1', undefined],
    ['', undefined],
    ['application/json', 'atom'],
    ['application/json', ''],
  ])('is refused for Accept %s and $format %s', (accept, format) => {
    expect(() => jsonFor(accept, format)).toThrow(expect.objectContaining({ status: 406 }));
  });

  it('is XML for the model and text for a number, also for Power Query', () => {
    for (const accept of [undefined, powerQuery, 'application/xml', '*/*']) assertTakesXml(accept, undefined);
    for (const accept of [undefined, powerQuery, 'text/plain', 'application/json'])
      assertTakesText(accept, undefined);
    expect(() => assertTakesXml('application/json', undefined)).toThrow();
    expect(() => assertTakesXml(undefined, 'json')).toThrow();
    expect(() => assertTakesText('application/atom+xml', undefined)).toThrow();
  });

  it('is told with what it says about itself', () => {
    expect(printMediaType({ control: 'full', isExact: true })).toBe(
      'application/json;odata.metadata=full;IEEE754Compatible=true;charset=utf-8',
    );
  });
});
