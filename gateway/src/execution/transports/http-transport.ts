import { Pool } from 'undici';
import { EngineError } from '../engine-errors.js';
import type { SubgraphAnswer, SubgraphCall, SubgraphOperation, SubgraphTransport } from './transport.js';

export interface HttpTransportOptions {
  url: string;
  /** Milliseconds for the whole exchange, the retry included. Default 10,000. */
  timeoutMs?: number;
  /** Connections kept open to the subgraph. Default 64. */
  connections?: number;
  /** Bytes of an answer that are read before it is given up. Default 64 MiB. */
  maximumAnswerBytes?: number;
  /**
   * Headers made from the caller's context; the body is given so that it can be signed. Made anew
   * for the retry, since a signature may be good for one request only.
   */
  headers?(call: {
    context: unknown;
    body: string;
  }): Record<string, string> | Promise<Record<string, string>>;
}

/** The answer never came; a read may be sent once more, whether or not it was carried out. */
const RETRIED_ERRORS = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const RETRIED_STATUS = new Set([502, 503, 504]);

/** Reaches a subgraph over HTTP, with a pool of connections, a time limit and one retry for reads. */
export function httpTransport(options: HttpTransportOptions): SubgraphTransport {
  const address = new URL(options.url);
  const pool = new Pool(address.origin, {
    connections: options.connections ?? 64,
  });
  const exchange = new Exchange(pool, address.pathname + address.search, options);
  return {
    prepare(operation) {
      const start = `{"query":${JSON.stringify(operation.text)},"variables":`;
      return (call) => exchange.send(operation, `${start}${JSON.stringify(call.variables)}}`, call);
    },
    close: () => pool.destroy(),
  };
}

class Exchange {
  constructor(
    readonly pool: Pool,
    readonly path: string,
    readonly options: HttpTransportOptions,
  ) {}

  async send(operation: SubgraphOperation, body: string, call: SubgraphCall): Promise<SubgraphAnswer> {
    const timeoutMs = this.options.timeoutMs ?? 10_000;
    const ending = new AbortController();
    const clock = setTimeout(() => ending.abort('timeout'), timeoutMs);
    const leave = (): void => ending.abort('left');
    call.signal?.addEventListener('abort', leave, { once: true });
    if (call.signal?.aborted) leave();
    try {
      const attempts = operation.kind === 'query' ? 2 : 1;
      return await this.#attempt(operation.subgraph, body, call.context, ending.signal, attempts);
    } catch (error) {
      if (error instanceof EngineError) throw error;
      throw failure(operation.subgraph, ending.signal, timeoutMs, error);
    } finally {
      clearTimeout(clock);
      call.signal?.removeEventListener('abort', leave);
    }
  }

  async #attempt(
    subgraph: string,
    body: string,
    context: unknown,
    signal: AbortSignal,
    attempts: number,
  ): Promise<SubgraphAnswer> {
    try {
      const headers = {
        ...(await this.options.headers?.({ context, body })),
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
      };
      const answer = await this.pool.request({ method: 'POST', path: this.path, headers, body, signal });
      const text = await readText(subgraph, answer.body, this.options.maximumAnswerBytes ?? 64 * 1024 * 1024);
      if (attempts > 1 && RETRIED_STATUS.has(answer.statusCode)) {
        return await this.#attempt(subgraph, body, context, signal, attempts - 1);
      }
      return readAnswer(subgraph, answer.statusCode, text);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (attempts > 1 && !signal.aborted && RETRIED_ERRORS.has(code)) {
        return await this.#attempt(subgraph, body, context, signal, attempts - 1);
      }
      throw error;
    }
  }
}

async function readText(subgraph: string, body: AsyncIterable<Buffer>, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    // Leaving the loop destroys the stream and with it the connection.
    if (bytes > limit) throw invalid(`The answer of subgraph ${subgraph} is larger than ${limit} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes).toString('utf8');
}

function readAnswer(subgraph: string, status: number, text: string): SubgraphAnswer {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    // Text that is not JSON says less than the status does.
  }
  // GraphQL over HTTP: an answer that fails before execution has a 4xx or 5xx status and errors in the body.
  if (typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer)) {
    return answer as SubgraphAnswer;
  }
  if (status >= 500) {
    throw new EngineError('SUBGRAPH_UNAVAILABLE', `Subgraph ${subgraph} answers with status ${status}.`);
  }
  throw invalid(`Subgraph ${subgraph} answers with something else than GraphQL (status ${status}).`);
}

function invalid(message: string): EngineError {
  return new EngineError('SUBGRAPH_INVALID_ANSWER', message);
}

function failure(subgraph: string, signal: AbortSignal, timeoutMs: number, cause: unknown): EngineError {
  if (signal.aborted && signal.reason === 'timeout') {
    return new EngineError(
      'SUBGRAPH_TIMEOUT',
      `Subgraph ${subgraph} did not answer within ${timeoutMs} ms.`,
      { cause },
    );
  }
  if (signal.aborted) {
    return new EngineError('OPERATION_CANCELLED', 'The caller left before the answer was ready.', { cause });
  }
  return new EngineError('SUBGRAPH_UNAVAILABLE', `Subgraph ${subgraph} cannot be reached.`, { cause });
}
