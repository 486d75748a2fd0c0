import type { Befattning, KommunRecord } from '@kommunhub/schema';
import { DateScalar, DecimalScalar, kommunType } from '@kommunhub/subgraph-kit';
import { Field, Int, ObjectType } from 'type-graphql';
import { BefattningEnum, OmradeStatusEnum } from './enums.js';

@ObjectType({ description: 'Folkmängd.' })
export class Population {
  @Field(() => Int, { description: 'Antal invånare.', simple: true })
  count!: number;

  @Field(() => DateScalar, { nullable: true, description: 'Dag som uppgiften avser.', simple: true })
  on!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Om uppgiften är skattad.', simple: true })
  estimated!: boolean | null;
}

@ObjectType({ description: 'Område: kommuner som samarbetar nära i ett ämne.' })
export class Omrade {
  @Field({ description: 'Områdets namn.', simple: true })
  name!: string;

  @Field(() => OmradeStatusEnum, { nullable: true, description: 'Förslag eller beslutad.', simple: true })
  status!: KommunRecord['omradeStatus'];
}

@ObjectType({ description: 'Antal i en befattning.' })
export class StaffCount {
  @Field(() => BefattningEnum, { description: 'Befattning.', simple: true })
  befattning!: Befattning;

  @Field(() => Int, { description: 'Antal personer.', simple: true })
  count!: number;
}

@ObjectType({
  description:
    'Bemanning enligt ett dokument. Säger dokumentet två olika saker står båda kvar: ingen av dem rättas här.',
})
export class Staffing {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'LSS-handläggare i årsarbetare, enligt bemanningslistan.',
    simple: true,
  })
  lssFteList!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'LSS-handläggare i årsarbetare, enligt områdesindelningen.',
    simple: true,
  })
  lssFteOmrade!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Om årsarbetarna även omfattar socialpsykiatri.',
    simple: true,
  })
  includesSocialpsykiatri!: boolean | null;

  @Field(() => [StaffCount], { description: 'Övriga befattningar.', simple: true })
  otherStaff!: KommunRecord['otherStaff'];

  @Field({ description: 'Dokumentet som uppgifterna kommer från.', simple: true })
  origin!: string;
}

@ObjectType({ description: 'Antal insatser av ett slag, så som kommunen själv räknat dem.' })
export class InsatsCount {
  @Field(() => DateScalar, { description: 'Dagen som antalet avser.', simple: true })
  countedOn!: string;

  @Field(() => Int, { description: 'Antal.', simple: true })
  count!: number;
}

export const Kommun = kommunType();
