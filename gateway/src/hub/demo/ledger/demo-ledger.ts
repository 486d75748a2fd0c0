import type { DecisionOutcome, Insatskod, QuarantineReason, RecordKind, SkipReason } from '@kommunhub/schema';
import type { DemoAgreement, DemoUppdrag } from '../delegation/delegation-files.js';
import type { DemoOrder } from '../delegation/demo-order.js';
import type { PlannedUnmapped } from '../export/export-row.js';
import type { DemoIdentity } from '../identities.js';

/**
 * What the demo wrote, counted as it was written and never read back: what the
 * hub must show after reading the files is compared with it.
 */
export interface DemoLedger {
  readonly seed: number;
  readonly today: string;
  readonly sources: readonly SourceLedger[];
  readonly kommuner: readonly KommunLedger[];
  readonly orders: readonly OrderLedger[];
  readonly agreements: readonly DemoAgreement[];
  readonly uppdrag: readonly DemoUppdrag[];
  readonly identities: Readonly<Record<string, DemoIdentity>>;
  /** Where the files of delegation lie. */
  readonly files: {
    readonly orders: readonly string[];
    readonly agreements: string;
    readonly uppdrag: string;
  };
  /** Kept in memory only and not enumerable: no print of the ledger shows them. */
  readonly secrets: DemoSecrets;
}

/** Everything that must not be seen by those who may not see persons. */
export interface DemoSecrets {
  readonly personNames: ReadonlySet<string>;
  readonly staffNames: ReadonlySet<string>;
  /** In the canonical form and in each way a file writes them. */
  readonly personnummer: ReadonlySet<string>;
  /** Case numbers that hold a personnummer, as written in the file; they must come out masked. */
  readonly caseNumbersWithPersonnummer: ReadonlySet<string>;
}

/** Rows of a file by what becomes of them. */
export interface FileLedger {
  readonly file: string;
  readonly rowsRead: number;
  /** As the adapter alone tells it, in `check` and `dry-run`. */
  readonly byAdapter: FateCounts;
  /** After the merge, which also knows references and duplicates. */
  readonly afterMerge: FateCounts;
}

export interface FateCounts {
  readonly used: number;
  readonly quarantined: number;
  readonly skipped: number;
  readonly quarantinedBy: Readonly<Partial<Record<QuarantineReason, number>>>;
  readonly skippedBy: Readonly<Partial<Record<SkipReason, number>>>;
}

export interface SourceLedger {
  readonly id: string;
  readonly namndId: string;
  readonly kommunCodes: readonly string[];
  readonly files: readonly FileLedger[];
  readonly afterMerge: FateCounts & { readonly rowsRead: number };
  /** Distinct records that the source gives. */
  readonly records: Readonly<Partial<Record<RecordKind, number>>>;
  readonly unmapped: readonly (PlannedUnmapped & { readonly rows: number })[];
  /** Cases whose number holds a personnummer. */
  readonly maskedCaseNumbers: number;
}

export type InsatsKey = Insatskod | 'OKAND';

export interface InsatsLedger {
  readonly decisions: number;
  readonly byOutcome: Readonly<Partial<Record<DecisionOutcome, number>>>;
  /** Decisions with the outcome bifall or delvis bifall. */
  readonly granted: number;
  /** Granted decisions with an execution that has begun. */
  readonly grantedAndExecuted: number;
  /** Persons with a granted decision in force today that is being executed. */
  readonly personsToday: { readonly KVINNA: number; readonly MAN: number };
}

/** What one kommun has after all rows have found their fate. */
export interface KommunLedger {
  readonly kommunCode: string;
  readonly namndId: string;
  readonly sourceId: string;
  readonly persons: number;
  readonly protectedPersons: number;
  readonly cases: {
    readonly total: number;
    readonly open: number;
    readonly closed: number;
    /** Open without handläggare. */
    readonly queue: number;
    /** Of the demo user, in Falun by the own id and elsewhere by that of the joint office; closed ones too. */
    readonly ofDemoUser: number;
    readonly closedWithoutHandlaggare: number;
  };
  readonly investigations: number;
  readonly decisions: number;
  readonly executions: number;
  /** Executions without start. */
  readonly executionsNotStarted: number;
  /** Granted decisions in force today without a begun execution, sick pay and extra hours apart. */
  readonly grantedNotExecuted: number;
  readonly staff: number;
  readonly byInsats: Readonly<Partial<Record<InsatsKey, InsatsLedger>>>;
}

export interface OrderLedger {
  readonly namndId: string;
  readonly kommunCodes: readonly string[];
  readonly file: string;
  readonly order: DemoOrder;
  readonly points: number;
  readonly unmappedPoints: number;
  /** Kinds without a point for the own people: SAKNAS in a comparison. */
  readonly missingKinds: readonly string[];
}
