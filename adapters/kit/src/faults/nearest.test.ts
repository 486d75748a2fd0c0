import { expect, it } from 'vitest';
import { nearest } from './nearest.js';

it('finds the candidate that is most alike', () => {
  expect(nearest('Personid', ['Namn', 'Person-id', 'Kommun'])).toBe('Person-id');
  expect(nearest('Gäller från', ['Gäller till', 'Gäller fr o m', 'Insats'])).toBe('Gäller till');
});

it('finds none when nothing is alike', () => {
  expect(nearest('Kommunkod', ['Öppnat', 'Regi'])).toBeNull();
});
