import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A pass of a claim as keyed hashes: finds the same pass or assistant in another claim of the kommun. */
@Entity({ schema: 'sjukloner', name: 'claimed_shifts' })
export class ClaimedShiftEntity {
  @PrimaryColumn('text', { name: 'kommun_code' }) kommunCode!: string;
  @PrimaryColumn('text', { name: 'claim_id' }) claimId!: string;
  /** Period and pass in the claim, as `0.3`. */
  @PrimaryColumn('text') place!: string;
  @Column('text', { name: 'namnd_id' }) namndId!: string;
  @Column('date', { name: 'on_day' }) onDay!: string;
  @Column('bytea', { name: 'assistant_hash' }) assistantHash!: Buffer;
  @Column('bytea', { name: 'shift_hash' }) shiftHash!: Buffer;
}
