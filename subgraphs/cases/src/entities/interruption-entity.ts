import type { InterruptionCause } from '@kommunhub/schema';
import { Column, Entity } from 'typeorm';
import { StoredRecord } from './stored-record.js';

/** Avbrott. */
@Entity({ schema: 'cases', name: 'interruptions' })
export class InterruptionEntity extends StoredRecord {
  @Column('text', { name: 'execution_id' })
  executionId!: string;

  @Column('date', { name: 'started_on' })
  startedOn!: string;

  @Column('date', { name: 'ended_on', nullable: true })
  endedOn!: string | null;

  @Column('text', { nullable: true })
  cause!: InterruptionCause | 'OKAND' | null;

  @Column('bytea', { name: 'cause_raw_cipher', nullable: true })
  causeRawCipher!: Buffer | null;
}
