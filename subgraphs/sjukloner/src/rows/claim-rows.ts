import type { Ground, Role } from '@kommunhub/schema';
import { kommunCodeOfId, type Session } from '@kommunhub/subgraph-kit';
import type { ClaimAction, ClaimOutcome, ClaimStatus } from '../rules/claim-flow.js';

/** A claim as the graph shows it; sums are decimal strings in kronor. */
export interface ClaimRow {
  readonly id: string;
  readonly kommunCode: string;
  readonly namndId: string;
  readonly status: ClaimStatus;
  /** Instants are ISO 8601 in UTC. */
  readonly receivedAt: string;
  readonly applicationDate: string;
  readonly dueOn: string;
  readonly firstSickDay: string;
  readonly lastSickDay: string;
  readonly requested: string | null;
  readonly calculated: string;
  readonly inputCipher: Buffer;
  readonly calculationCipher: Buffer;
  readonly missing: readonly string[];
  readonly handledBy: string | null;
  readonly outcome: ClaimOutcome | null;
  readonly granted: string | null;
  readonly decidedOn: string | null;
  readonly decidedBy: string | null;
  readonly motivationCipher: Buffer | null;
  readonly mandate: string | null;
  readonly attestedAt: string | null;
  readonly attestedBy: string | null;
  readonly paidOn: string | null;
  readonly recoveredOn: string | null;
  readonly recovered: string | null;
  readonly personId: string | null;
  readonly caseId: string | null;
  readonly decisionId: string | null;
}

const claimColumns = {
  id: 'id',
  kommunCode: 'kommun_code',
  namndId: 'namnd_id',
  status: 'status',
  receivedAt: 'received_at',
  applicationDate: 'application_date',
  dueOn: 'due_on',
  firstSickDay: 'first_sick_day',
  lastSickDay: 'last_sick_day',
  requested: 'requested',
  calculated: 'calculated',
  inputCipher: 'input_cipher',
  calculationCipher: 'calculation_cipher',
  missing: 'missing',
  handledBy: 'handled_by',
  outcome: 'outcome',
  granted: 'granted',
  decidedOn: 'decided_on',
  decidedBy: 'decided_by',
  motivationCipher: 'motivation_cipher',
  mandate: 'mandate',
  attestedAt: 'attested_at',
  attestedBy: 'attested_by',
  paidOn: 'paid_on',
  recoveredOn: 'recovered_on',
  recovered: 'recovered',
} as const satisfies Partial<Record<keyof ClaimRow, string>>;

const linkColumns = { personId: 'person_id', caseId: 'case_id', decisionId: 'decision_id' } as const;

const listOf = (columns: Readonly<Record<string, string>>, alias: string) =>
  Object.entries(columns)
    .map(([field, column]) => `${alias}.${column} as "${field}"`)
    .join(', ');

/** The select list of a {@link ClaimRow} over `claim` and its `link`. */
export const claimFields = `${listOf(claimColumns, 'claim')}, ${listOf(linkColumns, 'link')}`;

/** What {@link claimFields} reads from, after a `from` that gives `claim`. */
export const joinLink =
  'join sjukloner.claim_links link on link.kommun_code = claim.kommun_code and link.claim_id = claim.id';

/** Claims with the ids, in one statement; those that do not exist or are not visible give none. */
export function loadClaims(session: Session, ids: readonly string[]): Promise<ClaimRow[]> {
  return session.query<ClaimRow>(
    `select ${claimFields}
       from unnest($1::text[], $2::text[]) as wanted (kommun_code, id)
       join sjukloner.claims claim on claim.kommun_code = wanted.kommun_code and claim.id = wanted.id ${joinLink}`,
    [ids.map(kommunCodeOfId), ids],
  );
}

/** Every claim of the kommun that is not refused. */
export function loadClaimsNotRefused(session: Session, kommunCode: string): Promise<ClaimRow[]> {
  return session.query<ClaimRow>(
    `select ${claimFields} from sjukloner.claims claim ${joinLink}
      where claim.kommun_code = $1 and claim.outcome is distinct from 'AVSLAG'`,
    [kommunCode],
  );
}

/** The claim with the id, held against other changes until the transaction ends. */
export async function lockClaim(session: Session, id: string): Promise<ClaimRow | null> {
  const [row] = await session.query<ClaimRow>(
    `select ${claimFields} from sjukloner.claims claim ${joinLink}
      where claim.kommun_code = $1 and claim.id = $2 for update of claim`,
    [kommunCodeOfId(id), id],
  );
  return row ?? null;
}

/** Claims that concern the cases, oldest application first, in one statement. */
export function loadClaimsOfCases(session: Session, caseIds: readonly string[]): Promise<ClaimRow[]> {
  return session.query<ClaimRow>(
    `select ${claimFields}
       from unnest($1::text[], $2::text[]) as wanted (kommun_code, case_id)
       join sjukloner.claim_links link on link.kommun_code = wanted.kommun_code and link.case_id = wanted.case_id
       join sjukloner.claims claim on claim.kommun_code = link.kommun_code and claim.id = link.claim_id
      order by claim.application_date, claim.id`,
    [caseIds.map(kommunCodeOfId), caseIds],
  );
}

/** A step of a claim's flow. */
export interface ClaimEventRow {
  readonly claimId: string;
  readonly at: string;
  readonly action: ClaimAction;
  readonly status: ClaimStatus;
  readonly actor: string;
  readonly role: Role;
  readonly ground: Ground;
}

/** The steps of the claims, first to last, in one statement. */
export function loadEvents(session: Session, claimIds: readonly string[]): Promise<ClaimEventRow[]> {
  return session.query<ClaimEventRow>(
    `select event.claim_id as "claimId", event.at, event.action, event.status, event.actor, event.role, event.ground
       from unnest($1::text[], $2::text[]) as wanted (kommun_code, claim_id)
       join sjukloner.claim_events event
         on event.kommun_code = wanted.kommun_code and event.claim_id = wanted.claim_id
      order by event.ordinal`,
    [claimIds.map(kommunCodeOfId), claimIds],
  );
}
