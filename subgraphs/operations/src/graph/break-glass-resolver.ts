import { randomUUID } from 'node:crypto';
import {
  BadInputError,
  type Caller,
  type Fault,
  ForbiddenError,
  type Grant,
  NotFoundError,
} from '@kommunhub/schema';
import { CursorCodec, ListSize, pageOf, requireAccess, startOfPage } from '@kommunhub/subgraph-kit';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  type BreakGlassRow,
  countBreakGlass,
  insertBreakGlass,
  listBreakGlass,
  reviewBreakGlass,
} from '../rows/break-glass-rows.js';
import { BreakGlassEvent, BreakGlassEventConnection, BreakGlassInput } from './break-glass.js';
import type { OperationsContext } from './loaders.js';
import { nameOfActor, ownGrant, ownKommunOf } from './own-grant.js';
import { Viewer, viewerOf } from './viewer.js';

/** How long broken glass stays open. */
const HOUR_MS = 3_600_000;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

@Resolver(() => BreakGlassEvent)
export class BreakGlassResolver {
  @Mutation(() => Viewer, {
    description:
      'Nödöppning: den egna nämndens alla ärenden i en timme. Kräver skäl, loggas med grunden BREAK_GLASS och anmäls till chefen. Skyddade uppgifter förblir undanhållna.',
  })
  async breakGlass(
    @Ctx() { caller, session, services }: OperationsContext,
    @Arg('input', () => BreakGlassInput) input: BreakGlassInput,
  ): Promise<Viewer> {
    requireAccess(caller, 'BREAK_GLASS');
    const own = ownGrant(caller);
    refuseOther(input, own);
    const reason = statedReason(input.reason);
    const now = services.clock();
    const id = randomUUID();
    const kommunCode = input.kommunCode ?? ownKommunOf(caller, own);
    const keys = await session.keys(own.namndId);
    const until = new Date(now.getTime() + HOUR_MS).toISOString();
    await insertBreakGlass(session, {
      ...{ id, namndId: own.namndId, kommunCode },
      ...{ issuer: caller.issuer, subject: caller.subject, role: caller.role },
      reasonCipher: keys.encrypt('hub.break_glass', id, 'reason_cipher', reason),
      ...{ openedAt: now.toISOString(), expiresAt: until },
    });
    session.recordRead({
      ...{ entity: 'BreakGlass', namndId: own.namndId, kommunCode, ground: 'BREAK_GLASS' },
      ...{ ids: [id], fields: ['opened'] },
    });
    return viewerOf(withBrokenGlass(caller, own, until));
  }

  @ListSize({ argument: 'first', fields: ['nodes', 'edges'] })
  @Query(() => BreakGlassEventConnection, {
    description: 'Nödöppningar i den egna nämnden, senaste först, för chef.',
  })
  async breakGlassEvents(
    @Ctx() { caller, session, services }: OperationsContext,
    @Arg('unreviewedOnly', () => Boolean, {
      defaultValue: false,
      description: 'Endast de som ingen chef har granskat.',
    })
    unreviewedOnly: boolean,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
  ) {
    requireAccess(caller, 'BREAK_GLASS_EVENTS');
    const { namndId } = ownGrant(caller);
    const selection = { namndId, unreviewedOnly };
    const codec = new CursorCodec(services.keyRing.derive('cursors'));
    const list = `break-glass of ${namndId} ${unreviewedOnly}`;
    const request = { first: first ?? 50, after, codec, list };
    const { position, limit } = startOfPage(request);
    const [openedAt = '', id = ''] = position ?? [];
    const place = position === null ? null : { openedAt, id };
    const rows = await listBreakGlass(session, selection, place, limit);
    const page = pageOf(
      request,
      rows,
      (row) => [row.openedAt, row.id],
      (row) => row,
      () => countBreakGlass(session, selection),
    );
    return new BreakGlassEventConnection(page);
  }

  @Mutation(() => BreakGlassEvent, {
    description: 'Granskning: en chef har granskat en nödöppning som någon annan gjort. Loggas.',
  })
  async reviewBreakGlass(
    @Ctx() { caller, session, services }: OperationsContext,
    @Arg('id', () => ID) id: string,
  ): Promise<BreakGlassRow> {
    requireAccess(caller, 'BREAK_GLASS_EVENTS');
    ownGrant(caller);
    const act = { id, at: services.clock(), by: nameOfActor(caller) };
    const row = uuid.test(id) ? await reviewBreakGlass(session, act) : null;
    if (row === null) {
      throw new NotFoundError(
        'Nothing of the own nämnd that somebody else opened is left to review under this id.',
      );
    }
    const { namndId, kommunCode } = row;
    session.recordRead({ entity: 'BreakGlass', namndId, kommunCode, ids: [row.id], fields: ['reviewed'] });
    return row;
  }

  @FieldResolver(() => String, { description: 'Skäl, som den som öppnade angav det.' })
  async reason(@Root() row: BreakGlassRow, @Ctx() { session }: OperationsContext): Promise<string> {
    const keys = await session.keys(row.namndId);
    return keys.decrypt('hub.break_glass', row.id, 'reason_cipher', row.reasonCipher);
  }
}

function refuseOther({ kommunCode, namndId }: BreakGlassInput, own: Grant): void {
  const isOwn = (namndId ?? own.namndId) === own.namndId;
  if (!isOwn || (kommunCode != null && !own.kommunCodes.includes(kommunCode))) {
    throw new ForbiddenError('Glass is broken in the own nämnd only.');
  }
}

function statedReason(text: string): string {
  const reason = text.trim().normalize('NFC');
  if (reason.length >= 10 && reason.length <= 1000) return reason;
  const fault: Fault = {
    ...{ path: 'reason', code: 'REASON_LENGTH' },
    message: 'The reason must have between 10 and 1000 characters.',
  };
  throw new BadInputError('The glass cannot be broken without a reason.', { faults: [fault] });
}

/** The caller as it will be from the next request on. */
function withBrokenGlass(caller: Caller, own: Grant, until: string): Caller {
  const broken: Grant = { ...own, ground: 'BREAK_GLASS', scope: 'ALL', until };
  return { ...caller, grants: caller.grants.map((grant) => (grant === own ? broken : grant)) };
}
