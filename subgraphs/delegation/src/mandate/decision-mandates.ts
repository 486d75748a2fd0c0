import { type DecisionMandate, isWithin, mandateOfDecision, type RecordedDecision } from '@kommunhub/schema';
import type { DelegationLoaders } from '../graph/loaders.js';
import { agreementsFor, authorityOf, rulingOrder } from './mandate-desk.js';

/** A decision as the graph or the book hands it over: who is employed where is found out here. */
export interface DecisionToCheck extends Omit<RecordedDecision, 'servedKommunCodes' | 'employerKommunCode'> {
  readonly namndId: string;
  readonly decidedById: string | null;
}

export interface CheckedMandate extends DecisionMandate {
  readonly orderId: string | null;
}

/**
 * The mandate of a recorded decision by the home nämnd's order on its day.
 *
 * However many are checked in one fetch, orders, points, uppdrag and
 * agreements are read once each. Nothing is stored: an order that changes
 * changes the answer to the next question.
 */
export async function checkMandate(
  loaders: DelegationLoaders,
  decision: DecisionToCheck,
): Promise<CheckedMandate | null> {
  if (decision.kind === 'OKAND') return null;
  const { kommunCode, namndId, decidedOn } = decision;
  const [authority, employerKommunCode] = await Promise.all([
    authorityOf(loaders, kommunCode, namndId, decidedOn),
    employerOf(loaders, decision),
  ]);
  const kinds = [decision.kind, ...decision.extraKinds];
  const [ruling, agreements] = await Promise.all([
    rulingOrder(loaders, authority, decidedOn, kinds),
    agreementsFor(loaders, kommunCode, employerKommunCode),
  ]);
  const servedKommunCodes = authority?.servedKommunCodes ?? [kommunCode];
  const mandate = mandateOfDecision(
    { ...decision, servedKommunCodes, employerKommunCode },
    ruling,
    agreements,
  );
  return mandate && { ...mandate, orderId: ruling?.order.id ?? null };
}

async function employerOf(
  loaders: DelegationLoaders,
  { namndId, decidedById, decidedOn }: DecisionToCheck,
): Promise<string | null> {
  if (decidedById === null) return null;
  const staff = await loaders.externalStaffOfNamnd.load(namndId);
  const external = staff.find(
    ({ handlaggareId, from, to }) => handlaggareId === decidedById && isWithin(decidedOn, from, to),
  );
  return external?.employerKommunCode ?? null;
}
