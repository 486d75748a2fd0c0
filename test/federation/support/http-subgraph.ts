import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execute, type GraphQLSchema, parse, validate } from 'graphql';

/** A subgraph behind HTTP on the loopback: it parses and validates like any other server. */
export async function serveSubgraph(
  schema: GraphQLSchema,
  context: unknown,
): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const { query, variables } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      const document = parse(query);
      const errors = validate(schema, document);
      const answer =
        errors.length > 0
          ? { errors: errors.map((error) => ({ ...error.toJSON(), extensions: { code: 'PLAN_REFUSED' } })) }
          : await execute({ schema, document, variableValues: variables, contextValue: context });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
