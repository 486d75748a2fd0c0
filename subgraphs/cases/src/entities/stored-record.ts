import { Column, PrimaryColumn } from 'typeorm';

/**
 * The columns that every stored record begins with.
 *
 * `namnd_id` is the tenant the row rules test; `kommun_code` leads the key and
 * every index that serves a list. `key_cipher` is the source's own id, encrypted
 * because it may be a personnummer.
 */
export abstract class StoredRecord {
  @PrimaryColumn('text', { name: 'kommun_code' })
  kommunCode!: string;

  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'namnd_id' })
  namndId!: string;

  @Column('text', { name: 'source_id' })
  sourceId!: string;

  @Column('bytea', { name: 'key_cipher' })
  keyCipher!: Buffer;

  @Column('bytea', { name: 'content_hash' })
  contentHash!: Buffer;

  @Column('timestamptz', { name: 'known_from' })
  knownFrom!: Date;

  @Column('uuid', { name: 'run_id' })
  runId!: string;
}
