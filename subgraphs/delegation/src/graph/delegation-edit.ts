import {
  BadInputError,
  type DecisionKind,
  type DecisionLevel,
  type DelegationOrderRecord,
  type DelegationPointRecord,
  decisionKindByCode,
  NotFoundError,
  parseConditions,
  type Reporting,
} from '@kommunhub/schema';
import { DateScalar, DateTimeScalar } from '@kommunhub/subgraph-kit';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import { printDelegationOrder, printOrderDocument } from '../file/index.js';
import type { HistoryRow } from '../rows/history-rows.js';
import type { OrderRow } from '../rows/order-rows.js';
import { beginEditing, editOrder } from '../store/edit-order.js';
import type { OrderAct } from '../store/store-orders.js';
import { DelegationOrder } from './delegation-order.js';
import { DecisionLevelEnum, OrderActEnum, ReportingEnum } from './enums.js';
import type { DelegationContext } from './loaders.js';

@InputType({ description: 'Ändring av en delegationspunkt; det som utelämnas står kvar, null tömmer.' })
export class PointEditInput {
  @Field(() => String, { nullable: true, description: 'Nummer.' }) number?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Ärendetyper D01-D24.' }) kinds?: string[] | null;
  @Field(() => String, { nullable: true, description: 'Ärendet med nämndens egna ord.' }) kindText?:
    | string
    | null;
  @Field(() => [String], { nullable: true, description: 'Lagrum.' }) lagrum?: string[] | null;
  @Field(() => DecisionLevelEnum, { nullable: true, description: 'Nivå.' }) level?: DecisionLevel | null;
  @Field(() => String, { nullable: true, description: 'Delegat.' }) delegate?: string | null;
  @Field(() => String, { nullable: true, description: 'Ersättare.' }) deputy?: string | null;
  @Field(() => ID, { nullable: true, description: 'Kommun vars anställda avses (KL 9 kap. 37 §).' })
  externalKommunCode?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Villkor som i filen: `TYP=värde`, med lodstreck mellan.',
  })
  conditions?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Vidaredelegation (KL 7 kap. 6 §).' })
  subDelegation?: boolean | null;
  @Field(() => ReportingEnum, { nullable: true, description: 'Anmälan.' }) reporting?: Reporting | null;
  @Field(() => String, { nullable: true, description: 'Anmärkning.' }) note?: string | null;
}

@ObjectType({ description: 'Ändring av en inläst delegationsordning.' })
export class DelegationOrderChange {
  @Field(() => Int, { description: 'Läget före ändringen.', simple: true }) revision!: number;
  @Field(() => OrderActEnum, { description: 'Vad som gjordes.', simple: true }) act!: OrderAct;
  @Field(() => DateTimeScalar, { description: 'När.', simple: true }) changedAt!: string;
  @Field({ description: 'Ordningen före ändringen, som CSV.', simple: true }) before!: string;
}

const orderIdArg = { description: 'Ordningens id.' };
const revisionArg = {
  description: 'Läget som ändringen utgår från; har någon annan ändrat sedan dess nekas den.',
};

@Resolver()
export class DelegationEditMutations {
  @Mutation(() => DelegationOrder, {
    description: 'Ärendetyp: godtar eller ändrar kopplingen av en punkt till de gemensamma ärendetyperna.',
  })
  acceptKindSuggestion(
    @Ctx() context: DelegationContext,
    @Arg('orderId', () => ID, orderIdArg) orderId: string,
    @Arg('revision', () => Int, revisionArg) revision: number,
    @Arg('ordinal', () => Int, { description: 'Punktens plats i ordningen, från 1.' }) ordinal: number,
    @Arg('kinds', () => [ID], { description: 'Ärendetyper D01-D24.' }) kinds: string[],
  ): Promise<OrderRow | null> {
    const change = (order: DelegationOrderRecord) => withPoint(order, ordinal, { kinds: kindsOf(kinds) });
    return edited(context, { orderId, revision, act: 'KINDS_ACCEPTED', change });
  }

  @Mutation(() => DelegationOrder, {
    description:
      'Delegationspunkt: rättar en punkt. Vad nämnden beslutar på nytt läses in som en ny version.',
  })
  editDelegationPoint(
    @Ctx() context: DelegationContext,
    @Arg('orderId', () => ID, orderIdArg) orderId: string,
    @Arg('revision', () => Int, revisionArg) revision: number,
    @Arg('ordinal', () => Int, { description: 'Punktens plats i ordningen, från 1.' }) ordinal: number,
    @Arg('input', () => PointEditInput) input: PointEditInput,
  ): Promise<OrderRow | null> {
    const change = (order: DelegationOrderRecord) => withPoint(order, ordinal, changesOf(input));
    return edited(context, { orderId, revision, act: 'EDITED', change });
  }

  @Mutation(() => DelegationOrder, {
    description: 'Delegationsordning: sätter sista giltighetsdag; utan dag gäller den tills vidare.',
  })
  endDelegationOrder(
    @Ctx() context: DelegationContext,
    @Arg('orderId', () => ID, orderIdArg) orderId: string,
    @Arg('revision', () => Int, revisionArg) revision: number,
    @Arg('validTo', () => DateScalar, { nullable: true, description: 'Sista dag.' }) validTo: string | null,
  ): Promise<OrderRow | null> {
    const change = (order: DelegationOrderRecord) => ({ ...order, validTo: validTo ?? null });
    return edited(context, { orderId, revision, act: 'ENDED', change });
  }
}

@Resolver(() => DelegationOrder)
export class OrderPrintResolver {
  @FieldResolver(() => String, {
    description: 'Ordningen i det fasta filformatet; inläst igen ändrar den inget.',
  })
  async csv(@Root() row: OrderRow, @Ctx() { loaders }: DelegationContext): Promise<string> {
    const points = await loaders.pointsOfOrder.load(row.id);
    return printDelegationOrder({ ...row, points, namnd: row.namndId });
  }

  @FieldResolver(() => String, {
    description: 'Ordningen som dokument att skriva ut eller publicera (HTML).',
  })
  async document(@Root() row: OrderRow, @Ctx() { loaders }: DelegationContext): Promise<string> {
    const points = await loaders.pointsOfOrder.load(row.id);
    return printOrderDocument({ ...row, points, namnd: row.namndId }, row.namndName);
  }

  @FieldResolver(() => [DelegationOrderChange], {
    description: 'Ändringar av den inlästa ordningen, senaste först.',
  })
  history(@Root() { id }: OrderRow, @Ctx() { loaders }: DelegationContext): Promise<readonly HistoryRow[]> {
    return loaders.historyOfOrder.load(id);
  }
}

@Resolver(() => DelegationOrderChange)
export class OrderChangeResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Vem; visas för den egna nämnden.' })
  changedBy(@Root() { namndId, subject }: HistoryRow, @Ctx() { caller }: DelegationContext): string | null {
    // The order is a public document, who works with it is not.
    return caller.namndId === namndId ? subject : null;
  }
}

interface Edit {
  readonly orderId: string;
  readonly revision: number;
  readonly act: OrderAct;
  change(order: DelegationOrderRecord): DelegationOrderRecord;
}

async function edited(
  { caller, session, services, loaders }: DelegationContext,
  edit: Edit,
): Promise<OrderRow | null> {
  const manager = await beginEditing(session, caller);
  const id = await editOrder(manager, caller, { ...edit, at: services.clock() });
  return loaders.orderById.load(id);
}

function withPoint(
  order: DelegationOrderRecord,
  ordinal: number,
  changes: Partial<DelegationPointRecord>,
): DelegationOrderRecord {
  if (!order.points.some((point) => point.ordinal === ordinal)) {
    throw new NotFoundError('The order has no point in this place.');
  }
  const points = order.points.map((point) => (point.ordinal === ordinal ? { ...point, ...changes } : point));
  return { ...order, points };
}

function kindsOf(codes: readonly string[]): readonly DecisionKind[] {
  const kinds = codes.map(decisionKindByCode);
  if (kinds.includes(undefined)) throw new BadInputError('Each kind is one of D01 to D24.');
  return [...new Set(kinds as DecisionKind[])];
}

/** Left out means unchanged; null empties what may be empty. */
function changesOf(input: PointEditInput): Partial<DelegationPointRecord> {
  const { kinds, conditions, lagrum, number, level, subDelegation, reporting, ...texts } = input;
  const given = Object.fromEntries(Object.entries({ ...texts }).filter(([, value]) => value !== undefined));
  return {
    ...given,
    ...(number != null && { number }),
    ...(level != null && { level }),
    ...(subDelegation != null && { subDelegation }),
    ...(reporting != null && { reporting }),
    ...(kinds !== undefined && { kinds: kindsOf(kinds ?? []) }),
    ...(lagrum !== undefined && { lagrum: lagrum ?? [] }),
    ...(conditions !== undefined && { conditions: conditionsIn(conditions ?? '') }),
  };
}

function conditionsIn(text: string): DelegationPointRecord['conditions'] {
  const { conditions, faults } = parseConditions(text);
  if (faults.length > 0) throw new BadInputError(`conditions: ${faults[0]!.message}`, { faults });
  return conditions;
}
