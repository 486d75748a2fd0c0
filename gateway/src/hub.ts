import { dayInStockholm, HubError } from '@kommunhub/schema';
import { makeMissingFacts } from '@kommunhub/statistics';
import { connectDatabase, declareInstance, KeyRing, migrate } from '@kommunhub/subgraph-kit';
import { documents } from './cli/documents.js';
import { DocumentGuard } from './http/document-guard.js';
import { type Door, doorOf } from './http/door.js';
import { createGraphqlEndpoint } from './http/graphql-endpoint.js';
import { type HubServer, listen, sendText } from './http/hub-server.js';
import { openAuditSealer, personTrail } from './hub/audit-log.js';
import { Closing } from './hub/closing.js';
import { createDemoTokens, type DemoTokens } from './hub/demo-tokens.js';
import { diskFull, isDiskFull } from './hub/disk-room.js';
import { createGateway } from './hub/federation.js';
import { isDeveloper } from './hub/identify.js';
import { resumeRenewals } from './hub/lifecycle/resume-renewals.js';
import { loadDemo } from './hub/load-demo.js';
import { createLogger, type Logger } from './hub/logger.js';
import { openIdentity } from './hub/open-identity.js';
import { openReleasedTables, tableRoutes } from './hub/open-tables.js';
import { entities, migrations } from './hub/parts.js';
import { type BuildingHub, buildDue } from './hub/releases.js';
import { keepReleased } from './hub/releases-keeper.js';
import { documentLimitsOf, engineLimitsOf, operationsFolderOf, type Settings } from './hub/settings.js';
import { sjuklonServices } from './hub/sjuklon-services.js';
import { SourceRunner } from './hub/source-runner.js';
import { openSurroundings } from './hub/surroundings.js';
import { RegisteredOperations } from './operations/index.js';

export interface HubOptions {
  readonly settings: Settings;
  /** Whether to load the demo; null leaves it to the database: an empty embedded one gets it. */
  readonly demo: boolean | null;
  readonly clock: () => Date;
  /** Told of each step of a long start, one line each. */
  readonly onProgress?: (line: string) => void;
  readonly logger?: Logger;
}

/** A running hub: all parts in one process. */
export interface Hub {
  readonly url: string;
  readonly dataDirectory: string;
  /** A token per demo role; null when development tokens are not taken. */
  readonly demoTokens: DemoTokens | null;
  /** Resolves with the reason if the hub can no longer work. */
  readonly failed: Promise<Error>;
  stop(): Promise<void>;
}

/**
 * Starts everything in one process: database, migrations, sources, subgraphs,
 * gateway and, in an empty embedded database, the demo.
 *
 * @throws HubError with one clear sentence; whatever was started is stopped then.
 */
export async function startHub(options: HubOptions): Promise<Hub> {
  const closing = new Closing();
  try {
    return await openHub(options, closing);
  } catch (error) {
    await closing.close().catch(() => {});
    throw isDiskFull(error) ? diskFull(options.settings.dataDirectory, error) : error;
  }
}

async function openHub(options: HubOptions, closing: Closing): Promise<Hub> {
  const { settings, clock, onProgress = () => {} } = options;
  const logger = options.logger ?? createLogger();
  // What is wrong with the door is told before anything is opened.
  const door = doorOf(settings);
  const isDemoAsked = options.demo ?? settings.databaseUrl === undefined;
  const surroundings = await openSurroundings(settings, isDemoAsked);
  closing.add(() => surroundings.close());
  await migrate(surroundings.ownerUrl, migrations, surroundings.passwords);
  const instance = await declareInstance(surroundings.ownerUrl, { demo: isDemoAsked });

  const database = await connectDatabase({ urls: surroundings.urls, entities });
  closing.add(() => database.close());
  await makeMissingFacts(database, (namndId) => onProgress(`Facts of ${namndId} made from its records.`));
  const sealer = await openAuditSealer(settings, surroundings.urls.audit, logger);
  closing.add(() => sealer.stop());
  const keyRing = new KeyRing(surroundings.personKey, database.app);
  closing.add(keyRing.keepFresh((error) => logger.error({ error }, 'keys could not be asked for')));
  closing.add(resumeRenewals(surroundings.urls.lifecycle, keyRing, logger));
  const sourcesFolder = settings.sourcesFolder ?? surroundings.directory.file('sources');
  const sources = new SourceRunner({ database, keyRing, folder: sourcesFolder, clock, logger });
  closing.add(() => sources.stop());

  const tables = openReleasedTables(surroundings.urls.bi, keyRing, closing);
  const report = (id: string, error: unknown): void => logger.error({ id, error }, 'unexpected');
  const services = {
    ...sjuklonServices,
    ...{ database, keyRing, clock, onUnexpectedError: report, syncStarter: sources },
    patienceMs: settings.operationSeconds * 1_000,
    personTrail: personTrail(surroundings.urls.lifecycle, keyRing, clock),
  };
  const operations = await openOperations(settings, logger);
  closing.add(() => operations.stop());
  const identify = await openIdentity(
    {
      ...{ settings, door, database, keyRing, clock, logger, onProgress },
      tokenKey: surroundings.secrets.tokenKey,
      takesDevelopmentTokens: async () => instance.demo && sources.areAllDemo(),
    },
    closing,
  );
  const endpoint = await createGraphqlEndpoint({
    gateway: await createGateway({
      services,
      logger,
      limits: engineLimitsOf(settings),
      ...(settings.onlyRegistered && { admit: (operation) => operations.admit(operation) }),
    }),
    identify,
    guard: new DocumentGuard(documentLimitsOf(settings), () => dayInStockholm(clock())),
    registeredText: (name) => operations.textOf(name),
    maySeeSchema: (caller) => settings.introspection === 'developers' && isDeveloper(caller),
    limits: {
      body: settings.limitBody,
      tokens: settings.limitTokens,
      operationMs: settings.operationSeconds * 1_000,
    },
    report,
  });
  closing.add(() => endpoint.stop());
  const server = await openDoors(
    door,
    { '/graphql': endpoint.handle, ...tableRoutes({ tables, identify, door, report }) },
    () => sources.ping(),
    logger,
  );
  closing.add(() => server.close());

  await sources.load();
  const building = { urls: surroundings.urls, settings, clock };
  if (instance.demo) {
    const { directory } = surroundings;
    const loaded = await loadDemo({
      directory,
      database,
      keyRing,
      sources,
      sourcesFolder,
      clock,
      onProgress,
    });
    if (loaded !== null) await releaseDemo(building, onProgress);
  }
  const isAllDemo = await sources.areAllDemo();
  if (surroundings.isEmbedded && !isAllDemo) {
    onProgress(
      'Warning: a real source is connected to the embedded database, which is for trying; set KOMMUNHUB_DATABASE_URL.',
    );
  }
  sources.keepFresh();
  closing.add(keepReleased(building, logger));
  return {
    url: server.url,
    dataDirectory: surroundings.directory.path,
    demoTokens: instance.demo && isAllDemo ? await createDemoTokens(surroundings.secrets, clock()) : null,
    failed: surroundings.databaseLost.then(
      (words) => new HubError('DATABASE_UNAVAILABLE', `The database ended by itself: ${words}`),
    ),
    stop: () => closing.close(),
  };
}

/** The demo's tables are there when it says that it is ready. */
async function releaseDemo(building: BuildingHub, onProgress: (line: string) => void): Promise<void> {
  let releases = 0;
  await buildDue(building, () => {
    releases += 1;
  });
  onProgress(`  ${releases} tables of statistics released`);
}

function openOperations(settings: Settings, logger: Logger): Promise<RegisteredOperations> {
  return RegisteredOperations.open({
    folder: operationsFolderOf(settings),
    shipped: Object.values(documents),
    onReread: (outcome) =>
      'error' in outcome
        ? logger.error(outcome, 'registered operations cannot be read')
        : logger.info(outcome, 'registered operations read again'),
  });
}

function openDoors(
  door: Door,
  doors: Parameters<typeof listen>[1],
  pingDatabase: () => Promise<void>,
  logger: Logger,
): Promise<HubServer> {
  const routes: Parameters<typeof listen>[1] = {
    '/': async (_request, response) =>
      sendText(
        response,
        200,
        'kommunhub. The graph is at POST /graphql, released tables at /statistics/ and /odata/v4/.',
      ),
    ...doors,
    '/healthz': async (_request, response) => sendText(response, 200, 'ok'),
    '/readyz': async (_request, response) =>
      pingDatabase().then(
        () => sendText(response, 200, 'ready'),
        () => sendText(response, 503, 'The database does not answer.'),
      ),
  };
  return listen(door, routes, (error) => logger.error({ error }, 'request failed'));
}
