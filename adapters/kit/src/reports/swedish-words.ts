import type { QuarantineReason, RecordKind, RowWarning, SkipReason } from '@kommunhub/schema';
import { swedishRemedy } from '../faults/remedies.js';

export const swedishKinds: Readonly<Record<RecordKind, string>> = {
  kommun: 'Kommunuppgifter',
  staff: 'Handläggare',
  person: 'Personer',
  case: 'Ärenden',
  investigation: 'Utredningar',
  decision: 'Beslut',
  execution: 'Verkställigheter',
  followUp: 'Uppföljningar',
  interruption: 'Avbrott',
  insatsCount: 'Antal insatser',
};

export const swedishReasons: Readonly<Record<QuarantineReason, string>> = {
  ROW_UNREADABLE: 'raden går inte att läsa',
  VALUE_MISSING: 'uppgift saknas',
  VALUE_INVALID: 'uppgiften går inte att tolka',
  KOMMUN_FOREIGN: 'kommunen hör inte till källan',
  RECORD_INVALID: 'uppgiften ryms inte i den gemensamma modellen',
  REFERENCE_MISSING: 'hänvisar till en rad som inte finns',
  DUPLICATE_CONFLICT: 'samma id med olika innehåll',
  STILL_REFERENCED: 'tas bort i källan men annat hänvisar dit',
};

/** What to do about a row that fell at the merge, where no adapter has a sentence of its own. */
const mergeRemedies: Readonly<Partial<Record<QuarantineReason, string>>> = {
  KOMMUN_FOREIGN: 'Leverera bara rader för de kommuner som källan är registrerad för.',
  REFERENCE_MISSING: 'Leverera det som raden hänvisar till, eller rätta hänvisningen.',
  DUPLICATE_CONFLICT: 'En tidigare rad säger något annat om samma sak: leverera bara en av dem.',
  STILL_REFERENCED: 'Leverera även borttagningen av det som hänvisar dit, eller rätta det.',
};

/** The Swedish sentence for what the hub stores of a fault. */
export function swedishFault(reason: QuarantineReason, sentence: string): string {
  const swedish = swedishRemedy(sentence);
  return swedish === sentence ? (mergeRemedies[reason] ?? sentence) : swedish;
}

export const swedishSkips: Readonly<Record<SkipReason, string>> = {
  BLANK: 'tomma rader',
  TOTAL: 'summarader',
  MAKULERAD: 'makulerade',
  OUTSIDE_LSS_SOL: 'utanför LSS och SoL',
  DUPLICATE: 'dubbletter',
  GALLRAD: 'gallrade i hubben',
};

export const swedishWarnings: Readonly<Record<RowWarning['code'], string>> = {
  CHECK_DIGIT: 'fel kontrollsiffra i personnummer',
  PERSONNUMMER_IN_CASE_NUMBER: 'personnummer i ärendenumret (maskat)',
  DATE_ORDER: 'datum i omvänd ordning',
};

const formNames: Readonly<Record<string, string>> = {
  encoding: 'teckenkodning',
  delimiter: 'avgränsare',
  headerRow: 'rubrikrad',
  hiddenRows: 'dolda rader som läses:',
  hiddenColumns: 'dolda kolumner:',
  hiddenSheet: 'dolt blad:',
  mergedRanges: 'sammanslagna områden:',
  dateSystem: 'datumsystem',
};
export const swedishForm = (name: string): string => formNames[name] ?? name;

const numbers = new Intl.NumberFormat('sv-SE');
export const swedishNumber = (number: number): string => numbers.format(number);

const moments = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'short',
});
/** `2026-11-22 14:05`, by the clock in Sweden. */
export const swedishMoment = (instant: string): string => moments.format(new Date(instant));

/** A text of a file as it may be shown: what steers a terminal or a page becomes a space. */
export const visibleText = (text: string): string => text.replace(/\p{Cc}/gu, ' ');
