import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Caller, Purpose, Role } from '@kommunhub/schema';
import {
  CALLER_HEADER,
  declareInstance,
  hubMigrations,
  KeyRing,
  loadGrants,
  serveSubgraph,
  signCaller,
} from '@kommunhub/subgraph-kit';
import { parse } from 'graphql';
import { createEngine, type Engine, httpTransport } from '../../gateway/src/execution/index.js';
import { demoIdentity } from '../../gateway/src/hub/demo-tokens.js';
import { inProcessTransports, readSupergraph } from '../../gateway/src/hub/federation.js';
import { loadDemo } from '../../gateway/src/hub/load-demo.js';
import { createLogger } from '../../gateway/src/hub/logger.js';
import { createSubgraphs, entities, migrations } from '../../gateway/src/hub/parts.js';
import { buildDue } from '../../gateway/src/hub/releases.js';
import { parseSettings } from '../../gateway/src/hub/settings.js';
import { sjuklonServices } from '../../gateway/src/hub/sjuklon-services.js';
import { SourceRunner } from '../../gateway/src/hub/source-runner.js';
import { now } from '../support/demo-hub.js';
import { createTestDatabase } from '../support/test-database.js';
import { submitGoldenClaims } from './golden-claims.js';

/** The demo's identity of a role, or the role at another place. */
type GoldenCaller = Pick<Caller, 'role'> & Partial<Pick<Caller, 'kommunCode' | 'namndId' | 'purpose'>>;

/** Nine in the morning of the day before the goldens' own. */
const knownFrom = new Date(now.getTime() - 27 * 3_600_000);

export interface GoldenHub {
  /** Answers through the engine with the subgraphs in this process, and tells the SQL that it took. */
  askInProcess(
    role: Role,
    query: string,
    variables: Record<string, unknown>,
    purpose?: Purpose,
  ): Promise<{ answer: unknown; statements: string[] }>;
  /** Answers through the engine with each subgraph behind its own server on the loopback address. */
  askOverHttp(
    role: Role,
    query: string,
    variables: Record<string, unknown>,
    purpose?: Purpose,
  ): Promise<unknown>;
  stop(): Promise<void>;
}

/** The demo with keys that are the same in every run, so that ids and the order of lists are too. */
export async function startGoldenHub(): Promise<GoldenHub> {
  const folder = await mkdtemp(join(tmpdir(), 'kommunhub-golden-'));
  const statements: string[] = [];
  const test = await createTestDatabase({
    migrations: migrations.slice(hubMigrations.length),
    entities,
    onStatement: (sql) => statements.push(sql),
  });
  const { database } = test;
  await declareInstance(test.ownerUrl, { demo: true });
  let made = 0;
  const nextKey = () => createHmac('sha256', 'golden').update(String(made++)).digest();
  const keyRing = new KeyRing(
    createHmac('sha256', 'golden').update('person').digest(),
    database.app,
    nextKey,
  );
  const clock = () => now;
  const sourcesFolder = join(folder, 'sources');
  const sources = new SourceRunner({
    database,
    keyRing,
    folder: sourcesFolder,
    clock,
    logger: createLogger(),
  });
  const directory = {
    path: folder,
    instanceId: '',
    isNew: true,
    file: (...names: string[]) => join(folder, ...names),
    release: async () => {},
  };
  await loadDemo({ directory, database, keyRing, sources, sourcesFolder, clock, onProgress: () => {} });
  await buildDue({ urls: test.urls, settings: parseSettings({}), clock }, () => {});
  // The database says when something became known by its own clock, which stands at another day.
  const { rows: tables } = await test.owner.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
      where table_schema = 'cases' and column_name = 'known_from'`,
  );
  for (const { name } of tables) await test.owner.query(`update ${name} set known_from = $1`, [knownFrom]);

  const services = {
    ...sjuklonServices,
    database,
    keyRing,
    clock,
    onUnexpectedError: (_id: string, error: unknown) => console.error(error),
    syncStarter: sources,
  };
  const supergraphSdl = await readSupergraph();
  const inProcess = createEngine({ supergraphSdl, transports: inProcessTransports(services) });
  const secret = createHmac('sha256', 'golden').update('parts').digest();
  const served = await Promise.all(
    createSubgraphs().map((subgraph) =>
      serveSubgraph(subgraph, services as never, { port: 0, host: '127.0.0.1', secret }),
    ),
  );
  const overHttp = createEngine({
    supergraphSdl,
    transports: Object.fromEntries(
      createSubgraphs().map(({ name }, index) => [
        name,
        httpTransport({
          url: served[index]?.url ?? '',
          headers: ({ context, body }) => ({
            [CALLER_HEADER]: signCaller(secret, {
              caller: (context as { caller: Caller }).caller,
              part: name,
              body,
            }),
          }),
        }),
      ]),
    ),
  });

  const ask = async (
    engine: Engine,
    { role, purpose, ...place }: GoldenCaller,
    query: string,
    variables: Record<string, unknown>,
  ): Promise<unknown> => {
    const identity = { issuer: 'kommunhub-demo', ...demoIdentity(role), ...place };
    const caller: Caller = {
      issuer: identity.issuer,
      subject: identity.subject,
      role,
      kommunCode: identity.kommunCode,
      namndId: identity.namndId,
      purpose: purpose ?? identity.purposes[0] ?? null,
      grants: await loadGrants(database, keyRing, identity, now),
      operationId: '00000000-0000-4000-8000-000000000000',
      operationName: null,
    };
    statements.length = 0;
    const context = { caller, signal: new AbortController().signal };
    return engine.execute({ document: parse(query), variables, context });
  };
  await submitGoldenClaims(async (role, kommunCode, query, variables = {}) => {
    const place = { kommunCode, namndId: `${kommunCode}-LSS` };
    const answer = await ask(inProcess, { role, ...place }, query, { ...variables });
    const { errors } = answer as { errors?: readonly Error[] };
    if (errors !== undefined) throw new AggregateError(errors, 'The goldens lack their claims.');
    return answer;
  }, test.owner);
  return {
    async askInProcess(role, query, variables, purpose) {
      const answer = await ask(inProcess, { role, ...(purpose && { purpose }) }, query, variables);
      // Subgraphs are asked side by side, so the order in which they speak is chance.
      return { answer, statements: statements.toSorted() };
    },
    askOverHttp: (role, query, variables, purpose) =>
      ask(overHttp, { role, ...(purpose && { purpose }) }, query, variables),
    async stop() {
      await Promise.all([inProcess.stop(), overHttp.stop()]);
      await Promise.all(served.map((server) => server.close()));
      await sources.stop();
      await test.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
