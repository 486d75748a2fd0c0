import {
  BadInputError,
  type CalendarDate,
  containsPersonnummer,
  dayInStockholm,
  HubError,
  isReleasedPeriod,
  lastDayOf,
  type Period,
  printPeriod,
  referenceOf,
  type StatisticTable,
  type TableId,
} from '@kommunhub/schema';
import type { RunSql } from '../released/index.js';
import { buildRelease } from './build-release.js';
import { coverageContent } from './coverage-table.js';
import { type DueRelease, dueReleases, nameOf, nextReleaseDay, releaseDay } from './due-periods.js';
import { versionsOf } from './earlier-releases.js';
import type { HubKnowledgePort } from './hub-knowledge.js';
import type { ReleaseContent } from './release-content.js';
import { type ReleaseReport, reportOf } from './release-report.js';
import { storeRelease } from './store-release.js';

/** Any constant does; two builders of one hub must only agree on it. */
const BUILDING = 0x72656c65;
const longestReason = 500;
const withoutReason = 'Fler tabeller är släppta för perioden.';

export interface BuilderOptions {
  /** A connection of its own, as the login hub_statistics: transactions and locks are made on it. */
  readonly run: RunSql;
  readonly knowledge: HubKnowledgePort;
  readonly clock: () => Date;
  /** Fewer persons than this behind a figure hide it: 4 to 10. */
  readonly threshold: number;
  /** The day of the month on which tables are released and corrected. */
  readonly releaseDay: number;
}

export interface BuildRequest {
  readonly table: StatisticTable;
  readonly period: Period;
  /** Why there is to be a new version, for whoever reads the table. */
  readonly reason?: string | undefined;
  /** Corrects on a day that is not the month's release day. */
  readonly now?: boolean | undefined;
  /** Computes, protects and attacks, and stores nothing. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Makes releases, one at a time however many builders there are, each whole
 * or not at all.
 */
export class ReleaseBuilder {
  constructor(private readonly options: BuilderOptions) {}

  /** What is to be released by now and is not, in the order in which it is to be built. */
  async due(): Promise<readonly DueRelease[]> {
    const { run, clock, releaseDay: day } = this.options;
    const rows = await run<{ readonly name: string }>(
      `select distinct table_id || ' ' || period as name from statistics.releases`,
      [],
    );
    const released = new Set(rows.map(({ name }) => name));
    return dueReleases(dayInStockholm(clock()), day).filter((due) => !released.has(nameOf(due)));
  }

  /**
   * Builds one release, and anew the table of coverage of its period. Facts
   * that have not changed since the latest version make none.
   *
   * @throws BadInputError for a period that is not released or not over, a change without a
   *   reason, or a correction on another day than the month's.
   * @throws HubError RELEASE_UNSAFE when a small figure could be worked out; nothing is stored then.
   */
  async build(request: BuildRequest): Promise<readonly ReleaseReport[]> {
    this.refuseEarly(request);
    refuseReason(request, dayInStockholm(this.options.clock()));
    return this.locked(async () => {
      const isCoverage = request.table.id === 'tackning';
      const own = isCoverage ? [] : [await this.inTransaction(request, () => this.buildOne(request))];
      return [...own, ...(await this.withCoverage(request))];
    });
  }

  /**
   * Builds all that is due, period by period; tells of each release as it is
   * made. One that is refused hinders no other but those protected with it.
   *
   * @throws HubError the first refusal, when everything else is built.
   */
  async buildDue(
    { dryRun, signal }: Pick<BuildRequest, 'dryRun'> & { readonly signal?: AbortSignal | undefined },
    onBuilt: (report: ReleaseReport) => void,
  ): Promise<void> {
    const due = await this.due();
    const refusals: HubError[] = [];
    for (const [place, { table, period }] of due.entries()) {
      if (signal?.aborted === true) return;
      const request = { table, period, dryRun };
      await this.locked(async () => {
        await this.inTransaction(request, () => this.buildOne(request)).then(onBuilt, (error) => {
          if (!(error instanceof HubError)) throw error;
          refusals.push(error);
        });
        const next = due[place + 1]?.period;
        if (next !== undefined && printPeriod(next) === printPeriod(period)) return;
        for (const report of await this.withCoverage(request)) onBuilt(report);
      });
    }
    if (refusals[0] !== undefined) throw refusals[0];
  }

  private async withCoverage(request: BuildRequest): Promise<readonly ReleaseReport[]> {
    if (request.dryRun === true) return [];
    const coverage = await this.inTransaction(request, () => this.buildCoverage(request));
    return coverage === null ? [] : [coverage];
  }

  private async locked<Result>(work: () => Promise<Result>): Promise<Result> {
    const { run } = this.options;
    // Taken before the transaction, whose snapshot would otherwise be of the time before the wait.
    await run('select pg_advisory_lock($1)', [BUILDING]);
    try {
      return await work();
    } finally {
      await run('select pg_advisory_unlock($1)', [BUILDING]);
    }
  }

  private async inTransaction<Result>(
    { dryRun }: BuildRequest,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const { run } = this.options;
    await run('begin isolation level repeatable read', []);
    try {
      const result = await work();
      await run(dryRun === true ? 'rollback' : 'commit', []);
      return result;
    } catch (error) {
      await run('rollback', []).catch(() => undefined);
      throw error;
    }
  }

  private async buildOne(request: BuildRequest): Promise<ReleaseReport> {
    const { run, knowledge, threshold, clock } = this.options;
    const known = await knowledge.on(dayInStockholm(clock()));
    const { table, period } = request;
    const { content, versions, isUnchanged } = await buildRelease(run, {
      table,
      period,
      threshold,
      knowledge: known,
    });
    const latest = versions.at(-1)?.version ?? 0;
    if (request.dryRun !== true) await refuseAlone(run, request);
    if (isUnchanged) return reportOf(content, latest, 'UNCHANGED');
    if (request.dryRun === true) return reportOf(content, latest + 1, 'NOT_STORED');
    if (latest > 0) this.refuseCorrection(request);
    return this.store(content, latest + 1, latest > 0 ? (request.reason ?? null) : null);
  }

  private async buildCoverage({ period, reason }: BuildRequest): Promise<ReleaseReport | null> {
    const { run, threshold } = this.options;
    const content = await coverageContent(run, period, threshold);
    if (content === null) return null;
    const latest = (await versionsOf(run, 'tackning' satisfies TableId, period)).at(-1);
    if (latest?.inputHash.equals(content.inputHash) === true)
      return reportOf(content, latest.version, 'UNCHANGED');
    return this.store(
      content,
      (latest?.version ?? 0) + 1,
      latest === undefined ? null : (reason ?? withoutReason),
    );
  }

  private async store(
    content: ReleaseContent,
    version: number,
    reason: string | null,
  ): Promise<ReleaseReport> {
    const { run, clock } = this.options;
    await storeRelease(run, content, { version, reason, releasedAt: clock() });
    return reportOf(content, version, 'RELEASED');
  }

  private refuseEarly({ table, period }: BuildRequest): void {
    const name = nameOf({ table, period });
    if (!isReleasedPeriod(period))
      throw new BadInputError(`Released are years and the quarters 1 to 3, and not ${printPeriod(period)}.`);
    if (lastDayOf(referenceOf(table.timing, period)) >= dayInStockholm(this.options.clock()))
      throw new BadInputError(`What ${name} tells of is not over yet.`);
  }

  private refuseCorrection({ table, period, reason, now }: BuildRequest): void {
    const { clock, releaseDay: day } = this.options;
    const today = dayInStockholm(clock());
    const name = nameOf({ table, period });
    if (reason === undefined || reason.trim() === '')
      throw new BadInputError(
        `${name} is released and the facts have changed; a new version needs a reason.`,
      );
    if (now === true || today === releaseDay(today, day)) return;
    throw new BadInputError(
      `${name} is corrected on the month's release day, next on ${nextReleaseDay(today, day)}; "now" corrects at once.`,
    );
  }
}

/** @throws BadInputError for a reason that names somebody by number, or is no sentence. */
function refuseReason({ reason }: BuildRequest, today: CalendarDate): void {
  if (reason === undefined) return;
  if (reason.length > longestReason)
    throw new BadInputError(
      `A reason may have ${longestReason} characters; every reader of the table sees it.`,
    );
  if (containsPersonnummer(reason, today))
    throw new BadInputError('A reason is read by everybody and may not hold a personnummer.');
}

/** @throws BadInputError for persons before insatser: both are about the same individuals, and protected in that order. */
async function refuseAlone(run: RunSql, { table, period }: BuildRequest): Promise<void> {
  if (table.id !== 'personer' || (await versionsOf(run, 'insatser', period)).length > 0) return;
  throw new BadInputError(`Persons are released after insatser of the same period; release insatser first.`);
}
