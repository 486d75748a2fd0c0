import type { CaseStatus, Law } from '@kommunhub/schema';
import { Column, Entity } from 'typeorm';
import { StoredRecord } from './stored-record.js';

/** Ärende. */
@Entity({ schema: 'cases', name: 'cases' })
export class CaseEntity extends StoredRecord {
  @Column('text', { name: 'person_id' })
  personId!: string;

  /** Null = the case stands in the queue. */
  @Column('text', { name: 'handlaggare_id', nullable: true })
  handlaggareId!: string | null;

  @Column('bytea', { name: 'case_number_cipher' })
  caseNumberCipher!: Buffer;

  @Column('bytea', { name: 'case_number_hash' })
  caseNumberHash!: Buffer;

  @Column('text')
  law!: Law;

  @Column('text')
  status!: CaseStatus;

  @Column('date', { name: 'opened_on' })
  openedOn!: string;

  @Column('date', { name: 'closed_on', nullable: true })
  closedOn!: string | null;
}
