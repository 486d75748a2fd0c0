/** Where the engine says no. Every limit is checked before anything is planned, compiled or sent. */
export interface EngineLimits {
  /** Fields below each other, introspection included. */
  depth: number;
  /** Renamed fields in one operation, counted where fragments are used. */
  aliases: number;
  /** Fragment spreads and inline fragments followed, counted where they are used. */
  spreads: number;
  /** Fields in one operation after fragments are written out. */
  fields: number;
  /** Fields in one selection set after fragments are written out. */
  breadth: number;
  /** Variables in @skip and @include of one operation: each combination that is met gets a plan of its own. */
  conditions: number;
  /** Estimated objects an operation makes; see operation-cost.ts. */
  cost: number;
  /** Size assumed for a list that neither @listSize nor `first` says anything about. */
  assumedListSize: number;
  /** Errors in one answer; a subgraph that fails for each of 10,000 rows is told about once too often. */
  errors: number;
}

export const DEFAULT_LIMITS: EngineLimits = {
  depth: 20,
  // Lists are asked for with arguments; a hundred names for one field are a flood.
  aliases: 100,
  spreads: 1_000,
  fields: 2_000,
  breadth: 400,
  conditions: 12,
  cost: 250_000,
  assumedListSize: 10,
  errors: 1_000,
};

/** What is refused before a document is validated: validation itself costs more than linear time. */
export interface DocumentLimits {
  /** Words of the language in one document. */
  tokens: number;
  /** Directives written in one document. */
  directives: number;
  /** Fields of one document that are written again beside themselves: each pair is compared in depth. */
  repetitions: number;
  /** Fragments and operations of one document. */
  definitions: number;
}

export const DEFAULT_DOCUMENT_LIMITS: DocumentLimits = {
  tokens: 10_000,
  directives: 50,
  repetitions: 20,
  definitions: 100,
};
