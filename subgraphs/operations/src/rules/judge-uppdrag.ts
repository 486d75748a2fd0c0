import {
  befattningTerms,
  type CalendarDate,
  containsPersonnummer,
  coversTask,
  type Fault,
  kommunByCode,
  type UppdragTask,
} from '@kommunhub/schema';

/** What a chef asks to be granted. */
export interface UppdragRequest {
  readonly kommunCode: string;
  readonly performingKommunCode: string;
  readonly task: UppdragTask;
  readonly holderIssuer: string | null;
  readonly holderSubject: string | null;
  readonly holderFunction: string | null;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
  readonly note: string | null;
}

export interface DatedAgreement {
  readonly homeKommunCode: string;
  readonly performingKommunCode: string;
  readonly kindCodes: readonly string[];
  readonly validFrom: string;
  readonly validTo: string | null;
}

/**
 * Everything that stands against the uppdrag, all at once; empty when it can be
 * granted. It needs a dated agreement that covers the task on its first day
 * (KL 9 kap. 37 §); where the agreement ends before the uppdrag, so does the access.
 */
export function judgeUppdrag(
  request: UppdragRequest,
  around: {
    readonly today: CalendarDate;
    /** Kommuner that the granting nämnd serves. */
    readonly servedKommuner: readonly string[];
    readonly agreements: readonly DatedAgreement[];
  },
): Fault[] {
  const faults: Fault[] = [];
  const add = (path: string, code: string, message: string) => faults.push({ path, code, message });
  if (!around.servedKommuner.includes(request.kommunCode)) {
    add('kommunCode', 'KOMMUN_NOT_OWN', 'The home kommun must be one that the own nämnd serves.');
  }
  if (kommunByCode(request.performingKommunCode) === undefined) {
    add('performingKommunCode', 'KOMMUN_UNKNOWN', 'The performing kommun must be a kommun code.');
  } else if (request.performingKommunCode === request.kommunCode) {
    add('performingKommunCode', 'KOMMUN_OWN', 'The own employees need no uppdrag.');
  }
  judgeHolder(request, add);
  if (request.validTo !== null && request.validTo < request.validFrom) {
    add('validTo', 'DATES_REVERSED', 'The last day must not be before the first.');
  } else if (request.validTo !== null && request.validTo < around.today) {
    add('validTo', 'ALREADY_ENDED', 'The last day has passed.');
  }
  // The note is stored as it is written, and an uppdrag is never about one person.
  if (request.note !== null && containsPersonnummer(request.note, around.today)) {
    add('note', 'NOTE_HOLDS_NUMBER', 'The note must not hold a personnummer.');
  }
  if (!around.agreements.some((agreement) => covers(agreement, request))) {
    add(
      'task',
      'AGREEMENT_MISSING',
      'No agreement between the two kommuner covers the task on the first day; make the agreement first.',
    );
  }
  return faults;
}

type Add = (path: string, code: string, message: string) => void;

function judgeHolder({ holderIssuer, holderSubject, holderFunction }: UppdragRequest, add: Add): void {
  const isPerson = holderIssuer !== null || holderSubject !== null;
  if (isPerson === (holderFunction !== null)) {
    add('holderSubject', 'HOLDER_UNCLEAR', 'The holder is either issuer and subject, or a function.');
    return;
  }
  if (isPerson && (holderIssuer === null || holderSubject === null)) {
    const path = holderIssuer === null ? 'holderIssuer' : 'holderSubject';
    add(path, 'HOLDER_INCOMPLETE', 'A person is named by both issuer and subject.');
  }
  if (holderFunction !== null && !Object.hasOwn(befattningTerms, holderFunction)) {
    add('holderFunction', 'FUNCTION_UNKNOWN', 'The function must be a Befattning.');
  }
}

function covers(agreement: DatedAgreement, request: Omit<UppdragRequest, 'note'>): boolean {
  return (
    agreement.homeKommunCode === request.kommunCode &&
    agreement.performingKommunCode === request.performingKommunCode &&
    coversTask(agreement.kindCodes, request.task) &&
    agreement.validFrom <= request.validFrom &&
    (agreement.validTo === null || agreement.validTo >= request.validFrom)
  );
}

export const uppdragStates = ['VANTAR', 'GALLER', 'UTAN_AVTAL', 'SLUT', 'ATERKALLAT'] as const;
export type UppdragState = (typeof uppdragStates)[number];

/** What the uppdrag gives on the day: nothing without an agreement that covers its task that day. */
export function uppdragState(
  uppdrag: {
    readonly homeKommunCode: string;
    readonly performingKommunCode: string;
    readonly task: UppdragTask;
    readonly validFrom: string;
    readonly validTo: string | null;
    readonly revokedAt: string | null;
  },
  agreements: readonly DatedAgreement[],
  today: CalendarDate,
): UppdragState {
  if (uppdrag.revokedAt !== null) return 'ATERKALLAT';
  if (uppdrag.validTo !== null && uppdrag.validTo < today) return 'SLUT';
  if (uppdrag.validFrom > today) return 'VANTAR';
  const asked = {
    ...{ kommunCode: uppdrag.homeKommunCode, performingKommunCode: uppdrag.performingKommunCode },
    ...{ task: uppdrag.task, validFrom: today, validTo: null },
    ...{ holderIssuer: null, holderSubject: null, holderFunction: null },
  };
  return agreements.some((agreement) => covers(agreement, asked)) ? 'GALLER' : 'UTAN_AVTAL';
}
