import type { DuplicateShift, Role } from '@kommunhub/schema';
import { connectionType, DateScalar, DateTimeScalar, Key } from '@kommunhub/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import type { ClaimAction, ClaimOutcome, ClaimStatus } from '../rules/claim-flow.js';
import { ClaimActionEnum, ClaimOutcomeEnum, ClaimStatusEnum, SjuklonDuplicateKindEnum } from './enums.js';

@Key('id')
@ObjectType({
  description:
    'Sjuklöneärende: ekonomiskt stöd vid ordinarie personlig assistents sjukdom (LSS 9 § 2; lag 1991:1047).',
})
export class Sjuklon {
  @Field(() => ID, { description: 'Ärendets id i hubben.', simple: true })
  id!: string;

  @Field(() => ClaimStatusEnum, { description: 'Status.', simple: true })
  status!: ClaimStatus;

  @Field(() => DateTimeScalar, { description: 'När ärendet registrerades.', simple: true })
  receivedAt!: string;

  @Field(() => DateScalar, { description: 'Ansökningsdag.', simple: true })
  applicationDate!: string;

  @Field(() => DateScalar, {
    description: 'Dag då den enskilde kan begära att ärendet avgörs: sex månader efter ansökan (FL 12 §).',
    simple: true,
  })
  dueOn!: string;

  @Field(() => DateScalar, { description: 'Första sjukdag.', simple: true })
  firstSickDay!: string;

  @Field(() => DateScalar, { description: 'Sista sjukdag.', simple: true })
  lastSickDay!: string;

  @Field(() => [ID], {
    description: 'Handlingar som kommunen kräver och som inte har kommit in.',
    simple: true,
  })
  missing!: readonly string[];

  @Field(() => ClaimOutcomeEnum, { nullable: true, description: 'Beslutsutfall.', simple: true })
  outcome!: ClaimOutcome | null;

  @Field(() => DateScalar, { nullable: true, description: 'Beslutsdatum.', simple: true })
  decidedOn!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'När utbetalningen attesterades.',
    simple: true,
  })
  attestedAt!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Utbetalningsdag.', simple: true })
  paidOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Dag för återkrav (LSS 12 §).', simple: true })
  recoveredOn!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Prövning mot hemkommunens delegationsordning vid beslutet, som `OK`; saknas när hubben inte har någon ordning.',
    simple: true,
  })
  mandate!: string | null;
}

@ObjectType({ description: 'Händelse i ett sjuklöneärende.' })
export class SjuklonEvent {
  @Field(() => DateTimeScalar, { description: 'När.', simple: true })
  at!: string;

  @Field(() => ClaimActionEnum, { description: 'Vad som gjordes.', simple: true })
  action!: ClaimAction;

  @Field(() => ClaimStatusEnum, { description: 'Status efteråt.', simple: true })
  status!: ClaimStatus;

  @Field(() => String, { description: 'Vem: utfärdare och användarens id.', simple: true })
  actor!: string;

  @Field(() => String, { description: 'I vilken roll.', simple: true })
  role!: Role;
}

@ObjectType({ description: 'Ett pass som också står i ett annat sjuklöneärende i kommunen.' })
export class SjuklonDuplicate {
  @Field(() => SjuklonDuplicateKindEnum, { description: 'Vad som är dubbelt.', simple: true })
  kind!: DuplicateShift['kind'];

  @Field(() => ID, { description: 'Det andra ärendets id.', simple: true })
  claimId!: string;

  @Field(() => DateScalar, { description: 'Passets dag i detta ärende.', simple: true })
  date!: string;
}

export const SjuklonConnection = connectionType('Sjuklon', Sjuklon);
