/**
 * Who sees what, written down by hand from `domain.md` 1.3 and 6.4 and apart
 * from the policy: the matrix test compares every answer with it.
 */
export interface Asker {
  readonly name: string;
  readonly role: string;
  readonly purpose: string | null;
  readonly hasBrokenGlass?: boolean;
}

/** Everyone who asks, for every purpose there is and for none. */
export const askers: readonly Asker[] = [
  ...[
    'handlaggare',
    'sjuklonehandlaggare',
    'chef',
    'kvalitet',
    'namnd',
    'revisor',
    'it',
    'region',
    'bi',
    'dataskyddsombud',
    'service',
  ].flatMap((role) =>
    ['HANDLAGGNING', 'UPPFOLJNING', 'STATISTIK', 'TILLSYN', 'TEKNIK', null].map((purpose) => ({
      name: `${role} for ${purpose ?? 'no purpose'}`,
      role,
      purpose,
    })),
  ),
  {
    name: 'handlaggare with broken glass',
    role: 'handlaggare',
    purpose: 'HANDLAGGNING',
    hasBrokenGlass: true,
  },
];

export interface Placement {
  /** Whose case: the own nämnd's, one's under an uppdrag, or nobody's that the asker works for. */
  readonly of: 'own' | 'agreement' | 'other';
  readonly assigned: 'mine' | 'colleague' | 'queue';
  readonly protection: 'INGEN' | 'SEKRETESSMARKERING' | 'FINGERADE_UPPGIFTER';
}

/** The code that every question about persons is refused with; null where it is answered. */
export function refusalOf({ role, purpose }: Asker): 'FORBIDDEN' | 'PURPOSE_REQUIRED' | null {
  const purposes: Record<string, readonly string[]> = {
    handlaggare: ['HANDLAGGNING'],
    sjuklonehandlaggare: ['HANDLAGGNING'],
    chef: ['HANDLAGGNING', 'UPPFOLJNING'],
    kvalitet: ['UPPFOLJNING'],
    namnd: ['HANDLAGGNING'],
  };
  const allowed = purposes[role];
  if (allowed === undefined) return 'FORBIDDEN';
  return allowed.includes(purpose ?? '') ? null : 'PURPOSE_REQUIRED';
}

/** Looking persons up is for those who handle cases, while they do. */
export function lookupRefusalOf(asker: Asker): 'FORBIDDEN' | 'PURPOSE_REQUIRED' | null {
  if (!['handlaggare', 'sjuklonehandlaggare', 'chef'].includes(asker.role)) return 'FORBIDDEN';
  return asker.purpose === 'HANDLAGGNING' ? null : 'PURPOSE_REQUIRED';
}

/** Filters on personkrets, insats and outcome are for follow-up. */
export function followUpRefusalOf(asker: Asker): 'FORBIDDEN' | 'PURPOSE_REQUIRED' | null {
  const refusal = refusalOf(asker);
  if (refusal !== null) return refusal;
  if (!['chef', 'kvalitet'].includes(asker.role)) return 'FORBIDDEN';
  return asker.purpose === 'UPPFOLJNING' ? null : 'PURPOSE_REQUIRED';
}

/** Whether the asker sees the case. In these tests every case of a colleague has a decision of the nämnd itself. */
export function seesCase(asker: Asker, { of, assigned }: Placement): boolean {
  if (refusalOf(asker) !== null || of === 'other') return false;
  const isOnWorkList = assigned === 'mine' || assigned === 'queue';
  switch (asker.role) {
    case 'handlaggare':
      return isOnWorkList || (of === 'own' && asker.hasBrokenGlass === true);
    case 'chef':
    case 'kvalitet':
      return of === 'own';
    case 'namnd':
      return of === 'own' && assigned === 'colleague';
    default:
      return false;
  }
}

const identity = ['Person.personnummer', 'Person.name'];
const leading = [
  'Decision.insatsText',
  'Decision.outcomeText',
  'Decision.extraKinds',
  'Execution.provider',
  'Execution.executingKommun',
];
const sensitive = ['Person.personkrets'];

/** Every field that the matrix knows; one of the graph's that is missing here fails the test. */
export const protectedFields: readonly string[] = [...identity, ...leading, ...sensitive];

/** Whether the asker who sees the row sees the field of it. */
export function seesField(asker: Asker, { of, protection }: Placement, field: string): boolean {
  if (sensitive.includes(field)) return asker.role !== 'sjuklonehandlaggare';
  if (asker.role === 'kvalitet') return false;
  const isOfGroup = of === 'own' && asker.role !== 'namnd' && asker.hasBrokenGlass !== true;
  return isOfGroup || protection !== 'SEKRETESSMARKERING';
}
