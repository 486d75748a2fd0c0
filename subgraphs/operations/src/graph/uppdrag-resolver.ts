import { randomUUID } from 'node:crypto';
import { BadInputError, dayInStockholm, ForbiddenError, NotFoundError } from '@kommunhub/schema';
import { type ReferenceKommun, referenceKommun, requireAccess } from '@kommunhub/subgraph-kit';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { listAgreements } from '../rows/agreement-rows.js';
import { endUppdrag, insertUppdrag, listUppdrag, type UppdragRow } from '../rows/uppdrag-rows.js';
import { judgeUppdrag, type UppdragState, uppdragState } from '../rules/judge-uppdrag.js';
import { UppdragStateEnum } from './enums.js';
import { Kommun, Namnd } from './kommun.js';
import type { OperationsContext } from './loaders.js';
import { nameOfActor, ownGrant } from './own-grant.js';
import { Uppdrag, UppdragInput } from './uppdrag.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

@Resolver(() => Uppdrag)
export class UppdragResolver {
  @Query(() => [Uppdrag], {
    description: 'Uppdrag som den egna nämnden har gett (KL 9 kap. 37 §), för chef; senast givna först.',
  })
  uppdrag(
    @Ctx() { caller, session, services }: OperationsContext,
    @Arg('includeEnded', () => Boolean, {
      defaultValue: false,
      description: 'Även uppdrag som är slut eller återkallade.',
    })
    includeEnded: boolean,
  ): Promise<UppdragRow[]> {
    requireAccess(caller, 'AGREEMENT_CONTROL');
    const { namndId } = ownGrant(caller);
    return listUppdrag(session, { namndId, includeEnded, today: dayInStockholm(services.clock()) });
  }

  @Mutation(() => Uppdrag, {
    description:
      'Uppdrag: ges av den egna nämnden, under ett daterat avtal som omfattar uppgiften (KL 9 kap. 37 §). Loggas.',
  })
  async grantUppdrag(
    @Ctx() { caller, session, services }: OperationsContext,
    @Arg('input', () => UppdragInput) input: UppdragInput,
  ): Promise<UppdragRow> {
    requireAccess(caller, 'AGREEMENT_CONTROL');
    const { namndId, kommunCodes } = ownGrant(caller);
    if ((input.namndId ?? namndId) !== namndId) {
      throw new ForbiddenError('Only the home nämnd itself grants an uppdrag.');
    }
    const now = services.clock();
    const request = {
      ...{ kommunCode: input.kommunCode, performingKommunCode: input.performingKommunCode, task: input.task },
      ...{ validFrom: input.validFrom, validTo: input.validTo ?? null },
      holderIssuer: stated(input.holderIssuer),
      holderSubject: stated(input.holderSubject),
      holderFunction: stated(input.holderFunction),
      note: stated(input.note),
    };
    const agreements = await listAgreements(session, null);
    const around = { today: dayInStockholm(now), servedKommuner: kommunCodes, agreements };
    const faults = judgeUppdrag(request, around);
    if (faults.length > 0) {
      throw new BadInputError(`The uppdrag cannot be granted: ${faults.length} faults.`, { faults });
    }
    const id = randomUUID();
    const staffKey = stated(input.staffKey);
    const keys = await session.keys(namndId);
    const row = await insertUppdrag(session, {
      ...request,
      ...{ id, homeNamndId: namndId, homeKommunCode: request.kommunCode },
      ...{ grantedBy: nameOfActor(caller), grantedAt: now.toISOString() },
      staffKeyCipher:
        staffKey === null ? null : keys.encrypt('hub.uppdrag', id, 'staff_key_cipher', staffKey),
    });
    logAct(session, row, 'granted');
    return row;
  }

  @Mutation(() => Uppdrag, {
    description: 'Uppdrag: återkallas av nämnden som gav det; åtkomsten upphör genast. Loggas.',
  })
  async revokeUppdrag(
    @Ctx() { caller, session, services }: OperationsContext,
    @Arg('id', () => ID) id: string,
  ): Promise<UppdragRow> {
    requireAccess(caller, 'AGREEMENT_CONTROL');
    ownGrant(caller);
    const act = { id, at: services.clock(), by: nameOfActor(caller) };
    const row = uuid.test(id) ? await endUppdrag(session, act) : null;
    if (row === null) throw new NotFoundError('The own nämnd has no uppdrag in force with this id.');
    logAct(session, row, 'revoked');
    return row;
  }

  @FieldResolver(() => Namnd, { nullable: true, description: 'Hemnämnd: den som gett uppdraget.' })
  homeNamnd(
    @Root() { homeNamndId }: UppdragRow,
    @Ctx() { loaders }: OperationsContext,
  ): Promise<Namnd | null> {
    return loaders.namndById.load(homeNamndId);
  }

  @FieldResolver(() => Kommun, { nullable: true, description: 'Hemkommun.' })
  homeKommun(@Root() { homeKommunCode }: UppdragRow): ReferenceKommun | null {
    return referenceKommun(homeKommunCode);
  }

  @FieldResolver(() => Kommun, { nullable: true, description: 'Utförande kommun.' })
  performingKommun(@Root() { performingKommunCode }: UppdragRow): ReferenceKommun | null {
    return referenceKommun(performingKommunCode);
  }

  @FieldResolver(() => UppdragStateEnum, { description: 'Vad uppdraget ger i dag, med avtalen som de är.' })
  async state(
    @Root() row: UppdragRow,
    @Ctx() { loaders, services }: OperationsContext,
  ): Promise<UppdragState> {
    return uppdragState(row, await loaders.allAgreements(), dayInStockholm(services.clock()));
  }
}

/** A text that says something; blanks are nothing. */
function stated(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

function logAct(session: OperationsContext['session'], row: UppdragRow, act: 'granted' | 'revoked'): void {
  session.recordRead({
    ...{ entity: 'Uppdrag', namndId: row.homeNamndId, kommunCode: row.homeKommunCode },
    ...{ ids: [row.id], fields: [act] },
  });
}
