import type { UppdragTask } from '@kommunhub/schema';
import { DateScalar, DateTimeScalar } from '@kommunhub/subgraph-kit';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { UppdragTaskEnum } from './enums.js';

@ObjectType({
  description: 'Uppdrag: rätt att utföra en uppgift åt en annan kommuns nämnd (KL 9 kap. 37 §).',
})
export class Uppdrag {
  @Field(() => ID, { description: 'Uppdragets id.', simple: true })
  id!: string;

  @Field(() => UppdragTaskEnum, { description: 'Uppgift.', simple: true })
  task!: UppdragTask;

  @Field(() => String, { nullable: true, description: 'Innehavarens utfärdare.', simple: true })
  holderIssuer!: string | null;

  @Field(() => String, { nullable: true, description: 'Innehavarens namn hos utfärdaren.', simple: true })
  holderSubject!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Befattning i den utförande kommunen, i stället för en person.',
    simple: true,
  })
  holderFunction!: string | null;

  @Field(() => DateScalar, { description: 'Gäller från och med.', simple: true })
  validFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Gäller till och med.', simple: true })
  validTo!: string | null;

  @Field({ description: 'Vem som gav uppdraget.', simple: true })
  grantedBy!: string;

  @Field(() => DateTimeScalar, { description: 'När det gavs.', simple: true })
  grantedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'När det återkallades.', simple: true })
  revokedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Vem som återkallade det.', simple: true })
  revokedBy!: string | null;

  @Field(() => String, { nullable: true, description: 'Anmärkning.', simple: true })
  note!: string | null;
}

@InputType({
  description: 'Uppdrag åt den egna nämnden. Innehavare: utfärdare och namn, eller en befattning.',
})
export class UppdragInput {
  @Field(() => ID, { nullable: true, description: 'Hemnämnd; den egna när inget anges.' })
  namndId?: string | null;

  @Field(() => ID, { description: 'Hemkommun: den vars ärenden det gäller.' })
  kommunCode!: string;

  @Field(() => ID, { description: 'Utförande kommun: den vars anställda får uppdraget.' })
  performingKommunCode!: string;

  @Field(() => UppdragTaskEnum, { description: 'Uppgift.' })
  task!: UppdragTask;

  @Field(() => String, { nullable: true, description: 'Innehavarens utfärdare.' })
  holderIssuer?: string | null;

  @Field(() => String, { nullable: true, description: 'Innehavarens namn hos utfärdaren.' })
  holderSubject?: string | null;

  @Field(() => String, { nullable: true, description: 'Befattning, som LSS_HANDLAGGARE.' })
  holderFunction?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Innehavarens id som handläggare i hemnämndens system; utan det gäller uppdraget bara kön.',
  })
  staffKey?: string | null;

  @Field(() => DateScalar, { description: 'Gäller från och med.' })
  validFrom!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Gäller till och med; avtalets slut när inget anges.',
  })
  validTo?: string | null;

  @Field(() => String, { nullable: true, description: 'Anmärkning, utan personuppgifter.' })
  note?: string | null;
}
