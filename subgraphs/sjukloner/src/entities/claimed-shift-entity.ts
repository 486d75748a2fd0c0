import type { ShiftType } from '@kommunhub/schema';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A pass of a claim with keyed hashes for people: finds the same pass in another claim of the kommun. */
@Entity({ schema: 'sjukloner', name: 'claimed_shifts' })
export class ClaimedShiftEntity {
  @PrimaryColumn('text', { name: 'kommun_code' }) kommunCode!: string;
  @PrimaryColumn('text', { name: 'claim_id' }) claimId!: string;
  /** Period and pass in the claim, as `0.3`. */
  @PrimaryColumn('text') place!: string;
  @Column('text', { name: 'namnd_id' }) namndId!: string;
  @Column('date', { name: 'on_day' }) onDay!: string;
  @Column('text', { nullable: true }) starts!: string | null;
  @Column('text', { nullable: true }) ends!: string | null;
  @Column('text') hours!: string;
  @Column('text') type!: ShiftType;
  @Column('bytea', { name: 'assistant_hash', nullable: true }) assistantHash!: Buffer | null;
  @Column('bytea', { name: 'substitute_hash', nullable: true }) substituteHash!: Buffer | null;
  @Column('bytea', { name: 'person_hash', nullable: true }) personHash!: Buffer | null;
}
