import { type DecisionKind, decisionKinds } from '@kommunhub/schema';
import {
  DateScalar,
  DecisionKindType,
  type ReferenceKommun,
  referenceKommun,
  requireAccess,
} from '@kommunhub/subgraph-kit';
import { Arg, Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { type AgreementRow, listAgreements } from '../rows/agreement-rows.js';
import { Kommun } from './kommun.js';
import type { OperationsContext } from './loaders.js';

@ObjectType({
  description: 'Avtalssamverkan: en annan kommuns anställda beslutar för hemkommunen (KL 9 kap. 37 §).',
})
export class Agreement {
  @Field(() => ID, { description: 'Avtalets id.', simple: true })
  id!: string;

  @Field({ description: 'Avtalets namn.', simple: true })
  name!: string;

  @Field(() => DateScalar, { description: 'Gäller från och med.', simple: true })
  validFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Gäller till och med.', simple: true })
  validTo!: string | null;

  @Field(() => String, { nullable: true, description: 'Anmärkning.', simple: true })
  note!: string | null;
}

@Resolver(() => Agreement)
export class AgreementResolver {
  @Query(() => [Agreement], { description: 'Avtalssamverkan (KL 9 kap. 37 §).' })
  agreements(
    @Ctx() { caller, session }: OperationsContext,
    @Arg('on', () => DateScalar, { nullable: true, description: 'Endast avtal som gällde den dagen.' })
    on: string | null,
  ): Promise<AgreementRow[]> {
    requireAccess(caller, 'AGREEMENTS');
    return listAgreements(session, on ?? null);
  }

  @FieldResolver(() => Kommun, { description: 'Hemkommun: den vars beslut det är.' })
  homeKommun(@Root() row: AgreementRow): ReferenceKommun | null {
    return referenceKommun(row.homeKommunCode);
  }

  @FieldResolver(() => Kommun, { description: 'Utförande kommun: den vars anställda beslutar.' })
  performingKommun(@Root() row: AgreementRow): ReferenceKommun | null {
    return referenceKommun(row.performingKommunCode);
  }

  @FieldResolver(() => [DecisionKindType], { description: 'Ärendetyper som avtalet omfattar.' })
  kinds(@Root() row: AgreementRow): readonly DecisionKindType[] {
    return row.kindCodes.map((code) => decisionKinds[code as DecisionKind]);
  }
}
