import { kommunByCode, kommuner } from '@kommunhub/schema';
import { expect, it } from 'vitest';
import { appealCourtOf } from './appeal-court.js';

it('sends every kommun to one of the twelve förvaltningsrätter', () => {
  const courts = new Set(kommuner.map(({ code }) => appealCourtOf(code)));
  expect([...courts].sort()).toEqual(
    [
      ...['Falun', 'Göteborg', 'Härnösand', 'Jönköping', 'Karlstad', 'Linköping'],
      ...['Luleå', 'Malmö', 'Stockholm', 'Umeå', 'Uppsala', 'Växjö'],
    ].map((seat) => `Förvaltningsrätten i ${seat}`),
  );
});

it('sends all of Dalarna to Falun, and the kommuner that courts elsewhere serve to those', () => {
  const ofDalarna = kommuner.filter(({ countyCode }) => countyCode === '20');
  expect(new Set(ofDalarna.map(({ code }) => appealCourtOf(code)))).toEqual(
    new Set(['Förvaltningsrätten i Falun']),
  );
  const named = (code: string) => [kommunByCode(code)?.name, appealCourtOf(code)];
  expect(['0114', '0188', '0191', '1442', '1443', '1490'].map(named)).toEqual([
    ['Upplands Väsby', 'Förvaltningsrätten i Uppsala'],
    ['Norrtälje', 'Förvaltningsrätten i Uppsala'],
    ['Sigtuna', 'Förvaltningsrätten i Uppsala'],
    ['Vårgårda', 'Förvaltningsrätten i Jönköping'],
    ['Bollebygd', 'Förvaltningsrätten i Jönköping'],
    ['Borås', 'Förvaltningsrätten i Jönköping'],
  ]);
});
