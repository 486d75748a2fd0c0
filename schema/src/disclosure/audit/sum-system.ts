/** More than any figure there is: what nothing is known of lies between 0 and this. */
const UNKNOWN = 1e9;
/** How often, on average, a sum is looked at before giving up on narrower bounds. */
const PATIENCE = 400;

/**
 * Whole numbers from 0 up that add up to one another, and what is known of each.
 *
 * Bounds are narrowed sum by sum until nothing moves. What it says of a number
 * is always true; a cleverer calculation may say more.
 */
export class SumSystem {
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  readonly #sums: Int32Array[] = [];
  readonly #usedBy: number[][];
  readonly #queue: number[] = [];
  readonly #isQueued: boolean[] = [];
  readonly #trail: [number: number, low: number, high: number][] = [];

  constructor(size: number) {
    this.#low = new Float64Array(size);
    this.#high = new Float64Array(size).fill(UNKNOWN);
    this.#usedBy = Array.from({ length: size }, () => []);
  }

  /** Says that the parts make up the total. */
  addSum(total: number, parts: readonly number[]): void {
    const sum = this.#sums.push(Int32Array.of(total, ...parts)) - 1;
    for (const number of [total, ...parts]) this.#usedBy[number]?.push(sum);
    this.#enqueue(sum);
  }

  /** Says that the number is exactly this. */
  fix(number: number, value: number): void {
    this.#narrow(number, value, value);
  }

  /** How many values the number may still have, less one. */
  widthOf(number: number): number {
    return this.#high[number]! - this.#low[number]!;
  }

  /**
   * Narrows every bound as far as single sums can.
   *
   * @throws RangeError when no numbers fit all that was said.
   */
  settle(): void {
    let patience = PATIENCE * (this.#sums.length + 1);
    for (let next = 0; next < this.#queue.length && patience > 0; next += 1, patience -= 1) {
      const sum = this.#queue[next]!;
      this.#isQueued[sum] = false;
      this.#look(this.#sums[sum]!);
    }
    for (const sum of this.#queue) this.#isQueued[sum] = false;
    this.#queue.length = 0;
  }

  /** Runs `suppose` and then forgets all that it said. */
  supposing<T>(suppose: () => T): T {
    const mark = this.#trail.length;
    try {
      return suppose();
    } finally {
      for (const [number, low, high] of this.#trail.splice(mark).reverse()) {
        this.#low[number] = low;
        this.#high[number] = high;
      }
      for (const sum of this.#queue) this.#isQueued[sum] = false;
      this.#queue.length = 0;
    }
  }

  #look(sum: Int32Array): void {
    const total = sum[0]!;
    let low = 0;
    let high = 0;
    for (let at = 1; at < sum.length; at += 1) {
      low += this.#low[sum[at]!]!;
      high += this.#high[sum[at]!]!;
    }
    this.#narrow(total, low, high);
    const most = this.#high[total]!;
    const least = this.#low[total]!;
    for (let at = 1; at < sum.length; at += 1) {
      const part = sum[at]!;
      // The other parts' bounds as they were when they were added up: never too narrow.
      const partLow = this.#low[part]!;
      const partHigh = this.#high[part]!;
      this.#narrow(part, least - (high - partHigh), most - (low - partLow));
    }
  }

  #narrow(number: number, low: number, high: number): void {
    const lowBefore = this.#low[number]!;
    const highBefore = this.#high[number]!;
    if (low <= lowBefore && high >= highBefore) return;
    const newLow = Math.max(low, lowBefore);
    const newHigh = Math.min(high, highBefore);
    if (newLow > newHigh) throw new RangeError('The published figures contradict each other.');
    this.#trail.push([number, lowBefore, highBefore]);
    this.#low[number] = newLow;
    this.#high[number] = newHigh;
    for (const sum of this.#usedBy[number]!) this.#enqueue(sum);
  }

  #enqueue(sum: number): void {
    if (this.#isQueued[sum]) return;
    this.#isQueued[sum] = true;
    this.#queue.push(sum);
  }
}
