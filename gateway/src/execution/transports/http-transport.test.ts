import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'graphql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type HttpTransportOptions, httpTransport } from './http-transport.js';
import type { SubgraphTransport } from './transport.js';

let server: Server;
let url: string;
let asked: { body: string; headers: IncomingMessage['headers'] }[] = [];
let reply: (response: ServerResponse, turn: number) => void;
let transport: SubgraphTransport;

beforeEach(async () => {
  asked = [];
  reply = (response) => response.end('{"data":{"a":1}}');
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      asked.push({ body: Buffer.concat(chunks).toString('utf8'), headers: request.headers });
      reply(response, asked.length);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql?part=a`;
});

afterEach(async () => {
  await transport.close?.();
  server.closeAllConnections();
  server.close();
});

function send(
  options: Partial<HttpTransportOptions> = {},
  kind: 'query' | 'mutation' = 'query',
  signal?: AbortSignal,
) {
  transport = httpTransport({ url, ...options });
  const text = `${kind}{a}`;
  const operation = { subgraph: 'cases', kind, document: parse(text), text };
  return Promise.resolve(
    transport.prepare(operation)({ variables: { n: 1 }, context: { caller: 'Ann' }, signal }),
  );
}

const code = (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(
    () => 'answered',
    (error: { code: string }) => error.code,
  );

test('sends text, variables and headers made from the context and the body', async () => {
  const headers: HttpTransportOptions['headers'] = ({ context, body }) => ({
    'x-caller': (context as { caller: string }).caller,
    'x-length': String(body.length),
  });
  expect(await send({ headers })).toEqual({ data: { a: 1 } });
  expect(asked[0]?.body).toBe('{"query":"query{a}","variables":{"n":1}}');
  expect(asked[0]?.headers).toMatchObject({
    'x-caller': 'Ann',
    'x-length': '40',
    'content-type': 'application/json',
  });
});

describe('a read that fails is tried once more', () => {
  const once = (response: ServerResponse, turn: number): void => {
    if (turn === 1) response.socket?.destroy();
    else response.end('{"data":{"a":2}}');
  };

  test('when the connection breaks', async () => {
    reply = once;
    expect(await send()).toEqual({ data: { a: 2 } });
    expect(asked).toHaveLength(2);
  });

  test('with headers made anew, for a signature may be good for one request only', async () => {
    reply = once;
    let made = 0;
    await send({ headers: () => ({ 'x-nonce': String(made++) }) });
    expect(asked.map(({ headers }) => headers['x-nonce'])).toEqual(['0', '1']);
  });

  test('when a proxy says that nobody is there', async () => {
    reply = (response, turn) => {
      response.statusCode = turn === 1 ? 503 : 200;
      response.end('{"data":{"a":2}}');
    };
    expect(await send()).toEqual({ data: { a: 2 } });
  });

  test('but no more than once', async () => {
    reply = (response) => response.socket?.destroy();
    expect(await code(send())).toBe('SUBGRAPH_UNAVAILABLE');
    expect(asked).toHaveLength(2);
  });

  test('and a mutation never is', async () => {
    reply = once;
    expect(await code(send({}, 'mutation'))).toBe('SUBGRAPH_UNAVAILABLE');
    expect(asked).toHaveLength(1);
  });
});

describe('answers that are none', () => {
  test.each([
    ['<html>', 200, 'SUBGRAPH_INVALID_ANSWER'],
    ['[1]', 200, 'SUBGRAPH_INVALID_ANSWER'],
    ['{"hello":1}', 404, 'SUBGRAPH_INVALID_ANSWER'],
    ['broken', 500, 'SUBGRAPH_UNAVAILABLE'],
    ['{"data":{"a":', 200, 'SUBGRAPH_INVALID_ANSWER'],
  ])('%s with status %i', async (text, status, expected) => {
    reply = (response) => {
      response.statusCode = status;
      response.end(text);
    };
    expect(await code(send())).toBe(expected);
  });

  test('larger than allowed', async () => {
    reply = (response) => response.end(JSON.stringify({ data: { a: 'x'.repeat(10_000) } }));
    expect(await code(send({ maximumAnswerBytes: 1_000 }))).toBe('SUBGRAPH_INVALID_ANSWER');
  });
});

test('errors with a status of their own are answers', async () => {
  reply = (response) => {
    response.statusCode = 400;
    response.end('{"errors":[{"message":"no"}]}');
  };
  expect(await send()).toEqual({ errors: [{ message: 'no' }] });
});

test('gives up when the subgraph is too slow, and does not ask again', async () => {
  reply = () => undefined;
  expect(await code(send({ timeoutMs: 50 }))).toBe('SUBGRAPH_TIMEOUT');
  expect(asked).toHaveLength(1);
});

test('ends the request when the caller leaves', async () => {
  const leaving = new AbortController();
  let isClosed = false;
  reply = (response) => {
    response.on('close', () => {
      isClosed = true;
    });
    leaving.abort();
  };
  expect(await code(send({}, 'query', leaving.signal))).toBe('OPERATION_CANCELLED');
  await expect.poll(() => isClosed).toBe(true);
});

test('says that a subgraph which is not there cannot be reached', async () => {
  expect(await code(send({ url: 'http://127.0.0.1:1/graphql' }))).toBe('SUBGRAPH_UNAVAILABLE');
});
