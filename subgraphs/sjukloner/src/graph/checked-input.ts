import { BadInputError, type CalendarDate, checkSjuklonInput, type SjuklonInput } from '@kommunhub/schema';

/**
 * The claim that a client sent, checked whole.
 *
 * @throws BadInputError with every fault at once, each with path, code and a Swedish sentence.
 */
export function checkedInput(input: unknown, today: CalendarDate): SjuklonInput {
  // What a client leaves out is undefined here and null in the claim.
  const checked = checkSjuklonInput(JSON.parse(JSON.stringify(input)), today);
  if (checked.kind === 'rejected') {
    throw new BadInputError('The claim has faults; see each with its place and remedy.', {
      faults: checked.faults,
    });
  }
  return checked.value;
}
