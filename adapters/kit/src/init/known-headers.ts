import { normaliseHeader, type RecordKind, recordKinds } from '@kommunhub/schema';
import type { Profile } from '../adapter/load-profile.js';

/** A field that a column may be meant for. */
export interface Target {
  readonly kind: RecordKind;
  readonly field: string;
}

/** What headers are known to mean; a header may mean several things, told apart by its table. */
export interface KnownHeaders {
  targetsOf(header: string): readonly Target[];
  /** In how many places the header is known to mean the target. */
  support(header: string, target: Target): number;
  /** The code table by which profiles read the field. */
  tableOf(target: Target): string | null;
}

/** Headers met in exports and lists that no profile has. */
const further: Readonly<Record<string, readonly string[]>> = {
  'person.sourceId': ['Brukarid', 'Brukarnr', 'Kundnr', 'Kundnummer', 'PersonId', 'Löpnr', 'Löpnummer'],
  'person.personnummer': ['Personnummer/samordningsnummer', 'Persnr', 'P-nr'],
  'person.name': [
    'Brukare',
    'Klient',
    'Klientnamn',
    'Personnamn',
    'För- och efternamn',
    'Fullständigt namn',
    'Hela namnet',
  ],
  'person.sex': ['Juridiskt kön'],
  'person.protection': [
    'Skydd',
    'Skyddad',
    'Sekretessmarkering',
    'Skyddade uppgifter',
    'Sekretess',
    'Sekretess?',
  ],
  'person.birthYear': ['Födelseår'],
  'person.personkrets': ['Personkretstillhörighet', 'PK', 'Personkr.', 'Pkrets'],
  'case.sourceId': ['Ärende', 'Ärendeid', 'Akt', 'Aktnr'],
  'case.caseNumber': ['Ärendebeteckning', 'Aktnummer', 'Dnr', 'Diarienr', 'Diarienummer'],
  'case.personSourceId': ['Brukarid', 'Brukarens id', 'Brukarens löpnr', 'Löpnr', 'Kundnr', 'Klientnr'],
  'case.status': ['Läge', 'Status', 'Ärendeläge'],
  'case.law': ['Lagstöd', 'Lagstiftning'],
  'case.openedOn': ['Öppnades', 'Startdatum', 'Inlett', 'Inkommet', 'Start'],
  'case.closedOn': ['Slutdatum', 'Stängt', 'Stängd', 'Avslutsdatum', 'Slut', 'Stopp'],
  'case.handlaggareSourceId': ['Ansvarig handläggare', 'Ansvarig', 'Handl'],
  'investigation.appliedOn': ['Ansökningsdag', 'Inkom', 'Ankomstdatum'],
  'decision.sourceId': ['Beslnr', 'Beslutsnr', 'Beslutsnummer', 'Beslut nr'],
  'decision.caseSourceId': ['Dnr', 'Diarienr', 'Diarienummer', 'Ärende', 'Akt', 'Aktnr'],
  'decision.level': ['Delegat', 'Beslutsfattare'],
  'decision.insats': ['Insatstyp', 'Beviljad insats', 'Beslutad insats', 'Bistånd', 'Insatser'],
  'decision.outcome': ['Beslutstyp', 'Resultat', 'Beslut'],
  'decision.decidedOn': ['Beslutad', 'Datum för beslut', 'Beslutsdag'],
  'decision.validFrom': ['Beslut från', 'Startdatum', 'Fr.o.m.', 'Fom', 'Fr o m'],
  'decision.validTo': ['Beslut till', 'Slutdatum', 'T.o.m.', 'Tom', 'T o m'],
  'decision.lagrum': ['Lagrum', 'Paragraf'],
  'decision.amount': ['Beviljad omfattning', 'Mängd', 'Timmar'],
  'decision.amountUnit': ['Timtyp', 'Omfattningstyp'],
  'execution.provider': ['Utförarenhet', 'Leverantör', 'Verkställare'],
  'execution.startedOn': ['Verkställighetsdatum', 'Verkställt datum', 'Startad', 'Påbörjad', 'Påbörjat'],
  'execution.endedOn': ['Verkställighet avslutad'],
  'staff.fte': ['Sysselsättningsgrad', 'Tjänstgöringsgrad'],
  'staff.befattning': ['Titel', 'Yrkestitel', 'Roll'],
};

/** An id that is a list's own key is the reference of the lists that lead to it. */
const references: Readonly<Record<string, readonly string[]>> = {
  'person.sourceId': ['case.personSourceId'],
  'case.sourceId': ['investigation.caseSourceId', 'decision.caseSourceId'],
  'decision.sourceId': ['execution.decisionSourceId', 'followUp.decisionSourceId'],
  'execution.sourceId': ['interruption.executionSourceId'],
};

const kommunHeaders = ['Kommunkod', 'Kommun', 'Kommunnr', 'Kommunnummer'];

/** Gathers what the columns of all profiles are mapped to, with aliases, and what is known beside. */
export function knownHeaders(profiles: readonly Profile[]): KnownHeaders {
  const targets = new Map<string, Target[]>();
  const supports = new Map<string, number>();
  const tables = new Map<string, string>();
  const add = (header: string, target: Target) => {
    const key = normaliseHeader(header);
    const known = targets.get(key) ?? [];
    if (!known.some(({ kind, field }) => kind === target.kind && field === target.field)) known.push(target);
    targets.set(key, known);
    const support = `${key} ${keyOf(target)}`;
    supports.set(support, (supports.get(support) ?? 0) + 1);
  };
  for (const { tables: mapped } of profiles) {
    for (const { columns, records } of Object.values(mapped)) {
      for (const [name, { kind, when: _, complete: __, ...fields }] of Object.entries(records)) {
        for (const [field, source] of Object.entries(fields)) {
          const column = typeof source === 'string' ? columns[source] : undefined;
          if (typeof source !== 'string' || column === undefined) continue;
          const target = { kind: (kind ?? name) as RecordKind, field };
          if (column.table !== undefined && !tables.has(keyOf(target)))
            tables.set(keyOf(target), column.table);
          if (column.expression !== undefined) continue;
          for (const header of [source, ...(column.aliases ?? [])]) add(header, target);
        }
      }
    }
  }
  for (const [target, headers] of Object.entries(further)) {
    for (const header of headers) add(header, targetOf(target));
  }
  for (const [header, known] of targets) {
    for (const target of known.flatMap((one) => references[keyOf(one)] ?? [])) add(header, targetOf(target));
  }
  for (const kind of recordKinds) {
    for (const header of kommunHeaders) add(header, { kind, field: 'kommunCode' });
  }
  return {
    targetsOf: (header) => targets.get(normaliseHeader(header)) ?? [],
    support: (header, target) => supports.get(`${normaliseHeader(header)} ${keyOf(target)}`) ?? 0,
    tableOf: (target) => tables.get(keyOf(target)) ?? null,
  };
}

const keyOf = ({ kind, field }: Target) => `${kind}.${field}`;

function targetOf(key: string): Target {
  const [kind = '', field = ''] = key.split('.');
  return { kind: kind as RecordKind, field };
}
