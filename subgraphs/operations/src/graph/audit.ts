import { connectionType, DateScalar, DateTimeScalar } from '@kommunhub/subgraph-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'Loggpost: vad som lämnats ut, till vem, när och på vilken grund (lag 2001:454, 10 §). Inget innehåll.',
})
export class AuditEntry {
  @Field(() => ID, { description: 'Postens id i loggen.', simple: true })
  id!: string;

  @Field(() => DateTimeScalar, { description: 'Tidpunkt.', simple: true })
  at!: string;

  @Field(() => ID, { description: 'Kommunen som uppgifterna hör till.', simple: true })
  kommunCode!: string;

  @Field(() => ID, { description: 'Frågans id; poster med samma id kom ur samma fråga.', simple: true })
  operationId!: string;

  @Field(() => String, { nullable: true, description: 'Frågans namn, när den har ett.', simple: true })
  operationName!: string | null;

  @Field({ description: 'Utfärdaren av inloggningen.', simple: true })
  issuer!: string;

  @Field({ description: 'Inloggningens namn hos utfärdaren.', simple: true })
  subject!: string;

  @Field({ description: 'Roll.', simple: true })
  role!: string;

  @Field({ description: 'Ändamål.', simple: true })
  purpose!: string;

  @Field({ description: 'Grund: egen nämnd, avtal, nödöppning.', simple: true })
  ground!: string;

  @Field(() => ID, { nullable: true, description: 'Uppdraget, när grunden är ett avtal.', simple: true })
  uppdragId!: string | null;

  @Field({ description: 'Slag av uppgift, som Person eller Case.', simple: true })
  entity!: string;

  @Field(() => [ID], {
    description: 'Det som lämnats ut, efter id. Tomt: en sökning utan träff.',
    simple: true,
  })
  ids!: readonly string[];

  @Field(() => [String], { description: 'Fält som lämnats ut.', simple: true })
  fields!: readonly string[];
}

export const AuditEntryConnection = connectionType('AuditEntry', AuditEntry);

@ObjectType({ description: 'Logguppföljning för en inloggad: antal, inga enskilda.' })
export class AuditReviewCaller {
  @Field({ description: 'Utfärdaren av inloggningen.', simple: true })
  issuer!: string;

  @Field({ description: 'Inloggningens namn hos utfärdaren.', simple: true })
  subject!: string;

  @Field({ description: 'Roll.', simple: true })
  role!: string;

  @Field(() => Int, { description: 'Frågor som lämnat ut uppgifter.', simple: true })
  operations!: number;

  @Field(() => Int, { description: 'Enskilda som frågorna gällt.', simple: true })
  persons!: number;

  @Field(() => Int, {
    description: 'Frågor före kl. 7, från kl. 18 eller på lördagar och söndagar.',
    simple: true,
  })
  outsideHours!: number;

  @Field(() => Int, { description: 'Frågor under nödöppning.', simple: true })
  breakGlass!: number;

  @Field(() => Int, { description: 'Sökningar utan träff.', simple: true })
  misses!: number;

  @Field(() => Int, { description: 'Frågor under avtalssamverkan (KL 9 kap. 37 §).', simple: true })
  otherNamnder!: number;

  @Field({
    description: 'Har läst om påfallande många: minst 50 och fem gånger medianen för samma roll.',
    simple: true,
  })
  isOutlier!: boolean;
}

@ObjectType({ description: 'Logguppföljning: den återkommande kontrollen av loggen (lag 2001:454, 10 §).' })
export class AuditReview {
  @Field(() => ID, { description: 'Kommun.', simple: true })
  kommunCode!: string;

  @Field(() => DateScalar, { description: 'Från och med.', simple: true })
  from!: string;

  @Field(() => DateScalar, { description: 'Till och med.', simple: true })
  to!: string;

  @Field(() => [AuditReviewCaller], { description: 'En rad per inloggad, flest frågor först.', simple: true })
  callers!: readonly AuditReviewCaller[];
}
