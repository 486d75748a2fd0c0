import type { FollowUpResult, FollowUpType } from '@kommunhub/schema';
import { Column, Entity } from 'typeorm';
import { StoredRecord } from './stored-record.js';

/** Uppföljning. */
@Entity({ schema: 'cases', name: 'follow_ups' })
export class FollowUpEntity extends StoredRecord {
  @Column('text', { name: 'decision_id' })
  decisionId!: string;

  @Column('text', { nullable: true })
  type!: FollowUpType | 'OKAND' | null;

  @Column('bytea', { name: 'type_raw_cipher', nullable: true })
  typeRawCipher!: Buffer | null;

  @Column('date', { name: 'planned_on' })
  plannedOn!: string;

  @Column('date', { name: 'done_on', nullable: true })
  doneOn!: string | null;

  @Column('text', { nullable: true })
  result!: FollowUpResult | null;
}
