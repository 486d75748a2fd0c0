import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'hub', name: 'namnder' })
export class NamndEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'seat_kommun_code' }) seatKommunCode!: string;
}

@Entity({ schema: 'hub', name: 'sources' })
export class SourceEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'namnd_id' }) namndId!: string;
  @Column('text') system!: string;
  @Column('text', { name: 'kommun_codes', array: true }) kommunCodes!: string[];
  @Column('text', { array: true }) kinds!: string[];
  @Column('text') delivery!: 'complete' | 'delta';
  @Column('int', { name: 'interval_hours' }) intervalHours!: number;
  @Column('boolean') demo!: boolean;
  @Column('timestamptz', { name: 'as_of', nullable: true }) asOf!: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

@Entity({ schema: 'hub', name: 'runs' })
export class RunEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'source_id' }) sourceId!: string;
  @Column('text', { name: 'namnd_id' }) namndId!: string;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
  @Column('text') state!: 'RUNNING' | 'DONE' | 'HELD' | 'FAILED';
  @Column('timestamptz', { name: 'as_of', nullable: true }) asOf!: Date | null;
  @Column('int', { name: 'rows_read' }) rowsRead!: number;
  @Column('int', { name: 'rows_used' }) rowsUsed!: number;
  @Column('int', { name: 'rows_quarantined' }) rowsQuarantined!: number;
  @Column('int', { name: 'rows_skipped' }) rowsSkipped!: number;
  @Column('jsonb') skipped!: Record<string, number>;
  @Column('int') records!: number;
  @Column('int') inserted!: number;
  @Column('int') updated!: number;
  @Column('int') unchanged!: number;
  @Column('int') removed!: number;
  @Column('jsonb', { name: 'removed_by_kind' }) removedByKind!: Record<string, number>;
  @Column('jsonb', { name: 'removals_withheld' }) removalsWithheld!: Record<string, number>;
  @Column('uuid', { name: 'accepts_run_id', nullable: true }) acceptsRunId!: string | null;
  @Column('text', { name: 'accepted_by', nullable: true }) acceptedBy!: string | null;
  @Column('text', { name: 'error_code', nullable: true }) errorCode!: string | null;
  @Column('text', { name: 'error_message', nullable: true }) errorMessage!: string | null;
}

@Entity({ schema: 'hub', name: 'agreements' })
export class AgreementEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'home_kommun_code' }) homeKommunCode!: string;
  @Column('text', { name: 'performing_kommun_code' })
  performingKommunCode!: string;
  @Column('text', { array: true }) kinds!: string[];
  @Column('date', { name: 'valid_from' }) validFrom!: string;
  @Column('date', { name: 'valid_to', nullable: true }) validTo!: string | null;
  @Column('text', { nullable: true }) note!: string | null;
}

@Entity({ schema: 'hub', name: 'uppdrag' })
export class UppdragEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'home_namnd_id' }) homeNamndId!: string;
  @Column('text', { name: 'home_kommun_code' }) homeKommunCode!: string;
  @Column('text', { name: 'performing_kommun_code' })
  performingKommunCode!: string;
  @Column('text', { name: 'holder_issuer', nullable: true }) holderIssuer!: string | null;
  @Column('text', { name: 'holder_subject', nullable: true }) holderSubject!: string | null;
  @Column('text', { name: 'holder_function', nullable: true }) holderFunction!: string | null;
  @Column('text') task!: string;
  @Column('date', { name: 'valid_from' }) validFrom!: string;
  @Column('date', { name: 'valid_to', nullable: true }) validTo!: string | null;
  @Column('text', { name: 'granted_by' }) grantedBy!: string;
  @Column('timestamptz', { name: 'granted_at' }) grantedAt!: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
