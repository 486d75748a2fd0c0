import type { InvestigationCategory } from '@kommunhub/schema';
import { Column, Entity } from 'typeorm';
import { StoredRecord } from './stored-record.js';

/** Utredning. */
@Entity({ schema: 'cases', name: 'investigations' })
export class InvestigationEntity extends StoredRecord {
  @Column('text', { name: 'case_id' })
  caseId!: string;

  @Column('text')
  category!: InvestigationCategory;

  @Column('date', { name: 'applied_on', nullable: true })
  appliedOn!: string | null;

  @Column('date', { name: 'opened_on' })
  openedOn!: string;

  @Column('date', { name: 'closed_on', nullable: true })
  closedOn!: string | null;
}
