import { BadInputError } from '@kommunhub/schema';
import { type Subject, subjects } from '../rules/participation.js';

/** @throws BadInputError when the hub knows no such subject of joint work. */
export function requireSubject(text: string): Subject {
  const subject = subjects.find((known) => known === text);
  if (subject === undefined) throw new BadInputError(`The subject must be one of ${subjects.join(', ')}.`);
  return subject;
}
