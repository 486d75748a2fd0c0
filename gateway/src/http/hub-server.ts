import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '@kommunhub/schema';

/** Answers one request; the path has been matched already. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HubServer {
  readonly url: string;
  /** Takes no new requests, lets those in flight end, and closes. */
  close(): Promise<void>;
}

const host = '127.0.0.1';

/**
 * Listens on the loopback address.
 *
 * @throws ConfigError PORT_TAKEN when another program has the port.
 */
export async function listen(
  port: number,
  routes: Readonly<Record<string, Handler>>,
  onFailure: (error: unknown) => void,
): Promise<HubServer> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const handler = Object.hasOwn(routes, path) ? routes[path] : undefined;
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('cache-control', 'no-store');
    if (!handler) return sendText(response, 404, 'Nothing here. The graph is at POST /graphql.');
    handler(request, response).catch((error) => {
      onFailure(error);
      if (!response.headersSent) sendText(response, 500, 'Something unexpected happened.');
      else response.destroy();
    });
  });
  // Longer than clients and proxies keep idle connections, so that none is reused while it closes.
  server.keepAliveTimeout = 65_000;
  await bind(server, port);
  const { port: bound } = server.address() as AddressInfo;
  return { url: `http://${host}:${bound}`, close: () => closeGently(server) };
}

export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

function bind(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return reject(error);
      const reason =
        error.code === 'EACCES' ? 'may not be used by this account' : 'is taken by another program';
      const message = `Port ${port} ${reason}; stop that program or choose another port with "npm start -- --port N".`;
      reject(new ConfigError('PORT_TAKEN', message, { cause: error }));
    });
    server.listen(port, host, () => resolve());
  });
}

function closeGently(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // What is still in flight has two seconds.
    setTimeout(() => server.closeAllConnections(), 2_000).unref();
  });
}
