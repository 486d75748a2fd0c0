/** A literal as it was written, with what it is. */
export interface Literal {
  readonly kind: 'literal';
  readonly type: 'null' | 'boolean' | 'string' | 'number' | 'date' | 'other';
  /** The value: quotes taken away, numbers in digits. */
  readonly text: string;
  readonly at: number;
}

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

/** An expression of $filter as it was read; whether its types fit is asked later. */
export type Expression =
  | Literal
  | { readonly kind: 'property'; readonly name: string; readonly at: number }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly parameters: readonly Expression[];
      readonly at: number;
    }
  | {
      readonly kind: 'comparison';
      readonly op: Comparison;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'in';
      readonly left: Expression;
      readonly values: readonly Expression[];
      readonly at: number;
    }
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Expression[]; readonly at: number }
  | { readonly kind: 'not'; readonly term: Expression; readonly at: number };
