import { checkDigitOf } from '@kommunhub/schema';
import { compactDateOf, type Day } from './calendar.js';

/** Birth numbers 980–999 are kept by Skatteverket for test numbers: no person has one. */
const firstBirthNumber = 980;
const perSexAndDay = 10;

/** Hands out numbers that are valid in form and belong to nobody; each comes once. */
export class InventedNumbers {
  readonly #taken = new Map<string, number>();
  #reserve = 0;

  /** A personnummer, 12 digits. @throws RangeError when the day has no test number left for the sex. */
  personnummer(born: Day, sex: 'KVINNA' | 'MAN'): string {
    return this.#number(born, sex, 0);
  }

  /** A samordningsnummer, 12 digits: the day of birth plus 60. */
  samordningsnummer(born: Day, sex: 'KVINNA' | 'MAN'): string {
    return this.#number(born, sex, 60);
  }

  /** A reservnummer in IVO's form `YYYYMMDD-Tnnn`, the middle digit even for a woman and odd for a man. */
  reservnummer(born: Day, sex: 'KVINNA' | 'MAN'): string {
    this.#reserve += 1;
    const first = Math.floor(this.#reserve / 10) % 10;
    return `${compactDateOf(born)}-T${first}${sex === 'MAN' ? 1 : 0}${this.#reserve % 10}`;
  }

  #number(born: Day, sex: 'KVINNA' | 'MAN', dayOffset: number): string {
    const key = `${born}${sex}`;
    const taken = this.#taken.get(key) ?? 0;
    if (taken >= perSexAndDay) throw new RangeError('no test number left for the day');
    this.#taken.set(key, taken + 1);
    const date = compactDateOf(born);
    const dayOfMonth = String(Number(date.slice(6)) + dayOffset).padStart(2, '0');
    const birthNumber = firstBirthNumber + taken * 2 + (sex === 'MAN' ? 1 : 0);
    const twelveLessOne = `${date.slice(0, 6)}${dayOfMonth}${birthNumber}`;
    return `${twelveLessOne}${checkDigitOf(twelveLessOne.slice(2))}`;
  }
}
