import {
  type Caller,
  type Grant,
  type Ground as GroundCode,
  mayAccess,
  type Purpose,
  policyVersion,
  type Role,
  type RowScope,
  type UppdragTask,
} from '@kommunhub/schema';
import { DateScalar, DateTimeScalar, type ReferenceKommun, referenceKommun } from '@kommunhub/subgraph-kit';
import { Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { countBreakGlass } from '../rows/break-glass-rows.js';
import type { UppdragRow } from '../rows/uppdrag-rows.js';
import { GroundEnum, PurposeEnum, RoleEnum, RowScopeEnum, UppdragTaskEnum } from './enums.js';
import { Kommun, Namnd } from './kommun.js';
import type { OperationsContext } from './loaders.js';
import { ownGrant } from './own-grant.js';
import { Uppdrag } from './uppdrag.js';

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

  @Field(() => RowScopeEnum, { description: 'Vilka av nämndens ärenden rätten gäller.', simple: true })
  scope!: RowScope;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'När nödöppningen upphör; tom när ingen pågår.',
    simple: true,
  })
  until!: string | null;
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

  @Field({ description: 'Version av reglerna för åtkomst, som de står i schema/policy.md.', simple: true })
  policyVersion!: string;
}

/** What the graph tells a caller of itself. */
export function viewerOf({ subject, role, kommunCode, namndId, purpose, grants }: Caller): Viewer {
  const shown = grants.map((grant) => ({
    ...grant,
    validTo: grant.validTo ?? null,
    scope: grant.scope ?? 'OWN_CASES',
    until: grant.until ?? null,
  }));
  return { subject, role, kommunCode, namndId, purpose, grants: shown, policyVersion };
}

@Resolver()
export class ViewerQueries {
  @Query(() => Viewer, { description: 'Inloggad: vem du är och vad du får se.' })
  viewer(@Ctx() { caller }: OperationsContext): Viewer {
    return viewerOf(caller);
  }
}

@Resolver(() => Viewer)
export class ViewerResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Nödöppningar i den egna nämnden som ingen chef har granskat; tom för andra än chef.',
  })
  breakGlassToReview(@Ctx() { caller, session }: OperationsContext): Promise<number> | null {
    if (!mayAccess(caller, 'BREAK_GLASS_EVENTS').allowed) return null;
    return countBreakGlass(session, { namndId: ownGrant(caller).namndId, unreviewedOnly: true });
  }
}

@Resolver(() => ViewerGrant)
export class ViewerGrantResolver {
  @FieldResolver(() => Namnd, { nullable: true, description: 'Nämnden.' })
  namnd(@Root() { namndId }: Grant, @Ctx() { loaders }: OperationsContext): Promise<Namnd | null> {
    return loaders.namndById.load(namndId);
  }

  @FieldResolver(() => Uppdrag, { nullable: true, description: 'Uppdraget som ger rätten.' })
  uppdrag(
    @Root() { uppdragId }: Grant,
    @Ctx() { loaders }: OperationsContext,
  ): Promise<UppdragRow | null> | null {
    return uppdragId === null ? null : loaders.uppdragById.load(uppdragId);
  }

  @FieldResolver(() => [Kommun], { description: 'Kommuner där rätten gäller.' })
  kommuner(@Root() { kommunCodes }: Grant): readonly (ReferenceKommun | null)[] {
    return kommunCodes.map((code) => referenceKommun(code));
  }
}
