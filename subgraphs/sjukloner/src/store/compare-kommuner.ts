import {
  BadInputError,
  type CalendarDate,
  comparePolicies,
  type Fault,
  kommunByCode,
  type PolicyComparison,
  type SjuklonInput,
} from '@kommunhub/schema';
import { requireAccess, type Session } from '@kommunhub/subgraph-kit';
import { type ClaimRow, loadClaims } from '../rows/claim-rows.js';
import { loadPolicies } from '../rows/policy-rows.js';
import { contentOf, rowInForce } from '../rules/policy-in-force.js';
import { claimGrant } from './claim-access.js';
import { inputOf } from './claim-content.js';

/** A comparison holds the process while it calculates; this many take well under a second. */
const mostCalculations = 5_000;

export interface PolicyQuestion {
  readonly kommunCodes: readonly string[];
  readonly claimIds: readonly string[];
  readonly inputs: readonly SjuklonInput[];
  /** The day whose policies are compared. */
  readonly on: CalendarDate;
}

export interface ComparedClaims {
  readonly comparison: PolicyComparison;
  /** The stored claims that were compared, for the log. */
  readonly claims: readonly ClaimRow[];
}

/**
 * What the claims would have cost under each kommun's policy, beside what they
 * cost under their own. Earlier claims of the same passes are not looked at:
 * what is compared is rules.
 *
 * @throws BadInputError naming every kommun and claim that cannot be compared;
 *   a claim that the caller does not handle is not told from one that does not exist.
 */
export async function compareKommuner(session: Session, question: PolicyQuestion): Promise<ComparedClaims> {
  requireAccess(session.caller, 'SJUKLON');
  const { claimIds, inputs, kommunCodes, on } = question;
  refuseSize(question);
  const loaded = new Map((await loadClaims(session, claimIds)).map((row) => [row.id, row]));
  const claims = claimIds.map((id) => handledClaim(session, loaded.get(id)));
  refuseUnknown(kommunCodes, claims);
  const rows = claims.filter((claim) => claim !== undefined);
  const all = [...(await Promise.all(rows.map((row) => inputOf(session, row)))), ...inputs];
  const ofClaims = all.map(({ kommunCode }) => kommunCode);
  const policies = await loadPolicies(session, [...new Set([...kommunCodes, ...ofClaims])]);
  const policyOf = (kommunCode: string, day: CalendarDate) =>
    contentOf(
      rowInForce(
        policies.filter((row) => row.kommunCode === kommunCode),
        day,
      ),
    );
  const named = kommunCodes.map((code) => ({ name: code, policy: policyOf(code, on) }));
  const comparison = comparePolicies(all, named, (claim) => (day) => policyOf(claim.kommunCode, day));
  return { comparison, claims: rows };
}

function refuseSize({ kommunCodes, claimIds, inputs }: PolicyQuestion): void {
  const claims = claimIds.length + inputs.length;
  if (kommunCodes.length === 0 || claims === 0) {
    throw new BadInputError('Name at least one kommun and one claim to compare.');
  }
  if ((kommunCodes.length + 1) * claims > mostCalculations) {
    throw new BadInputError(`At most ${mostCalculations} calculations: name fewer kommuner or claims.`);
  }
  if (new Set(kommunCodes).size < kommunCodes.length || new Set(claimIds).size < claimIds.length) {
    throw new BadInputError('Name each kommun and each claim once.');
  }
}

function handledClaim(session: Session, row: ClaimRow | undefined): ClaimRow | undefined {
  return row !== undefined && claimGrant(session, row)?.task === 'SJUKLON' ? row : undefined;
}

function refuseUnknown(kommunCodes: readonly string[], claims: readonly (ClaimRow | undefined)[]): void {
  const ofKommuner = kommunCodes.flatMap((code, index): Fault[] =>
    kommunByCode(code) === undefined
      ? [{ path: `kommunCodes.${index}`, code: 'KOMMUN_UNKNOWN', message: 'Ingen kommun har den koden.' }]
      : [],
  );
  const ofClaims = claims.flatMap((claim, index): Fault[] =>
    claim === undefined
      ? [{ path: `claimIds.${index}`, code: 'NOT_FOUND', message: 'Inget ärende som du handlägger.' }]
      : [],
  );
  const faults = [...ofKommuner, ...ofClaims];
  if (faults.length > 0) throw new BadInputError('The comparison has faults; see each.', { faults });
}
