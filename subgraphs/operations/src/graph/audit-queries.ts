import { BadInputError, type Caller, ForbiddenError, mayAccess } from '@kommunhub/schema';
import {
  CursorCodec,
  DateScalar,
  ListSize,
  pageOf,
  requireAccess,
  startOfPage,
} from '@kommunhub/subgraph-kit';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { PersonTrail } from '../ports/index.js';
import { type AuditRow, countEntries, listEntries, openLogOf, reviewCallers } from '../rows/audit-rows.js';
import { isOutlier } from '../rules/outliers.js';
import { AuditEntry, AuditEntryConnection, AuditReview } from './audit.js';
import { Namnd } from './kommun.js';
import type { OperationsContext } from './loaders.js';

const forOmbud = 'För dataskyddsombudet, den egna kommunen.';

@Resolver()
export class AuditQueries {
  @ListSize({ argument: 'first', fields: ['nodes', 'edges'] })
  @Query(() => AuditEntryConnection, {
    description: `Loggen över läsningar, senaste först. Med en enskilds id: allt som lämnats ut om den enskilde, även genom ärenden och beslut. ${forOmbud}`,
  })
  async auditEntries(
    @Ctx() context: OperationsContext,
    @Arg('personId', () => ID, { nullable: true }) wanted: string | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
  ) {
    const { session, services, caller } = context;
    const kommunCode = ownKommun(caller);
    const personId = wanted == null ? null : ownPerson(kommunCode, wanted);
    const codec = new CursorCodec(services.keyRing.derive('cursors'));
    const list = `audit of ${kommunCode} ${personId ?? ''}`;
    const request = { first: first ?? 50, after, codec, list };
    const { position, limit } = startOfPage(request);
    const ids = personId === null ? null : await trailOf(context).idsOf(kommunCode, personId);
    await openLogOf(session, kommunCode);
    const rows = await listEntries(session, kommunCode, ids, position, limit);
    noteLookAtLog(context, rows, personId);
    return new AuditEntryConnection(
      pageOf(
        request,
        rows,
        (row) => [row.place, row.id],
        (row) => row as never,
        () => countEntries(session, kommunCode, ids),
      ),
    );
  }

  @Query(() => [ID], {
    description: `Id för en enskild med ett personnummer, för utdrag ur loggen. ${forOmbud}`,
  })
  async auditPersonIds(
    @Ctx() context: OperationsContext,
    @Arg('personnummer', () => String) personnummer: string,
  ): Promise<readonly string[]> {
    const kommunCode = ownKommun(context.caller);
    const ids = await trailOf(context).personIds(kommunCode, personnummer);
    noteLook(context, { entity: 'Person', kommunCode, ids, fields: ['id'] });
    return ids;
  }

  @Query(() => AuditReview, {
    description:
      'Logguppföljning: omfattning, tider, nödöppningar och avvikare per inloggad. Egen kommun; för chef och nämnd den egna nämnden.',
  })
  async auditReview(
    @Ctx() { caller, session }: OperationsContext,
    @Arg('from', () => DateScalar) from: string,
    @Arg('to', () => DateScalar) to: string,
  ): Promise<AuditReview> {
    requireAccess(caller, 'AUDIT_REVIEW');
    const kommunCode = kommunOf(caller);
    if (from > to) throw new BadInputError('"from" must not be after "to".');
    const verdict = mayAccess(caller, 'AUDIT_REVIEW');
    const isOfNamnd = verdict.allowed && verdict.reach === 'OWN_NAMND';
    if (isOfNamnd && caller.namndId === null) throw new ForbiddenError('The caller belongs to no nämnd.');
    await openLogOf(session, kommunCode);
    const namndId = isOfNamnd ? caller.namndId : null;
    const rows = await reviewCallers(session, { kommunCode, namndId, from, to });
    const callers = rows.map((row) => {
      const others = rows.filter((other) => other !== row && other.role === row.role);
      return {
        ...row,
        isOutlier: isOutlier(
          row.persons,
          others.map(({ persons }) => persons),
        ),
      };
    });
    return { kommunCode, from, to, callers };
  }
}

@Resolver(() => AuditEntry)
export class AuditEntryResolver {
  @FieldResolver(() => Namnd, { nullable: true, description: 'Nämnden som uppgifterna hör till.' })
  namnd(@Root() { namndId }: AuditRow, @Ctx() { loaders }: OperationsContext): Promise<Namnd | null> {
    return loaders.namndById.load(namndId);
  }
}

/** @throws ForbiddenError for other roles, and for a caller without a kommun. */
function ownKommun(caller: Caller): string {
  requireAccess(caller, 'AUDIT_LOG');
  return kommunOf(caller);
}

function kommunOf({ kommunCode }: Caller): string {
  if (kommunCode === null)
    throw new ForbiddenError('The log is read for the own kommun, and the caller has none.');
  return kommunCode;
}

/** What is asked for is logged, so nothing but an id may stand there. */
function ownPerson(kommunCode: string, personId: string): string {
  if (personId.startsWith(`${kommunCode}-`) && /^\d{4}-[0-9a-f]{32}$/.test(personId)) return personId;
  throw new BadInputError('"personId" is not an id of the own kommun.');
}

function trailOf({ services }: OperationsContext): PersonTrail {
  if (services.personTrail !== undefined) return services.personTrail;
  throw new ForbiddenError('This hub does not answer for single persons in the log.');
}

/** Who looks in the log is in the log: with the person's id where one was asked for. */
function noteLookAtLog(context: OperationsContext, rows: readonly AuditRow[], personId: string | null): void {
  if (personId === null && rows.length === 0) return;
  const ids = personId === null ? [] : [personId];
  noteLook(context, { entity: 'AuditEntry', kommunCode: ownKommun(context.caller), ids, fields: ['ids'] });
}

function noteLook(
  { session, caller }: OperationsContext,
  look: { entity: string; kommunCode: string; ids: readonly string[]; fields: readonly string[] },
): void {
  // The ombud answers to the kommun; of its nämnder the one in the token stands for it.
  const namndId = caller.namndId ?? `${look.kommunCode}-LSS`;
  session.recordRead({ ...look, namndId, ground: 'OWN_NAMND', uppdragId: null });
}
