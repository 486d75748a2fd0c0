import type { Session } from '@kommunhub/subgraph-kit';

/** Finds the individual of a claim and the case that its decision belongs to, among what the row rules show. */
export interface CasePort {
  findPerson(
    session: Session,
    kommunCode: string,
    by: { readonly personId: string | null; readonly personnummerHash: Buffer | null },
  ): Promise<string | null>;
  findInsatsCase(session: Session, kommunCode: string, personId: string): Promise<string | null>;
  /** Whether a granted decision on personlig assistans (LSS 9 § 2) held on any day of the interval. */
  hasAssistance(
    session: Session,
    kommunCode: string,
    personId: string,
    from: string,
    to: string,
  ): Promise<boolean>;
}
