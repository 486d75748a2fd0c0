import { InventedNumbers } from '../../../gateway/src/hub/demo/invented-numbers.js';

/** 1931-03-01 as days since 1970. */
const firstDay = Date.UTC(1931, 2, 1) / 86_400_000;

/** So many numbers of nobody, twelve digits each, born from 1931 on. */
export function inventNumbers(count: number): string[] {
  const numbers = new InventedNumbers();
  return Array.from({ length: count }, (_, index) => {
    return numbers.personnummer(firstDay + Math.floor(index / 8), index % 2 === 0 ? 'KVINNA' : 'MAN');
  });
}

/** The same number as sources write it: with or without century and hyphen. */
export function asWritten(number: string, index: number): string {
  const [front, back] = [number.slice(0, 8), number.slice(8)];
  return [number, `${front}-${back}`, number.slice(2), `${front.slice(2)}-${back}`][index % 4]!;
}

/** Finds known numbers in anything, however they are written. */
export class NumberScan {
  private readonly known: ReadonlySet<string>;

  constructor(numbers: readonly string[]) {
    this.known = new Set(numbers.map((number) => number.slice(-10)));
  }

  /** The numbers that stand in the text or bytes, once each. */
  findIn(content: string | Buffer): string[] {
    const text = typeof content === 'string' ? content : content.toString('latin1');
    const found = new Set<string>();
    // Sealed values, ids and hashes are printed as hexadecimal digits, among which any number occurs by chance.
    for (const [run] of text.matchAll(/(?<![0-9a-fA-F])\d{10,}(?![0-9a-fA-F])/g)) {
      for (let at = 0; at + 10 <= run.length; at++) this.note(run.slice(at, at + 10), found);
    }
    for (const [, front, back] of text.matchAll(/(?<!\d)(?:\d{2})?(\d{6})[-+ ](\d{4})(?!\d)/g)) {
      this.note(`${front}${back}`, found);
    }
    return [...found];
  }

  private note(candidate: string, found: Set<string>): void {
    if (this.known.has(candidate)) found.add(candidate);
  }
}
