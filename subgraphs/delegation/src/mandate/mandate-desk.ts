import {
  type AgreementParties,
  BadInputError,
  type DecisionKind,
  type MandateAnswer,
  type MandateQuestion,
  mayDecide,
  type OrderWithPoints,
  orderInForce,
} from '@kommunhub/schema';
import type { DelegationLoaders } from '../graph/loaders.js';
import type { AuthorityRow, VersionHead } from '../rows/authority-rows.js';

/** The order that rules, with its id; null where none does. */
export type Ruling = (OrderWithPoints & { readonly order: VersionHead & OrderWithPoints['order'] }) | null;

export type DeskQuestion = Omit<MandateQuestion, 'servedKommunCodes'> & { readonly namndId: string | null };

export interface DeskAnswer extends MandateAnswer {
  readonly orderId: string | null;
}

/**
 * Answers questions of mandate from the orders stored: one statement for the
 * orders of all questions, one for their points and one for agreements.
 *
 * @throws BadInputError when the kommun has several nämnder with an order in force and none was named.
 */
export async function answerQuestion(
  loaders: DelegationLoaders,
  question: DeskQuestion,
): Promise<DeskAnswer> {
  const { kommunCode, namndId, on, employerKommunCode, kind } = question;
  const authority = await authorityOf(loaders, kommunCode, namndId, on);
  const servedKommunCodes = authority?.servedKommunCodes ?? [kommunCode];
  const [ruling, agreements] = await Promise.all([
    rulingOrder(loaders, authority, on, [kind]),
    agreementsFor(loaders, kommunCode, employerKommunCode),
  ]);
  const answer = mayDecide({ ...question, servedKommunCodes }, ruling, agreements);
  return { ...answer, orderId: answer.version === null ? null : (ruling?.order.id ?? null) };
}

/** The nämnd whose decision it is; null when the hub knows none for the kommun. */
export async function authorityOf(
  loaders: DelegationLoaders,
  kommunCode: string,
  namndId: string | null,
  on: string,
): Promise<AuthorityRow | null> {
  const authorities = await loaders.authoritiesOfKommun.load(kommunCode);
  if (namndId !== null) {
    const named = authorities.find((authority) => authority.namndId === namndId);
    if (named === undefined)
      throw new BadInputError(`The nämnd ${namndId} does not serve the kommun ${kommunCode}.`);
    return named;
  }
  const ruled = authorities.filter(({ orders }) => orderInForce(orders, on) !== null);
  if (ruled.length > 1) {
    const ids = ruled.map((authority) => authority.namndId).join(', ');
    throw new BadInputError(
      `The kommun ${kommunCode} has several nämnder with an order in force; name one as namndId: ${ids}.`,
    );
  }
  return ruled[0] ?? authorities[0] ?? null;
}

/** The nämnd's order in force on the day with its points of the kinds. */
export async function rulingOrder(
  loaders: DelegationLoaders,
  authority: Pick<AuthorityRow, 'orders'> | null,
  on: string,
  kinds: readonly DecisionKind[],
): Promise<Ruling> {
  const ruling = orderInForce(authority?.orders ?? [], on);
  if (ruling === null) return null;
  const points = await Promise.all(
    kinds.map((kind) => loaders.pointsOfKind.load({ orderId: ruling.order.id, kind })),
  );
  const byOrdinal = new Map(points.flat().map((point) => [point.ordinal, point]));
  return { ...ruling, order: { ...ruling.order, points: [...byOrdinal.values()] } };
}

/** Agreements that could let an employee of elsewhere decide; none are read for the kommun's own. */
export async function agreementsFor(
  loaders: DelegationLoaders,
  kommunCode: string,
  employerKommunCode: string | null,
): Promise<readonly AgreementParties[]> {
  return employerKommunCode === null || employerKommunCode === kommunCode
    ? []
    : loaders.agreementsOfHome.load(kommunCode);
}
