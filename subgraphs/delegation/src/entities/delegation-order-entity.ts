import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Delegationsordning, one version; `kommun_code` is the seat of the nämnd it belongs to. */
@Entity({ schema: 'delegation', name: 'orders' })
export class DelegationOrderEntity {
  @PrimaryColumn('text', { name: 'kommun_code' }) kommunCode!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'namnd_id' }) namndId!: string;
  @Column('text') version!: string;
  @Column('date', { name: 'adopted_on' }) adoptedOn!: string;
  @Column('date', { name: 'valid_from' }) validFrom!: string;
  @Column('date', { name: 'valid_to', nullable: true }) validTo!: string | null;
  @Column('timestamptz', { name: 'imported_at' }) importedAt!: Date;
  /** Rises with every change; what it was before stands in the history. */
  @Column('integer') revision!: number;
  @Column('bytea', { name: 'content_hash' }) contentHash!: Buffer;
}
