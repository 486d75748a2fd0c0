import type { DecisionKind, DecisionLevel, DelegationCondition, Reporting } from '@kommunhub/schema';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Delegationspunkt, in the order's own sequence. */
@Entity({ schema: 'delegation', name: 'points' })
export class DelegationPointEntity {
  @PrimaryColumn('text', { name: 'kommun_code' }) kommunCode!: string;
  @PrimaryColumn('text', { name: 'order_id' }) orderId!: string;
  @PrimaryColumn('integer') ordinal!: number;
  @Column('text') number!: string;
  @Column('text', { array: true }) kinds!: DecisionKind[];
  @Column('text', { name: 'kind_text', nullable: true }) kindText!: string | null;
  @Column('text', { array: true }) lagrum!: string[];
  @Column('text') level!: DecisionLevel;
  @Column('text', { nullable: true }) delegate!: string | null;
  @Column('text', { nullable: true }) deputy!: string | null;
  @Column('text', { name: 'external_kommun_code', nullable: true }) externalKommunCode!: string | null;
  @Column('jsonb') conditions!: DelegationCondition[];
  @Column('boolean', { name: 'sub_delegation' }) subDelegation!: boolean;
  @Column('text') reporting!: Reporting;
  @Column('text', { nullable: true }) note!: string | null;
}
