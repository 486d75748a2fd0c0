/** What is wrong with the log at one place. */
export type LogFaultKind =
  /** An entry says something else than when it was sealed. */
  | 'CHANGED'
  /** A sealed entry is gone. */
  | 'DELETED'
  /** An entry is there that no seal knows although its time has been sealed. */
  | 'INSERTED'
  /** The end of a chain is gone, or all of it, although a checkpoint tells of it. */
  | 'CUT'
  /** Seals do not follow from each other, or are others than a checkpoint tells of. */
  | 'SEAL_BROKEN'
  /** A checkpoint is missing, not signed with the key, or not the one that the others follow on. */
  | 'CHECKPOINT_BROKEN';

export interface LogFault {
  readonly kind: LogFaultKind;
  /** Null where a checkpoint is at fault. */
  readonly namndId: string | null;
  readonly month: string | null;
  /** Position in the chain, or number of the checkpoint. */
  readonly position: number;
}

export interface LogVerdict {
  readonly isWhole: boolean;
  readonly chains: number;
  readonly entries: number;
  /** Entries too new to be sealed. */
  readonly waiting: number;
  readonly checkpoints: number;
  readonly lastCheckpointAt: string | null;
  /** Chains that were taken away when their time was over, by a signed boundary. */
  readonly expired: number;
  /** The first of them. */
  readonly faults: readonly LogFault[];
  readonly faultCount: number;
}

const FAULTS_LISTED = 1_000;

/** Gathers faults: all are counted, the first are listed. */
export class FaultList {
  readonly listed: LogFault[] = [];
  count = 0;

  add(fault: LogFault): void {
    this.count += 1;
    if (this.listed.length < FAULTS_LISTED) this.listed.push(fault);
  }
}
