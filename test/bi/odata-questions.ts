import type { ServedTables } from './served-tables.js';

/** Ways to ask the door of OData, with the path after the service root. */
export function odataQuestions(served: () => ServedTables) {
  const get = (path: string, headers?: Record<string, string>) => served().get(`/odata/v4/${path}`, headers);
  return {
    get,
    // biome-ignore lint/suspicious/noExplicitAny: answers are as varied as the questions
    json: async (path: string, headers?: Record<string, string>): Promise<any> =>
      (await get(path, headers)).json(),
    statusOf: async (path: string, headers?: Record<string, string>): Promise<number> =>
      (await get(path, headers)).status,
    rowsOf: async (path: string): Promise<Record<string, unknown>[]> =>
      ((await (await get(path)).json()) as { value: Record<string, unknown>[] }).value,
  };
}

/** A page as it comes. */
export interface Page {
  readonly value: readonly Record<string, unknown>[];
  readonly '@odata.context': string;
  readonly '@odata.nextLink'?: string;
  readonly '@odata.count'?: number;
}
