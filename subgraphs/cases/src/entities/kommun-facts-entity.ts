import type { KommunRecord } from '@kommunhub/schema';
import { Column, Entity } from 'typeorm';
import { StoredRecord } from './stored-record.js';

/** What one document says of a kommun; figures of two tables of the document are kept beside each other. */
@Entity({ schema: 'cases', name: 'kommun_facts' })
export class KommunFactsEntity extends StoredRecord {
  @Column('integer', { nullable: true })
  population!: number | null;

  @Column('date', { name: 'population_on', nullable: true })
  populationOn!: string | null;

  @Column('boolean', { name: 'population_estimated', nullable: true })
  populationEstimated!: boolean | null;

  @Column('text', { nullable: true })
  omrade!: string | null;

  @Column('text', { name: 'omrade_status', nullable: true })
  omradeStatus!: KommunRecord['omradeStatus'];

  @Column('numeric', { name: 'lss_fte_list', nullable: true })
  lssFteList!: string | null;

  @Column('numeric', { name: 'lss_fte_omrade', nullable: true })
  lssFteOmrade!: string | null;

  @Column('boolean', { name: 'includes_socialpsykiatri', nullable: true })
  includesSocialpsykiatri!: boolean | null;

  @Column('jsonb', { name: 'other_staff' })
  otherStaff!: KommunRecord['otherStaff'];

  @Column('text')
  origin!: string;
}
