import type { AmountUnit, DecisionLevel, DecisionOutcome, Insatskod, Subtype } from '@kommunhub/schema';
import { Column, Entity } from 'typeorm';
import { StoredRecord } from './stored-record.js';

/** Beslut. The source's own words for an unknown insats or outcome may name a home, so they are encrypted. */
@Entity({ schema: 'cases', name: 'decisions' })
export class DecisionEntity extends StoredRecord {
  @Column('text', { name: 'case_id' })
  caseId!: string;

  @Column('text')
  insats!: Insatskod | 'OKAND';

  @Column('bytea', { name: 'insats_raw_cipher', nullable: true })
  insatsRawCipher!: Buffer | null;

  @Column('text', { nullable: true })
  subtype!: Subtype | null;

  @Column('text')
  outcome!: DecisionOutcome | 'OKAND';

  @Column('bytea', { name: 'outcome_raw_cipher', nullable: true })
  outcomeRawCipher!: Buffer | null;

  @Column('date', { name: 'decided_on' })
  decidedOn!: string;

  @Column('date', { name: 'valid_from', nullable: true })
  validFrom!: string | null;

  @Column('date', { name: 'valid_to', nullable: true })
  validTo!: string | null;

  @Column('text')
  lagrum!: string;

  @Column('text', { nullable: true })
  level!: DecisionLevel | null;

  @Column('text', { name: 'decided_by_id', nullable: true })
  decidedById!: string | null;

  @Column('numeric', { nullable: true })
  amount!: string | null;

  @Column('text', { name: 'amount_unit', nullable: true })
  amountUnit!: AmountUnit | null;
}
