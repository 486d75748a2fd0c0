import type { Grant, Ground as GroundCode, Purpose, Role, UppdragTask } from '@kommunhub/schema';
import { DateScalar, type ReferenceKommun, referenceKommun } from '@kommunhub/subgraph-kit';
import { Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { GroundEnum, PurposeEnum, RoleEnum, UppdragTaskEnum } from './enums.js';
import { Kommun, Namnd } from './kommun.js';
import type { OperationsContext } from './loaders.js';

@ObjectType({ description: 'Rätt att se en nämnds uppgifter, beräknad av hubben för i dag.' })
export class ViewerGrant {
  @Field(() => UppdragTaskEnum, { description: 'Uppgift.', simple: true })
  task!: UppdragTask;

  @Field(() => GroundEnum, { description: 'Grund.', simple: true })
  ground!: GroundCode;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Sista dag enligt uppdrag och avtal; tom när inget slut är satt.',
    simple: true,
  })
  validTo!: string | null;
}

@ObjectType({ description: 'Inloggad: vem du är och vad du får se.' })
export class Viewer {
  @Field({ description: 'Inloggningens namn hos utfärdaren.', simple: true })
  subject!: string;

  @Field(() => RoleEnum, { description: 'Roll.', simple: true })
  role!: Role;

  @Field(() => ID, { nullable: true, description: 'Egen kommun.', simple: true })
  kommunCode!: string | null;

  @Field(() => ID, { nullable: true, description: 'Egen nämnd.', simple: true })
  namndId!: string | null;

  @Field(() => PurposeEnum, {
    nullable: true,
    description: 'Ändamål som gäller för denna fråga.',
    simple: true,
  })
  purpose!: Purpose | null;

  @Field(() => [ViewerGrant], { description: 'Nämnder du får arbeta för.', simple: true })
  grants!: readonly Grant[];
}

@Resolver()
export class ViewerQueries {
  @Query(() => Viewer, { description: 'Inloggad: vem du är och vad du får se.' })
  viewer(@Ctx() { caller }: OperationsContext): Viewer {
    const { subject, role, kommunCode, namndId, purpose } = caller;
    const grants = caller.grants.map((grant) => ({ ...grant, validTo: grant.validTo ?? null }));
    return { subject, role, kommunCode, namndId, purpose, grants };
  }
}

@Resolver(() => ViewerGrant)
export class ViewerGrantResolver {
  @FieldResolver(() => Namnd, { nullable: true, description: 'Nämnden.' })
  namnd(@Root() { namndId }: Grant, @Ctx() { loaders }: OperationsContext): Promise<Namnd | null> {
    return loaders.namndById.load(namndId);
  }

  @FieldResolver(() => [Kommun], { description: 'Kommuner där rätten gäller.' })
  kommuner(@Root() { kommunCodes }: Grant): readonly (ReferenceKommun | null)[] {
    return kommunCodes.map((code) => referenceKommun(code));
  }
}
