import loadHighs, { type Highs, type Model } from 'highs';

type Loader = (options?: object) => Promise<Highs>;
// The package's types are those of its CommonJS form, its module those of the other.
const load = loadHighs as unknown as Loader;

/** A sum of unknowns and what it is, or the least and most that it can be. */
export interface Equation {
  readonly terms: readonly (readonly [unknown: number, factor: number])[];
  readonly low: number;
  readonly high: number;
}

/** More persons than any figure of a county has. */
const MOST = 100_000;

/**
 * Unknown numbers from 0 up under linear equations, held in HiGHS, and asked
 * again and again for the least and the most of a sum.
 */
export class LinearPrograms implements Disposable {
  /** How many programs were solved. */
  solved = 0;
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #size: number;

  private constructor(highs: Highs, size: number, equations: readonly Equation[]) {
    this.#highs = highs;
    this.#size = size;
    const starts = new Int32Array(equations.length + 1);
    for (const [row, { terms }] of equations.entries()) starts[row + 1] = starts[row]! + terms.length;
    const terms = equations.flatMap((equation) => equation.terms);
    this.#model = highs.createModel({
      ...{ numCols: size, numRows: equations.length },
      colCost: new Float64Array(size),
      colLower: new Float64Array(size),
      colUpper: new Float64Array(size).fill(MOST),
      rowLower: equations.map(({ low }) => low),
      rowUpper: equations.map(({ high }) => Math.min(high, highs.infinity)),
      matrix: {
        ...{ format: 'csr', numRows: equations.length, numCols: size, starts },
        indices: terms.map(([unknown]) => unknown),
        values: terms.map(([, factor]) => factor),
      },
    });
    this.#model.options.set({ output_flag: false, presolve: 'off', simplex_strategy: 4 });
  }

  static async over(size: number, equations: readonly Equation[]): Promise<LinearPrograms> {
    return new LinearPrograms(await load(), size, equations);
  }

  /** Says that the unknown is exactly this, until `forget`. */
  know(unknown: number, value: number): void {
    this.#model.changeColBounds(unknown, value, value);
  }

  forget(unknown: number): void {
    this.#model.changeColBounds(unknown, 0, MOST);
  }

  /** The unknowns where the weighted sum is at its most. */
  most(weights: readonly (readonly [unknown: number, weight: number])[]): Float64Array {
    const costs = new Float64Array(this.#size);
    for (const [unknown, weight] of weights) costs[unknown]! -= weight;
    this.#model.changeColsCost({ kind: 'range', from: 0, to: this.#size - 1 }, costs);
    this.#model.run();
    this.solved += 1;
    if (!this.#isOptimal()) {
      // The primal simplex sometimes gives up where it started from; the dual one starts afresh.
      this.#model.clearSolver();
      this.#model.options.set('simplex_strategy', 1);
      this.#model.run();
      this.#model.options.set('simplex_strategy', 4);
    }
    if (!this.#isOptimal())
      throw new Error("The linear program has no solution: the attacker's equations do not fit.");
    return this.#model.getSolution().colValue;
  }

  #isOptimal(): boolean {
    return this.#model.getModelStatus() === this.#highs.constants.modelStatus.optimal;
  }

  [Symbol.dispose](): void {
    this.#model.dispose();
  }
}
