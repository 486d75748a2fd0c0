import type { Ground, Role } from '@kommunhub/schema';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ClaimAction, ClaimStatus } from '../rules/claim-flow.js';

/** One step of a claim's flow: who did what, when, on which ground. */
@Entity({ schema: 'sjukloner', name: 'claim_events' })
export class ClaimEventEntity {
  @PrimaryColumn('text', { name: 'kommun_code' }) kommunCode!: string;
  @PrimaryColumn('text', { name: 'claim_id' }) claimId!: string;
  @PrimaryColumn('int') ordinal!: number;
  @Column('text', { name: 'namnd_id' }) namndId!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') action!: ClaimAction;
  @Column('text') status!: ClaimStatus;
  /** Issuer and subject of who did it. */
  @Column('text') actor!: string;
  @Column('text') role!: Role;
  @Column('text') ground!: Ground;
  @Column('uuid', { name: 'uppdrag_id', nullable: true }) uppdragId!: string | null;
  /** The claim as it was until the step, encrypted as it lay there; null where the step left it. */
  @Column('bytea', { name: 'earlier_input_cipher', nullable: true }) earlierInputCipher!: Buffer | null;
}
