import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a claim points at: opaque ids and a keyed hash, nothing that says who. */
@Entity({ schema: 'sjukloner', name: 'claim_links' })
export class ClaimLinkEntity {
  @PrimaryColumn('text', { name: 'kommun_code' }) kommunCode!: string;
  @PrimaryColumn('text', { name: 'claim_id' }) claimId!: string;
  @Column('text', { name: 'namnd_id' }) namndId!: string;
  @Column('bytea', { name: 'personnummer_hash', nullable: true }) personnummerHash!: Buffer | null;
  @Column('text', { name: 'person_id', nullable: true }) personId!: string | null;
  @Column('text', { name: 'case_id', nullable: true }) caseId!: string | null;
  @Column('text', { name: 'decision_id', nullable: true }) decisionId!: string | null;
  @Column('date', { name: 'first_sick_day' }) firstSickDay!: string;
  @Column('date', { name: 'last_sick_day' }) lastSickDay!: string;
}
