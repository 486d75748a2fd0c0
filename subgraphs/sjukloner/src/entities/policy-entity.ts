import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A nämnd's policy for sjuklöner from a day on; a replaced one is kept. */
@Entity({ schema: 'sjukloner', name: 'policies' })
export class PolicyEntity {
  @PrimaryColumn('text', { name: 'kommun_code' }) kommunCode!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'namnd_id' }) namndId!: string;
  @Column('date', { name: 'valid_from' }) validFrom!: string;
  @Column('date', { name: 'valid_to', nullable: true }) validTo!: string | null;
  @Column('jsonb') content!: unknown;
  @Column('text', { name: 'adopted_by' }) adoptedBy!: string;
  @Column('timestamptz', { name: 'adopted_at' }) adoptedAt!: Date;
  @Column('timestamptz', { name: 'replaced_at', nullable: true }) replacedAt!: Date | null;
}
