import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ClaimOutcome, ClaimStatus } from '../rules/claim-flow.js';

/** Sjuklöneärende: one claim, its content encrypted, its place in the flow in the open. */
@Entity({ schema: 'sjukloner', name: 'claims' })
export class ClaimEntity {
  @PrimaryColumn('text', { name: 'kommun_code' }) kommunCode!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'namnd_id' }) namndId!: string;
  @Column('text') status!: ClaimStatus;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
  @Column('date', { name: 'application_date' }) applicationDate!: string;
  @Column('date', { name: 'due_on' }) dueOn!: string;
  @Column('date', { name: 'first_sick_day' }) firstSickDay!: string;
  @Column('date', { name: 'last_sick_day' }) lastSickDay!: string;
  @Column('numeric', { nullable: true }) requested!: string | null;
  @Column('numeric') calculated!: string;
  @Column('bytea', { name: 'input_cipher' }) inputCipher!: Buffer;
  @Column('bytea', { name: 'calculation_cipher' }) calculationCipher!: Buffer;
  /** Documents that the kommun requires and that have not come. */
  @Column('text', { array: true }) missing!: string[];
  @Column('text', { name: 'handled_by', nullable: true }) handledBy!: string | null;
  @Column('text', { nullable: true }) outcome!: ClaimOutcome | null;
  @Column('numeric', { nullable: true }) granted!: string | null;
  @Column('date', { name: 'decided_on', nullable: true }) decidedOn!: string | null;
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @Column('bytea', { name: 'motivation_cipher', nullable: true }) motivationCipher!: Buffer | null;
  /** The reason of the mandate check at the decision, as `OK`; null when the nämnd has no order in the hub. */
  @Column('text', { nullable: true }) mandate!: string | null;
  @Column('timestamptz', { name: 'attested_at', nullable: true }) attestedAt!: Date | null;
  @Column('text', { name: 'attested_by', nullable: true }) attestedBy!: string | null;
  @Column('date', { name: 'paid_on', nullable: true }) paidOn!: string | null;
  @Column('date', { name: 'recovered_on', nullable: true }) recoveredOn!: string | null;
  @Column('numeric', { nullable: true }) recovered!: string | null;
}
