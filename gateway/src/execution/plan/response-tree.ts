/** An object of the response tree: what subgraphs answered, merged, under data keys. */
export interface TreeObject {
  __typename?: unknown;
  [dataKey: string]: unknown;
}

/** Whether a value may be read like an object of the response tree. */
export function isTreeObject(value: unknown): value is TreeObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
