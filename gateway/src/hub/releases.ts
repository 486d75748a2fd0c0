import { HubError } from '@kommunhub/schema';
import { ReleaseBuilder, type ReleaseReport, type RunSql } from '@kommunhub/statistics';
import { columnParsers } from '@kommunhub/subgraph-kit';
import { Client } from 'pg';
import { hubKnowledge } from './releases-knowledge.js';
import type { Settings } from './settings.js';

export interface BuildingHub {
  /** Addresses of the logins hub_statistics, which builds, and hub_app, which tells what is public. */
  readonly urls: { readonly statistics: string; readonly app: string };
  readonly settings: Pick<Settings, 'smallNumber' | 'releaseDay'>;
  readonly clock: () => Date;
}

/**
 * Does something with a builder of releases, which has a connection of its own
 * for as long as it takes.
 *
 * @throws HubError DATABASE_UNAVAILABLE when a login cannot connect.
 */
export async function withReleaseBuilder<Result>(
  { urls, settings, clock }: BuildingHub,
  work: (builder: ReleaseBuilder) => Promise<Result>,
): Promise<Result> {
  return connected(urls.statistics, (run) =>
    connected(urls.app, (asApp) =>
      work(
        new ReleaseBuilder({
          ...{ run, clock, knowledge: hubKnowledge(asApp, clock) },
          threshold: settings.smallNumber,
          releaseDay: settings.releaseDay,
        }),
      ),
    ),
  );
}

/** Builds what is due and not released; tells of each release as it is made. */
export function buildDue(
  hub: BuildingHub,
  onBuilt: (report: ReleaseReport) => void,
  signal?: AbortSignal,
): Promise<void> {
  return withReleaseBuilder(hub, (builder) => builder.buildDue({ signal }, onBuilt));
}

/** One line on a release, for logs and terminals; it holds no figure. */
export function nameOfRelease({ table, period, version }: ReleaseReport): string {
  return `${table} ${period} version ${version}`;
}

/**
 * Works on a connection of its own as one login.
 *
 * @throws HubError DATABASE_UNAVAILABLE when the login cannot connect.
 */
export async function connected<Result>(
  url: string,
  work: (run: RunSql) => Promise<Result>,
): Promise<Result> {
  const connection = new Client({
    connectionString: url,
    types: columnParsers,
    application_name: 'kommunhub releases',
    connectionTimeoutMillis: 10_000,
  });
  // Told by the statement that meets it; without a listener it would end the process.
  connection.on('error', () => undefined);
  try {
    await connection.connect();
  } catch (cause) {
    throw new HubError('DATABASE_UNAVAILABLE', 'The login that builds releases cannot connect.', { cause });
  }
  try {
    return await work(async <Row>(sql: string, parameters: readonly unknown[]) => {
      const { rows } = await connection.query(sql, [...parameters]);
      return rows as readonly Row[];
    });
  } finally {
    await connection.end().catch(() => undefined);
  }
}
