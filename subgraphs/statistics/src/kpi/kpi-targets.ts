import {
  BadInputError,
  type CalendarDate,
  type Caller,
  type Decimal,
  definedTargetOf,
  ForbiddenError,
  isTargetValue,
  type Kpi,
  type KpiTarget,
  kpiById,
} from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';

/** A target that the nämnd has set; without a value, that it has none of its own from the day on. */
export interface TargetRow {
  readonly kpi: string;
  readonly validFrom: CalendarDate;
  readonly value: Decimal | null;
  readonly setAt: string;
}

const columns = `kpi, valid_from::text as "validFrom", trim_scale(value)::text as value, set_at as "setAt"`;

/** Every target that the caller's own nämnd has set, the latest first: those in force and those before. */
export function loadTargets(session: Session, namndId: string): Promise<TargetRow[]> {
  return session.query(
    `select ${columns} from statistics.kpi_targets where namnd_id = $1 order by kpi, valid_from desc, sequence desc`,
    [namndId],
  );
}

/** The target in force on the day: the nämnd's own where it has one, else the definition's. */
export function targetInForce(kpi: Kpi, rows: readonly TargetRow[], on: CalendarDate): KpiTarget | null {
  const own = rows.find((row) => row.kpi === kpi.id && row.validFrom <= on);
  if (own === undefined || own.value === null || kpi.comparison === null) return definedTargetOf(kpi);
  return { comparison: kpi.comparison, value: own.value, source: `Nämndens eget mål från ${own.validFrom}` };
}

export interface NewTarget {
  readonly kpi: string;
  /** Null ends the own target. */
  readonly value: Decimal | null;
  readonly validFrom: CalendarDate;
  readonly now: Date;
}

/**
 * Sets a target of the caller's own nämnd; earlier ones stay, for the days before.
 *
 * @throws BadInputError for what is no key figure, cannot have a target, or is no target.
 */
export async function setTarget(
  session: Session,
  { kpi: id, value, validFrom, now }: NewTarget,
): Promise<TargetRow> {
  const kpi = kpiById(id);
  if (kpi === undefined) throw new BadInputError('There is no such key figure; kpiDefinitions lists them.');
  if (kpi.comparison === null)
    throw new BadInputError('Of this key figure more is neither better nor worse: it has no target.');
  if (value !== null && !isTargetValue(value))
    throw new BadInputError('A target is from 0 to 999999.99, with two decimals at most.');
  const { issuer, subject } = session.caller;
  const [row] = await session.query<TargetRow>(
    `insert into statistics.kpi_targets (namnd_id, kpi, valid_from, value, set_at, set_issuer, set_subject)
     values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
    [ownNamndOf(session.caller), id, validFrom, value, now, issuer, subject],
  );
  if (row === undefined) throw new Error('A target that was set is not there.');
  return row;
}

/** @throws ForbiddenError for a caller who belongs to no nämnd, or names another than the own. */
export function ownNamndOf({ namndId }: Pick<Caller, 'namndId'>, asked: string | null = null): string {
  if (namndId === null || (asked !== null && asked !== namndId))
    throw new ForbiddenError('Exact figures are for the caller’s own nämnd; across nämnder ask kpis.');
  return namndId;
}
