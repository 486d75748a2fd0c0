/** Headers of the export files that adapters/systems/treserva maps, in the order they are written. */
export const personColumns = [
  'Personid',
  'Personnummer',
  'Namn',
  'Kön',
  'Skyddad identitet',
  'Personkrets',
  'Kommunkod',
] as const;

export const caseColumns = [
  'Ärendeid',
  'Ärendenummer',
  'Personid',
  'Lag',
  'Ärendestatus',
  'Öppnat',
  'Avslutat',
  'Handläggare id',
  'Handläggare',
  'Befattning',
  'Utredningsid',
  'Utredningstyp',
  'Ansökan',
  'Utredning startad',
  'Utredning klar',
  'Kommunkod',
] as const;

export const decisionColumns = [
  'Beslutsid',
  'Ärendeid',
  'Insats',
  'Form',
  'Beslutsutfall',
  'Beslutsdatum',
  'Gäller från',
  'Gäller till',
  'Lagrum',
  'Beslutsnivå',
  'Beslutsfattare id',
  'Omfattning',
  'Enhet',
  'Verkställighetsid',
  'Utförare',
  'Regi',
  'Beställd',
  'Verkställd',
  'Avslutad',
  'Verkställande kommun',
  'Kommunkod',
] as const;

/** The cells of a row by header, in the order of the columns; what is not named is empty. */
export function cellsOf<Column extends string>(
  columns: readonly Column[],
  values: Partial<Record<Column, string>>,
): string[] {
  return columns.map((column) => values[column] ?? '');
}
