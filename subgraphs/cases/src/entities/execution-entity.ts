import type { Regi } from '@kommunhub/schema';
import { Column, Entity } from 'typeorm';
import { StoredRecord } from './stored-record.js';

/** Verkställighet. */
@Entity({ schema: 'cases', name: 'executions' })
export class ExecutionEntity extends StoredRecord {
  @Column('text', { name: 'decision_id' })
  decisionId!: string;

  @Column('bytea', { name: 'provider_cipher', nullable: true })
  providerCipher!: Buffer | null;

  @Column('text', { nullable: true })
  regi!: Regi | null;

  @Column('date', { name: 'ordered_on', nullable: true })
  orderedOn!: string | null;

  @Column('date', { name: 'started_on', nullable: true })
  startedOn!: string | null;

  @Column('date', { name: 'ended_on', nullable: true })
  endedOn!: string | null;

  @Column('text', { name: 'executing_kommun_code', nullable: true })
  executingKommunCode!: string | null;
}
