import type { ScalarFault } from './scalar-faults.js';

/** The text cannot be read; the reason is a code and never repeats the text. */
export interface Rejected<Reason extends ScalarFault = ScalarFault> {
  readonly kind: 'rejected';
  readonly reason: Reason;
}

/**
 * What becomes of a text that should hold a scalar.
 *
 * `blank` is told apart from `rejected`: an empty optional field is null, an
 * empty required one is missing, and only the mapping knows which it is.
 */
export type Parsed<Value, Reason extends ScalarFault = ScalarFault> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'blank' }
  | Rejected<Reason>;

export const blank = Object.freeze({ kind: 'blank' } as const);

export function value<Value>(read: Value): {
  readonly kind: 'value';
  readonly value: Value;
} {
  return { kind: 'value', value: read };
}

export function rejected<const Reason extends ScalarFault>(reason: Reason): Rejected<Reason> {
  return { kind: 'rejected', reason };
}
