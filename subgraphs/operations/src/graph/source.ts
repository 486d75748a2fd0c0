import type { RunState } from '@kommunhub/schema';
import { DateTimeScalar } from '@kommunhub/subgraph-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { RunStateEnum } from './enums.js';

@ObjectType({ description: 'Antal rader som hoppades över av ett skäl.' })
export class SkipCount {
  @Field(() => ID, {
    description: 'Skäl: `BLANK`, `TOTAL`, `MAKULERAD`, `OUTSIDE_LSS_SOL`, `DUPLICATE`.',
    simple: true,
  })
  reason!: string;

  @Field(() => Int, { description: 'Antal rader.', simple: true })
  count!: number;
}

@ObjectType({ description: 'Antal poster av ett slag som leveransen inte längre har.' })
export class RemovedCount {
  @Field(() => ID, { description: 'Postens slag, som `person` eller `case`.', simple: true })
  kind!: string;

  @Field(() => Int, { description: 'Antal poster.', simple: true })
  count!: number;
}

const counts = 'rader lästa = använda + undanlagda + överhoppade; poster = nya + ändrade + oförändrade';

@ObjectType({ description: `Läsning av en källa. Varje rad räknas en gång: ${counts}.` })
export class SyncRun {
  @Field(() => ID, { description: 'Läsningens id.', simple: true })
  id!: string;

  @Field(() => ID, { description: 'Källan som läses.', simple: true })
  sourceId!: string;

  @Field(() => DateTimeScalar, { description: 'Början.', simple: true })
  startedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Slut.', simple: true })
  finishedAt!: string | null;

  @Field(() => RunStateEnum, { description: 'Tillstånd.', simple: true })
  state!: RunState;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Tidpunkt då leveransens uppgifter gällde.',
    simple: true,
  })
  asOf!: string | null;

  @Field(() => Int, {
    description: 'Rader lästa; medan läsningen pågår de som lästs hittills.',
    simple: true,
  })
  rowsRead!: number;

  @Field(() => Int, { description: 'Rader använda.', simple: true })
  rowsUsed!: number;

  @Field(() => Int, { description: 'Rader undanlagda, med plats och skäl.', simple: true })
  rowsQuarantined!: number;

  @Field(() => Int, { description: 'Rader överhoppade.', simple: true })
  rowsSkipped!: number;

  @Field(() => Int, { description: 'Poster i leveransen.', simple: true })
  records!: number;

  @Field(() => Int, { description: 'Nya poster.', simple: true })
  inserted!: number;

  @Field(() => Int, { description: 'Ändrade poster.', simple: true })
  updated!: number;

  @Field(() => Int, { description: 'Oförändrade poster.', simple: true })
  unchanged!: number;

  @Field(() => Int, { description: 'Borttagna poster: de som leveransen inte längre har.', simple: true })
  removed!: number;

  @Field(() => ID, {
    nullable: true,
    description: 'Den kvarhållna läsning som den här utför efter godkännande.',
    simple: true,
  })
  acceptsRunId!: string | null;

  @Field({
    description: 'Omspelning: undanlagda rader har tolkats om utan att källan lästs.',
    simple: true,
  })
  replay!: boolean;

  @Field(() => Int, {
    description: 'Undanlagda rader som sedan dess har ordnats genom omspelning.',
    simple: true,
  })
  rowsSettled!: number;

  @Field(() => ID, { nullable: true, description: 'Felkod när läsningen misslyckats.', simple: true })
  errorCode!: string | null;
}

@ObjectType({ description: 'Källa: ett verksamhetssystem som en nämnd anslutit.' })
export class Source {
  @Field(() => ID, { description: 'Källans id.', simple: true })
  id!: string;

  @Field({ description: 'Verksamhetssystem.', simple: true })
  system!: string;

  @Field(() => Int, { description: 'Intervall i timmar; äldre uppgifter än så är inaktuella.', simple: true })
  intervalHours!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Tidpunkt då uppgifterna gällde.',
    simple: true,
  })
  asOf!: string | null;
}
