import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key under which a caller registered a claim; kept as long as the claim. */
@Entity({ schema: 'sjukloner', name: 'idempotency_keys' })
export class IdempotencyKeyEntity {
  @PrimaryColumn('text', { name: 'kommun_code' }) kommunCode!: string;
  @PrimaryColumn('text') actor!: string;
  @PrimaryColumn('bytea', { name: 'key_hash' }) keyHash!: Buffer;
  @Column('text', { name: 'namnd_id' }) namndId!: string;
  @Column('bytea', { name: 'body_hash' }) bodyHash!: Buffer;
  @Column('text', { name: 'claim_id' }) claimId!: string;
}
