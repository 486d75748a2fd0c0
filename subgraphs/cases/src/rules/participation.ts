/** Subjects of joint work, by the decision kinds that an agreement must cover one of. */
export const subjects = ['LSS', 'SJUKLON'] as const;
export type Subject = (typeof subjects)[number];

export interface AgreementInForce {
  readonly homeKommunCode: string;
  readonly performingKommunCode: string;
  readonly kinds: readonly string[];
}

const sjuklon = 'D05';

/** Whether an agreement on the kinds is about the subject: LSS is every kind but sjuklön. */
export function coversSubject(kinds: readonly string[], subject: Subject): boolean {
  return kinds.some((kind) => (kind === sjuklon) === (subject === 'SJUKLON'));
}

/** Codes of the kommuner that take part in the subject: home or performing kommun of an agreement about it. */
export function participatingKommuner(
  agreements: readonly AgreementInForce[],
  subject: Subject,
): ReadonlySet<string> {
  const about = agreements.filter(({ kinds }) => coversSubject(kinds, subject));
  return new Set(
    about.flatMap(({ homeKommunCode, performingKommunCode }) => [homeKommunCode, performingKommunCode]),
  );
}
