import type { IdType, Personkrets, Protection, Sex } from '@kommunhub/schema';
import { Column, Entity } from 'typeorm';
import { StoredRecord } from './stored-record.js';

/** Den enskilde; number and name are encrypted and found by keyed hash. */
@Entity({ schema: 'cases', name: 'persons' })
export class PersonEntity extends StoredRecord {
  @Column('text', { name: 'id_type' })
  idType!: IdType;

  @Column('bytea', { name: 'personnummer_cipher', nullable: true })
  personnummerCipher!: Buffer | null;

  @Column('bytea', { name: 'personnummer_hash', nullable: true })
  personnummerHash!: Buffer | null;

  @Column('bytea', { name: 'name_cipher', nullable: true })
  nameCipher!: Buffer | null;

  @Column('bytea', { name: 'name_hash', nullable: true })
  nameHash!: Buffer | null;

  @Column('smallint', { name: 'birth_year', nullable: true })
  birthYear!: number | null;

  @Column('text')
  sex!: Sex;

  @Column('text')
  protection!: Protection;

  @Column('text', { nullable: true })
  personkrets!: Personkrets | null;
}
