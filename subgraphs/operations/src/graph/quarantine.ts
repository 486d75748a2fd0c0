import type { QuarantineReason } from '@kommunhub/schema';
import { connectionType, DateTimeScalar } from '@kommunhub/subgraph-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { QuarantineReasonEnum, RowFateEnum } from './enums.js';

const file = 'Filens namn.';
const sheet = 'Blad, när filen har sådana.';
const column = 'Kolumnens rubrik; tomt när felet gäller hela raden.';
const remedy = 'Vad uppgiftslämnaren ska göra, på engelska.';

@ObjectType({ description: 'Undanlagd rad: ett fel på den, med plats och skäl men utan innehåll.' })
export class QuarantineEntry {
  @Field(() => ID, { description: 'Felets id.', simple: true })
  id!: string;

  @Field({ description: file, simple: true })
  file!: string;

  @Field(() => String, { nullable: true, description: sheet, simple: true })
  sheet!: string | null;

  @Field(() => Int, { description: 'Radens nummer i filen, rubrikraden medräknad.', simple: true })
  row!: number;

  @Field(() => String, { nullable: true, description: column, simple: true })
  column!: string | null;

  @Field(() => QuarantineReasonEnum, { description: 'Skäl.', simple: true })
  reason!: QuarantineReason;

  @Field({ description: remedy, simple: true })
  remedy!: string;
}

@ObjectType({ description: 'Händelse för en undanlagd rad.' })
export class RowFate {
  @Field(() => RowFateEnum, { description: 'Vad som hände.', simple: true })
  fate!: string;

  @Field(() => DateTimeScalar, { description: 'När.', simple: true })
  at!: string;

  runId!: string;
}

export const QuarantineConnection = connectionType('Quarantine', QuarantineEntry);

@ObjectType({ description: 'Undanlagda rader med samma fel på samma ställe i filen.' })
export class QuarantineCount {
  @Field({ description: file, simple: true })
  file!: string;

  @Field(() => String, { nullable: true, description: sheet, simple: true })
  sheet!: string | null;

  @Field(() => String, { nullable: true, description: column, simple: true })
  column!: string | null;

  @Field(() => QuarantineReasonEnum, { description: 'Skäl.', simple: true })
  reason!: QuarantineReason;

  @Field({ description: remedy, simple: true })
  remedy!: string;

  @Field(() => Int, { description: 'Antal rader.', simple: true })
  rows!: number;

  @Field(() => Int, { description: 'Den första av raderna.', simple: true })
  firstRow!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'När den första av raderna lades åt sidan första gången.',
    simple: true,
  })
  since!: string | null;
}

@ObjectType({ description: 'Okänd kod: en lokal kod som kodtabellen saknar och som lagrats som `OKAND`.' })
export class UnmappedCode {
  @Field({ description: 'Kodtabell.', simple: true })
  table!: string;

  @Field({ description: 'Kolumn i filen.', simple: true })
  column!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Koden som den står i källan; undanhållen när den kan rymma ett personnummer eller kolumnen har så många olika texter att de inte är koder.',
    simple: true,
  })
  value!: string | null;

  @Field(() => Int, { description: 'Antal rader.', simple: true })
  rows!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Den text i kodtabellen som liknar koden mest: en ledtråd, aldrig ett svar.',
    simple: true,
  })
  nearestLocal!: string | null;

  @Field(() => ID, { nullable: true, description: 'Vad den liknande texten betyder.', simple: true })
  nearestCode!: string | null;

  @Field(() => [String], { description: 'Fält som inte visas.', simple: true })
  withheld!: readonly string[];
}
