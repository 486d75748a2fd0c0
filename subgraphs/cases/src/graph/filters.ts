import type { CaseStatus, DecisionOutcome, Personkrets } from '@kommunhub/schema';
import { DateScalar } from '@kommunhub/subgraph-kit';
import { Field, ID, InputType } from 'type-graphql';
import {
  type CaseAssignment,
  CaseAssignmentEnum,
  CaseStatusEnum,
  DecisionOutcomeEnum,
  PersonkretsEnum,
} from './enums.js';

/** Under HANDLAGGNING a list is the caller's own work list, by status and date; nothing about the person can be searched. */
@InputType({ description: 'Urval ur den egna arbetslistan (förordning 2001:637, 15 §).' })
export class CaseFilter {
  @Field(() => [ID], { nullable: true, description: 'Kommunkoder.' })
  kommunCodes?: string[] | null;

  @Field(() => CaseAssignmentEnum, {
    nullable: true,
    description: 'Egna ärenden eller kön; båda när inget anges.',
  })
  assignment?: CaseAssignment | null;

  @Field(() => CaseStatusEnum, { nullable: true, description: 'Status.' })
  status?: CaseStatus | null;

  @Field(() => DateScalar, { nullable: true, description: 'Öppnade från och med.' })
  openedFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Öppnade till och med.' })
  openedTo?: string | null;

  @Field(() => PersonkretsEnum, {
    nullable: true,
    description: 'Personkrets (LSS 1 §); endast för uppföljning (förordning 2001:637, 12 § 10).',
  })
  personkrets?: Personkrets | null;
}

@InputType({ description: 'Urval bland besluten i de egna ärendena och kön.' })
export class DecisionFilter {
  @Field(() => [ID], { nullable: true, description: 'Kommunkoder.' })
  kommunCodes?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Ärendets id.' })
  caseId?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Beslutade från och med.' })
  decidedFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Beslutade till och med.' })
  decidedTo?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Insatskod; endast för uppföljning (förordning 2001:637, 12 § 10).',
  })
  insats?: string | null;

  @Field(() => DecisionOutcomeEnum, {
    nullable: true,
    description: 'Beslutsutfall; endast för uppföljning (förordning 2001:637, 12 § 10).',
  })
  outcome?: DecisionOutcome | 'OKAND' | null;
}
