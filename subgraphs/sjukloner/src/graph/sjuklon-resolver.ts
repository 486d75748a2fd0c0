import { dayInStockholm, daysBetween } from '@kommunhub/schema';
import {
  DecimalScalar,
  type ReferenceKommun,
  referenceKommun,
  requireAccess,
  selectedFields,
} from '@kommunhub/subgraph-kit';
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import type { ClaimEventRow, ClaimRow } from '../rows/claim-rows.js';
import { calculationOf, inputOf, motivationOf } from '../store/claim-content.js';
import { SjuklonCalculation, shownPolicy } from './calculation.js';
import { handOutClaims } from './claim-reads.js';
import { Kommun } from './kommun.js';
import type { SjuklonerContext } from './loaders.js';
import { Sjuklon, SjuklonDuplicate, SjuklonEvent } from './sjuklon.js';
import { Case, Decision, Namnd, Person } from './stubs.js';

/** A reference to an entity of another subgraph; null where the claim points at none. */
const reference = (id: string | null) => (id === null ? null : { id });

@Resolver(() => Sjuklon)
export class SjuklonResolver {
  @FieldResolver(() => Kommun, { description: 'Kommunen som betalar.' })
  kommun(@Root() row: ClaimRow): ReferenceKommun | null {
    return referenceKommun(row.kommunCode);
  }

  @FieldResolver(() => Namnd, { description: 'Nämnden vars ärende det är.' })
  namnd(@Root() row: ClaimRow): { id: string } {
    return { id: row.namndId };
  }

  @FieldResolver(() => Int, { description: 'Dagar sedan ansökan.' })
  ageDays(@Root() row: ClaimRow, @Ctx() { services }: SjuklonerContext): number {
    return daysBetween(row.applicationDate, dayInStockholm(services.clock()));
  }

  @FieldResolver(() => DecimalScalar, { nullable: true, description: 'Begärt belopp, kronor.' })
  requestedAmount(@Root() row: ClaimRow): string | null {
    return row.requested;
  }

  @FieldResolver(() => DecimalScalar, { description: 'Beräknat belopp, kronor.' })
  calculatedAmount(@Root() row: ClaimRow): string {
    return row.calculated;
  }

  @FieldResolver(() => DecimalScalar, { nullable: true, description: 'Beviljat belopp, kronor.' })
  grantedAmount(@Root() row: ClaimRow): string | null {
    return row.granted;
  }

  @FieldResolver(() => DecimalScalar, { nullable: true, description: 'Återkrävt belopp, kronor.' })
  recoveredAmount(@Root() row: ClaimRow): string | null {
    return row.recovered;
  }

  @FieldResolver(() => Person, {
    nullable: true,
    description: 'Den enskilde; saknas när hubben inte känner personen.',
  })
  person(@Root() row: ClaimRow): { id: string } | null {
    return reference(row.personId);
  }

  @FieldResolver(() => Case, { nullable: true, description: 'LSS-ärendet som beslutet hör till.' })
  case(@Root() row: ClaimRow): { id: string } | null {
    return reference(row.caseId);
  }

  @FieldResolver(() => Decision, {
    nullable: true,
    description: 'Beslutet bland den enskildes beslut; saknas innan beslut och när ärende saknas i hubben.',
  })
  decision(@Root() row: ClaimRow): { id: string } | null {
    return reference(row.decisionId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Anordnarens namn.' })
  async provider(@Root() row: ClaimRow, @Ctx() { session }: SjuklonerContext): Promise<string> {
    return (await inputOf(session, row)).provider.name;
  }

  @FieldResolver(() => SjuklonCalculation, {
    description: 'Beräkningen; efter beslut den som beslutet vilar på.',
  })
  async calculation(
    @Root() row: ClaimRow,
    @Ctx() { session }: SjuklonerContext,
  ): Promise<SjuklonCalculation> {
    const calculation = await calculationOf(session, row);
    return { ...calculation, policy: shownPolicy(calculation.policy, null) };
  }

  @FieldResolver(() => String, { nullable: true, description: 'Beslutets motivering (FL 32 §).' })
  motivation(@Root() row: ClaimRow, @Ctx() { session }: SjuklonerContext): Promise<string | null> {
    return motivationOf(session, row);
  }

  @FieldResolver(() => [SjuklonEvent], { description: 'Vad som hänt, äldst först.' })
  events(@Root() row: ClaimRow, @Ctx() { loaders }: SjuklonerContext): Promise<readonly ClaimEventRow[]> {
    return loaders.eventsOfClaim.load(row.id);
  }

  @FieldResolver(() => [SjuklonDuplicate], {
    description:
      'Pass som inte båda kan ersättas: samma assistent eller vikarie i ett annat ärende i kommunen.',
  })
  async duplicates(
    @Root() row: ClaimRow,
    @Ctx() { loaders }: SjuklonerContext,
  ): Promise<readonly SjuklonDuplicate[]> {
    const found = await loaders.duplicatesOfClaim.load(row.id);
    return found.map(({ kind, first, second }) => ({ kind, claimId: first.claimId, date: second.date }));
  }
}

@Resolver(() => Case)
export class CaseSjuklonerResolver {
  @FieldResolver(() => [Sjuklon], { nullable: true, description: 'Sjuklöneärenden som hör till ärendet.' })
  async sjukloner(
    @Root() { id }: Case,
    @Ctx() { caller, loaders, session }: SjuklonerContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly ClaimRow[]> {
    requireAccess(caller, 'SJUKLON');
    return handOutClaims(session, await loaders.claimsOfCase.load(id), selectedFields(info, 'Sjuklon'));
  }
}
