import type { Role } from '@kommunhub/schema';
import { connectionType, DateTimeScalar } from '@kommunhub/subgraph-kit';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { RoleEnum } from './enums.js';

@ObjectType({ description: 'Nödöppning: någon har i en timme sett den egna nämndens alla ärenden.' })
export class BreakGlassEvent {
  @Field(() => ID, { description: 'Nödöppningens id.', simple: true })
  id!: string;

  @Field({ description: 'Utfärdaren av den som öppnade.', simple: true })
  issuer!: string;

  @Field({ description: 'Den som öppnade.', simple: true })
  subject!: string;

  @Field(() => RoleEnum, { description: 'Roll.', simple: true })
  role!: Role;

  @Field(() => DateTimeScalar, { description: 'När.', simple: true })
  openedAt!: string;

  @Field(() => DateTimeScalar, { description: 'När den upphörde.', simple: true })
  expiresAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'När en chef granskade den.', simple: true })
  reviewedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Chefen som granskade den.', simple: true })
  reviewedBy!: string | null;
}

export const BreakGlassEventConnection = connectionType('BreakGlassEvent', BreakGlassEvent);

@InputType({ description: 'Nödöppning av den egna nämndens ärenden i en timme. Anmäls till chefen.' })
export class BreakGlassInput {
  @Field(() => ID, { nullable: true, description: 'Egen kommun; den egna när inget anges.' })
  kommunCode?: string | null;

  @Field(() => ID, { nullable: true, description: 'Egen nämnd; den egna när inget anges.' })
  namndId?: string | null;

  @Field(() => String, { description: 'Skäl, 10-1000 tecken. Lagras krypterat; läses av chefen.' })
  reason!: string;
}
