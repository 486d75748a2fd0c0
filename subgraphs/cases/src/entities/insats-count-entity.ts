import type { Insatskod, Sex } from '@kommunhub/schema';
import { Column, Entity } from 'typeorm';
import { StoredRecord } from './stored-record.js';

/** Antal insatser på en dag, så som kommunen själv räknat. */
@Entity({ schema: 'cases', name: 'insats_counts' })
export class InsatsCountEntity extends StoredRecord {
  @Column('date', { name: 'counted_on' })
  countedOn!: string;

  @Column('text')
  insats!: Insatskod | 'OKAND';

  @Column('bytea', { name: 'insats_raw_cipher', nullable: true })
  insatsRawCipher!: Buffer | null;

  @Column('text', { name: 'handlaggare_id', nullable: true })
  handlaggareId!: string | null;

  @Column('text', { nullable: true })
  sex!: Sex | null;

  @Column('integer')
  count!: number;
}
