/**
 * Who sees which rows, worked out from plain facts and from nothing of the
 * hub's own code: written apart from the policy, to be compared with it.
 */
export interface Facts {
  readonly namnder: readonly { readonly id: string; readonly kommuner: readonly string[] }[];
  readonly cases: readonly CaseFact[];
  readonly agreements: readonly AgreementFact[];
  readonly uppdrag: readonly UppdragFact[];
  /** Nämnder whose sample of the month is drawn; `inSample` says of a case whether it is in it. */
  readonly drawn: readonly string[];
  readonly inSample: (caseId: string, month: string) => boolean;
}

export interface CaseFact {
  readonly id: string;
  readonly kommun: string;
  readonly namnd: string;
  readonly person: string;
  /** The handläggare's key in the nämnd's system; null in the queue. */
  readonly staff: string | null;
  readonly isClosed: boolean;
  readonly decisions: readonly {
    readonly id: string;
    readonly level: string | null;
    readonly isSjuklon: boolean;
  }[];
}

export interface AgreementFact {
  readonly home: string;
  readonly performing: string;
  readonly kinds: readonly string[];
  readonly from: string;
  readonly to: string | null;
}

export interface UppdragFact {
  readonly namnd: string;
  readonly home: string;
  readonly performing: string;
  readonly holder: { readonly subject: string } | { readonly function: string };
  readonly task: 'LSS_HANDLAGGNING' | 'SJUKLON';
  readonly staff: string | null;
  readonly from: string;
  readonly to: string | null;
  readonly isRevoked: boolean;
}

export interface Asking {
  readonly role: string;
  readonly subject: string;
  readonly kommun: string | null;
  readonly namnd: string | null;
  readonly staff: string | null;
  readonly functions: readonly string[];
  readonly hasBrokenGlass: boolean;
}

export interface Seen {
  readonly cases: string[];
  readonly persons: string[];
  readonly decisions: string[];
}

const holds = (from: string, to: string | null, day: string) => from <= day && (to === null || day <= to);

export function rowsByHand(facts: Facts, asking: Asking, day: string): Seen {
  const inForce = uppdragOf(facts, asking, day);
  const own = ownNamnd(facts, asking);
  const seen = facts.cases.filter((one) => seesCase(facts, asking, day, one, own, inForce));
  const decisions = seen.flatMap((one) =>
    one.decisions.filter(
      ({ isSjuklon }) =>
        !isSjuklon ||
        one.namnd === own ||
        inForce.some(
          ({ task, namnd, home }) => task === 'SJUKLON' && namnd === one.namnd && home === one.kommun,
        ),
    ),
  );
  return {
    cases: seen.map(({ id }) => id).sort(),
    persons: [...new Set(seen.map(({ person }) => person))].sort(),
    decisions: decisions.map(({ id }) => id).sort(),
  };
}

function ownNamnd({ namnder }: Facts, { kommun, namnd }: Asking): string | null {
  const said = namnder.find(({ id }) => id === namnd);
  return said && kommun !== null && said.kommuner.includes(kommun) ? said.id : null;
}

function uppdragOf(facts: Facts, asking: Asking, day: string): readonly UppdragFact[] {
  if (asking.role !== 'handlaggare') return [];
  return facts.uppdrag.filter((uppdrag) => {
    const isHolder =
      'subject' in uppdrag.holder
        ? uppdrag.holder.subject === asking.subject
        : asking.functions.includes(uppdrag.holder.function);
    const isAgreed = facts.agreements.some(
      (agreement) =>
        agreement.home === uppdrag.home &&
        agreement.performing === uppdrag.performing &&
        holds(agreement.from, agreement.to, day) &&
        agreement.kinds.some((kind) => (kind === 'D05') === (uppdrag.task === 'SJUKLON')),
    );
    const isInForce = !uppdrag.isRevoked && holds(uppdrag.from, uppdrag.to, day);
    return isHolder && isAgreed && isInForce && uppdrag.performing === asking.kommun;
  });
}

function seesCase(
  facts: Facts,
  asking: Asking,
  day: string,
  one: CaseFact,
  own: string | null,
  inForce: readonly UppdragFact[],
): boolean {
  const isQueued = one.staff === null && !one.isClosed;
  const isOfUppdrag = inForce.some(
    ({ task, namnd, home, staff }) =>
      task === 'LSS_HANDLAGGNING' &&
      namnd === one.namnd &&
      home === one.kommun &&
      (isQueued || (staff !== null && staff === one.staff)),
  );
  if (isOfUppdrag) return true;
  if (one.namnd !== own) return false;
  switch (asking.role) {
    case 'chef':
      return true;
    case 'handlaggare':
      return asking.hasBrokenGlass || isQueued || (asking.staff !== null && asking.staff === one.staff);
    case 'kvalitet':
      return facts.drawn.includes(own) && facts.inSample(one.id, day.slice(0, 7));
    case 'namnd':
      return one.decisions.some(({ level }) =>
        ['ORDFORANDE', 'ORDFORANDE_BRADSKANDE', 'UTSKOTT', 'NAMND'].includes(level ?? ''),
      );
    default:
      return false;
  }
}
