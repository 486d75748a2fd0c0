import type {
  DecisionLevel,
  DelegationConditionType,
  DelegationConditionUnit,
  Reporting,
} from '@kommunhub/schema';
import { DateScalar, DateTimeScalar, Key } from '@kommunhub/subgraph-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ConditionTypeEnum, ConditionUnitEnum, DecisionLevelEnum, ReportingEnum } from './enums.js';

@ObjectType({ description: 'Villkor för delegaten (KL 7 kap. 5 §).' })
export class DelegationCondition {
  @Field(() => ConditionTypeEnum, { description: 'Villkorets slag.', simple: true })
  type!: DelegationConditionType;

  @Field(() => String, { nullable: true, description: 'Värde i den enhet som anges.', simple: true })
  value!: string | null;

  @Field(() => ConditionUnitEnum, { description: 'Värdets enhet.', simple: true })
  unit!: DelegationConditionUnit;
}

@ObjectType({ description: 'Delegationspunkt: vem som får besluta vad (KL 6 kap. 37 §, 7 kap. 5 §).' })
export class DelegationPoint {
  @Field(() => Int, { description: 'Plats i ordningen, från 1.', simple: true })
  ordinal!: number;

  @Field({ description: 'Nämndens egen numrering.', simple: true })
  number!: string;

  @Field(() => String, { nullable: true, description: 'Ärendetyp med nämndens egna ord.', simple: true })
  kindText!: string | null;

  @Field(() => [String], { description: 'Lagrum som punkten anger.', simple: true })
  lagrum!: string[];

  @Field(() => DecisionLevelEnum, { description: 'Beslutsnivå; den ensam avgör mandatet.', simple: true })
  level!: DecisionLevel;

  @Field(() => String, { nullable: true, description: 'Delegat med nämndens egna ord.', simple: true })
  delegate!: string | null;

  @Field(() => String, { nullable: true, description: 'Ersättare.', simple: true })
  deputy!: string | null;

  @Field({
    description: 'Vidaredelegation; får ges endast till förvaltningschef (KL 7 kap. 6 §).',
    simple: true,
  })
  subDelegation!: boolean;

  @Field(() => ReportingEnum, { description: 'Anmälan till nämnden (KL 6 kap. 40 §).', simple: true })
  reporting!: Reporting;

  @Field(() => String, { nullable: true, description: 'Anmärkning.', simple: true })
  note!: string | null;
}

@Key('id')
@ObjectType({ description: 'Delegationsordning: en version så som nämnden antog den (KL 6 kap. 37 §).' })
export class DelegationOrder {
  @Field(() => ID, { description: 'Ordningens id.', simple: true })
  id!: string;

  @Field({ description: 'Version.', simple: true })
  version!: string;

  @Field(() => DateScalar, { description: 'Antagen.', simple: true })
  adoptedOn!: string;

  @Field(() => DateScalar, { description: 'Gäller från och med.', simple: true })
  validFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Gäller till och med.', simple: true })
  validTo!: string | null;

  @Field(() => DateTimeScalar, { description: 'Inläst.', simple: true })
  importedAt!: string;

  @Field(() => Int, { description: 'Läge: stiger med varje ändring.', simple: true })
  revision!: number;

  @Field(() => Int, { description: 'Antal punkter.', simple: true })
  pointCount!: number;

  @Field(() => Int, { description: 'Antal punkter utan gemensam ärendetyp.', simple: true })
  unmappedCount!: number;
}
