import { coversTask, type UppdragTask } from '@kommunhub/schema';

/** Subjects of joint work. */
export const subjects = ['LSS', 'SJUKLON'] as const;
export type Subject = (typeof subjects)[number];

const taskOfSubject: Readonly<Record<Subject, UppdragTask>> = { LSS: 'LSS_HANDLAGGNING', SJUKLON: 'SJUKLON' };

export interface AgreementInForce {
  readonly homeKommunCode: string;
  readonly performingKommunCode: string;
  readonly kinds: readonly string[];
}

/** Codes of the kommuner that take part in the subject: home or performing kommun of an agreement about it. */
export function participatingKommuner(
  agreements: readonly AgreementInForce[],
  subject: Subject,
): ReadonlySet<string> {
  const about = agreements.filter(({ kinds }) => coversTask(kinds, taskOfSubject[subject]));
  return new Set(
    about.flatMap(({ homeKommunCode, performingKommunCode }) => [homeKommunCode, performingKommunCode]),
  );
}
