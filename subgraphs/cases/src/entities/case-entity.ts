import type { CaseStatus, Law } from '@kommunhub/schema';
import { Column, Entity } from 'typeorm';
import { StoredRecord } from './stored-record.js';

/** Ärende. */
@Entity({ schema: 'cases', name: 'cases' })
export class CaseEntity extends StoredRecord {
  @Column('text', { name: 'person_id' })
  personId!: string;

  @Column('text', { name: 'handlaggare_id', nullable: true })
  handlaggareId!: string | null;

  /** Whether the source names one: only a case without stands in the queue, not one whose handläggare is unknown here. */
  @Column('boolean', { name: 'has_handlaggare' })
  hasHandlaggare!: boolean;

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
