import type { Befattning } from '@kommunhub/schema';
import { Column, Entity } from 'typeorm';
import { StoredRecord } from './stored-record.js';

/** Handläggare, as the kommun's system names them. */
@Entity({ schema: 'cases', name: 'handlaggare' })
export class HandlaggareEntity extends StoredRecord {
  @Column('bytea', { name: 'name_cipher', nullable: true })
  nameCipher!: Buffer | null;

  @Column('text')
  befattning!: Befattning | 'OKAND';

  @Column('bytea', { name: 'befattning_raw_cipher', nullable: true })
  befattningRawCipher!: Buffer | null;

  @Column('numeric', { nullable: true })
  fte!: string | null;

  @Column('date', { name: 'active_from', nullable: true })
  activeFrom!: string | null;

  @Column('date', { name: 'active_to', nullable: true })
  activeTo!: string | null;
}
