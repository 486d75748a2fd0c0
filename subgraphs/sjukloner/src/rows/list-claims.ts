import {
  afterPosition,
  type OrderColumn,
  orderBy,
  type Position,
  type Session,
} from '@kommunhub/subgraph-kit';
import type { ClaimStatus } from '../rules/claim-flow.js';
import { type ClaimRow, claimFields, joinLink } from './claim-rows.js';

/** Which claims are wanted; null means all. */
export interface ClaimSelection {
  readonly kommunCodes: readonly string[] | null;
  readonly statuses: readonly ClaimStatus[] | null;
  readonly caseId: string | null;
  readonly appliedFrom: string | null;
  readonly appliedTo: string | null;
  readonly dueBefore: string | null;
  readonly minimumAmount: string | null;
}

export const claimOrders = {
  /** Oldest application first: the queue. */
  APPLICATION_DATE_ASC: [
    { sql: 'claim.application_date', type: 'date' },
    { sql: 'claim.id', type: 'text' },
  ],
  APPLICATION_DATE_DESC: [
    { sql: 'claim.application_date', type: 'date', descending: true },
    { sql: 'claim.id', type: 'text', descending: true },
  ],
} as const satisfies Record<string, readonly OrderColumn[]>;
export type ClaimOrder = keyof typeof claimOrders;

interface ClaimSlice {
  readonly order: ClaimOrder;
  readonly after: Position | null;
  readonly limit: number;
}

class Placeholders {
  readonly values: unknown[] = [];
  add = (value: unknown): string => `$${this.values.push(value)}`;
}

/** One page of the claims that the row rules show the caller. */
export function listClaims(
  session: Session,
  selection: ClaimSelection,
  { order, after, limit }: ClaimSlice,
): Promise<ClaimRow[]> {
  const places = new Placeholders();
  const columns: readonly OrderColumn[] = claimOrders[order];
  const conditions = conditionsOf(selection, places);
  if (after !== null) conditions.push(afterPosition(columns, after, places.add));
  return session.query<ClaimRow>(
    `select ${claimFields} from sjukloner.claims claim ${joinLink}
      where ${conditions.join(' and ')} order by ${orderBy(columns)} limit ${places.add(limit)}`,
    places.values,
  );
}

/** How many claims are selected. */
export async function countClaims(session: Session, selection: ClaimSelection): Promise<number> {
  const places = new Placeholders();
  const [counted] = await session.query<{ count: number }>(
    `select count(*) as count from sjukloner.claims claim ${joinLink}
      where ${conditionsOf(selection, places).join(' and ')}`,
    places.values,
  );
  return counted?.count ?? 0;
}

function conditionsOf(selection: ClaimSelection, places: Placeholders): string[] {
  const { kommunCodes, statuses, caseId, appliedFrom, appliedTo, dueBefore, minimumAmount } = selection;
  const wanted: readonly (readonly [unknown, (place: string) => string])[] = [
    [kommunCodes, (place) => `claim.kommun_code = any (${place}::text[])`],
    [statuses, (place) => `claim.status = any (${place}::text[])`],
    [caseId, (place) => `link.case_id = ${place}`],
    [appliedFrom, (place) => `claim.application_date >= ${place}::date`],
    [appliedTo, (place) => `claim.application_date <= ${place}::date`],
    [dueBefore, (place) => `claim.due_on < ${place}::date`],
    [minimumAmount, (place) => `claim.calculated >= ${place}::numeric`],
  ];
  const conditions = wanted.filter(([value]) => value !== null);
  return ['true', ...conditions.map(([value, condition]) => condition(places.add(value)))];
}
