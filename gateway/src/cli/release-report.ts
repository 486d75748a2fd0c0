import type { ReleaseReport } from '@kommunhub/statistics';

/** A release as the list shows it. */
export interface ListedRelease {
  readonly table: string;
  readonly period: string;
  readonly version: number;
  readonly releasedAt: string;
  readonly reason: string | null;
  readonly complete: boolean;
  readonly threshold: number;
  readonly rows: number;
}

export function printReleases(releases: readonly ListedRelease[]): string {
  if (releases.length === 0) return 'Inget är släppt.\n';
  const lines = releases.map(({ table, period, version, releasedAt, rows, complete, reason }) => {
    const marks = [
      ...(complete ? [] : ['kommuner saknas']),
      ...(reason === null ? [] : [`rättelse: ${reason}`]),
    ];
    const head = `${table.padEnd(16)}${period.padEnd(8)}version ${version}  ${releasedAt.slice(0, 10)}`;
    return `${head}  ${rows.toLocaleString('sv')} rader${marks.length > 0 ? `  (${marks.join('; ')})` : ''}`;
  });
  return `${lines.join('\n')}\n`;
}

export function printDue(
  due: readonly { readonly table: string; readonly period: string; readonly dueOn: string }[],
): string {
  if (due.length === 0) return 'Inget väntar på att släppas.\n';
  return `${due.map(({ table, period, dueOn }) => `${table.padEnd(16)}${period.padEnd(8)}sedan ${dueOn}`).join('\n')}\n`;
}

const outcomes: Readonly<Record<ReleaseReport['outcome'], string>> = {
  RELEASED: 'släppt',
  UNCHANGED: 'oförändrad, ingen ny version',
  NOT_STORED: 'prövad, inte sparad',
};

/** What came of a release, with how much of each level is told. */
export function printReport({ table, period, version, outcome, levels, missing }: ReleaseReport): string {
  const ofLevels = levels.map(
    ({ level, rows, suppressed, lacking }) =>
      `  ${level.padEnd(10)}${rows} rader, ${suppressed} skyddade${lacking > 0 ? `, ${lacking} utan uppgift` : ''}`,
  );
  const lines = [
    `${table} ${period} version ${version}: ${outcomes[outcome]}`,
    ...(outcome === 'UNCHANGED' ? [] : ofLevels),
    ...(missing.length > 0 ? [`  saknas: ${missing.join(', ')}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
