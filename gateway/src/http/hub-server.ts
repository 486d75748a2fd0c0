import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import { type AddressInfo, isIPv6 } from 'node:net';
import { ConfigError } from '@kommunhub/schema';
import { isIn, withoutMapping } from '../identity/reachable-address.js';
import type { Door } from './door.js';
import { setSecurityHeaders } from './security-headers.js';
import { readTls, tlsState } from './tls-context.js';

/** Answers one request; the path has been matched already. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Who answers which path. A path that ends with a slash stands for all that begin with it, but `/` for itself. */
export type Routes = Readonly<Record<string, Handler>>;

export interface HubServer {
  readonly url: string;
  /** Takes no new requests, lets those in flight end, and closes. */
  close(): Promise<void>;
}

/** Renewed certificates are noticed within a minute. */
const lookAtCertificateMs = 60_000;

/**
 * Listens at the door.
 *
 * @throws ConfigError PORT_TAKEN when another program has the port, CONFIG_INVALID for what is wrong with TLS.
 */
export async function listen(
  door: Door,
  routes: Routes,
  onFailure: (error: unknown) => void,
): Promise<HubServer> {
  const answer = (request: IncomingMessage, response: ServerResponse) =>
    answerAt(door, routes, onFailure, request, response);
  // Slow clients are looked for often enough that the limits are what they say.
  const patience = {
    headersTimeout: door.headersMs,
    requestTimeout: door.requestMs,
    connectionsCheckingInterval: Math.min(door.headersMs, 5_000),
  };
  const server =
    door.tls === null
      ? createServer(patience, answer)
      : createTlsServer({ ...patience, ...(await readTls(door.tls)) }, answer);
  // Longer than clients and proxies keep idle connections, so that none is reused while it closes.
  server.keepAliveTimeout = 65_000;
  server.maxConnections = door.connections;
  await bind(server, door);
  const stopLooking =
    door.tls === null ? () => {} : keepCertificate(server as TlsServer, door.tls, onFailure);
  const { port: bound } = server.address() as AddressInfo;
  const host = isIPv6(door.host) ? `[${door.host}]` : door.host;
  return {
    url: `${door.tls === null ? 'http' : 'https'}://${host}:${bound}`,
    close: () => {
      stopLooking();
      return closeGently(server);
    },
  };
}

function answerAt(
  door: Door,
  routes: Routes,
  onFailure: (error: unknown) => void,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  setSecurityHeaders(response, door.tls !== null);
  const stranger = refusalOfConnection(request, door);
  if (stranger !== null) {
    sendText(response, 403, stranger);
    return;
  }
  const handler = handlerOf(routes, (request.url ?? '/').split('?', 1)[0] ?? '/');
  if (!handler) {
    sendText(
      response,
      404,
      'Nothing here. The graph is at POST /graphql, released tables at /statistics/ and /odata/v4/.',
    );
    return;
  }
  handler(request, response).catch((error) => {
    onFailure(error);
    if (!response.headersSent) sendText(response, 500, 'Something unexpected happened.');
    else response.destroy();
  });
}

/** The handler of the path itself, else of the longest beginning that has one. */
export function handlerOf(routes: Routes, path: string): Handler | undefined {
  if (Object.hasOwn(routes, path)) return routes[path];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const beginning = path.slice(0, end + 1);
    if (Object.hasOwn(routes, beginning)) return routes[beginning];
  }
  return undefined;
}

export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

/** Why the one who connects is not answered; null when the connection is as the operator said. */
function refusalOfConnection({ socket, headers }: IncomingMessage, door: Door): string | null {
  if (!door.proxiesOnly) return null;
  const address = withoutMapping(socket.remoteAddress ?? '');
  if (!isIn(door.trustedProxies, address)) return 'Ask through the proxy.';
  const protocol = headers['x-forwarded-proto'];
  return protocol === undefined || protocol === 'https' ? null : 'Ask by https.';
}

function keepCertificate(
  server: TlsServer,
  files: NonNullable<Door['tls']>,
  onFailure: (error: unknown) => void,
): () => void {
  let known: string | undefined;
  const look = async (): Promise<void> => {
    const state = await tlsState(files);
    if (known !== undefined && state !== known) server.setSecureContext(await readTls(files));
    known = state;
  };
  // The old certificate serves while the new one is not whole.
  const lookSafely = () => void look().catch(onFailure);
  lookSafely();
  const timer = setInterval(lookSafely, lookAtCertificateMs).unref();
  return () => clearInterval(timer);
}

function bind(server: Server, { host, port }: Door): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRNOTAVAIL') {
        const message = 'KOMMUNHUB_HOST is no address of this machine.';
        return reject(new ConfigError('CONFIG_INVALID', message, { cause: error }));
      }
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
