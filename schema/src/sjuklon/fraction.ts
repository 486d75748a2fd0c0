import type { Decimal } from '../scalars/index.js';

/** An exact rational number; the denominator is positive, the two need not be in lowest terms. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

export const zero: Fraction = Object.freeze({ n: 0n, d: 1n });
export const one: Fraction = Object.freeze({ n: 1n, d: 1n });

const powersOfTen = Array.from({ length: 41 }, (_, exponent) => 10n ** BigInt(exponent));

/** The number that a decimal in its text form is. */
export function fractionOf(decimal: Decimal): Fraction {
  const dot = decimal.indexOf('.');
  if (dot < 0) return { n: BigInt(decimal), d: 1n };
  const decimals = decimal.length - dot - 1;
  return {
    n: BigInt(decimal.slice(0, dot) + decimal.slice(dot + 1)),
    d: powersOfTen[decimals] ?? 10n ** BigInt(decimals),
  };
}

export function whole(number: number): Fraction {
  return { n: BigInt(number), d: 1n };
}

export function add(a: Fraction, b: Fraction): Fraction {
  if (a.d === b.d) return { n: a.n + b.n, d: a.d };
  // Decimals have powers of ten below: their sum keeps the larger one.
  if (a.d % b.d === 0n) return { n: a.n + b.n * (a.d / b.d), d: a.d };
  if (b.d % a.d === 0n) return { n: a.n * (b.d / a.d) + b.n, d: b.d };
  return { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { n: -b.n, d: b.d });
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.n, d: a.d * b.d };
}

/** @throws RangeError when the divisor is zero. */
export function divide(a: Fraction, b: Fraction): Fraction {
  if (b.n === 0n) throw new RangeError('A fraction is divided by zero.');
  return b.n < 0n ? { n: -a.n * b.d, d: -b.n * a.d } : { n: a.n * b.d, d: b.n * a.d };
}

export function isLess(a: Fraction, b: Fraction): boolean {
  return a.d === b.d ? a.n < b.n : a.n * b.d < b.n * a.d;
}

export function least(a: Fraction, b: Fraction): Fraction {
  return isLess(b, a) ? b : a;
}

export function greatest(a: Fraction, b: Fraction): Fraction {
  return isLess(a, b) ? b : a;
}

/**
 * The exact sum. Equal denominators are gathered first and the rest paired, so
 * that many odd shares (a claim of thousands of shifts) stay cheap to add.
 */
export function sumOf(fractions: readonly Fraction[]): Fraction {
  const byDenominator = new Map<bigint, bigint>();
  for (const { n, d } of fractions) byDenominator.set(d, (byDenominator.get(d) ?? 0n) + n);
  let sums: Fraction[] = [];
  for (const [d, n] of byDenominator) sums.push({ n, d });
  while (sums.length > 1) {
    const paired: Fraction[] = [];
    for (let index = 0; index < sums.length; index += 2) {
      const [first = zero, second] = [sums[index], sums[index + 1]];
      paired.push(second === undefined ? first : add(first, second));
    }
    sums = paired;
  }
  return sums[0] ?? zero;
}

/** To the nearest multiple of `1 / parts`, halves away from zero. */
export function roundTo(value: Fraction, parts: bigint): Fraction {
  const doubled = value.n * parts * 2n;
  const half = doubled < 0n ? -value.d : value.d;
  return { n: (doubled + half) / (value.d * 2n), d: parts };
}

/** To the öre, half an öre up (away from zero). */
export function roundToOre(value: Fraction): Fraction {
  return roundTo(value, 100n);
}

/** The number rounded to that many decimals and written with all of them: `2880.00`. */
export function toDecimalText(value: Fraction, decimals: number): Decimal {
  const parts = powersOfTen[decimals] ?? 10n ** BigInt(decimals);
  const { n } = value.d === parts ? value : roundTo(value, parts);
  const digits = String(n < 0n ? -n : n).padStart(decimals + 1, '0');
  const sign = n < 0n ? '-' : '';
  return decimals === 0
    ? `${sign}${digits}`
    : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** As money is written: two decimals. */
export function toMoney(value: Fraction): Decimal {
  return toDecimalText(value, 2);
}

/** In the one form of a decimal, without needless zeros, rounded to at most that many decimals. */
export function toShortDecimal(value: Fraction, decimals: number): Decimal {
  const text = toDecimalText(value, decimals);
  return decimals === 0 ? text : text.replace(/\.?0+$/u, '').replace(/^-0$/u, '0');
}
