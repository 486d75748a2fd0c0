import type { CalendarDate, Decimal } from '../scalars/index.js';
import type { SjuklonCalculation, SjuklonCut, SjuklonLine } from './sjuklon-calculation.js';
import { kronor, longDate, quantity } from './swedish-figures.js';

/** What a letter needs beside the calculation that the decision rests on. */
export interface DecisionLetterFacts {
  /** The person with assistance, whose right it is; null where the identity is protected. */
  readonly personName: string | null;
  readonly kommunName: string;
  readonly namndName: string;
  readonly claimNumber: string;
  readonly providerName: string;
  readonly applicationDate: CalendarDate;
  readonly firstSickDay: CalendarDate;
  readonly lastSickDay: CalendarDate;
  readonly outcome: 'BIFALL' | 'DELVIS_BIFALL' | 'AVSLAG';
  readonly amount: Decimal;
  readonly decidedOn: CalendarDate;
  readonly deciderName: string;
  readonly deciderTitle: string;
  /** Why the decision differs from the calculation, or more; null when there is nothing to add. */
  readonly motivation: string | null;
  /** As `Förvaltningsrätten i Falun`. */
  readonly court: string;
}

/** A letter as text and PDF both print it. */
export interface DecisionLetter {
  readonly title: string;
  readonly sections: readonly DecisionLetterSection[];
}

export interface DecisionLetterSection {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** Two columns: what, and how much. */
  readonly rows: readonly (readonly [label: string, amount: string])[];
}

const outcomes = {
  BIFALL: 'bifaller ansökan',
  DELVIS_BIFALL: 'bifaller ansökan delvis',
  AVSLAG: 'avslår ansökan',
} as const;

/** The decision with its reasons (FL 32 §) and how to appeal it (FL 33, 43, 44 §§, LSS 27 §). */
export function decisionLetter(facts: DecisionLetterFacts, calculation: SjuklonCalculation): DecisionLetter {
  const sections = [
    decisionSection(facts),
    reasonSection(facts, calculation),
    lineSection(facts, calculation),
    cutSection(calculation),
    appealSection(facts),
    signature(facts),
  ];
  return {
    title: 'Beslut om ersättning vid ordinarie assistents sjukdom',
    sections: sections.filter(({ paragraphs, rows }) => paragraphs.length > 0 || rows.length > 0),
  };
}

/** The letter as plain text, wrapped for reading. */
export function printDecisionLetter({ title, sections }: DecisionLetter): string {
  const printed = sections.map(({ heading, paragraphs, rows }) =>
    [
      heading.toUpperCase(),
      ...paragraphs.map((paragraph) => wrap(paragraph)),
      ...rows.map(([label, amount]) => `${label.padEnd(52)} ${amount.padStart(18)}`),
    ].join('\n'),
  );
  return `${[title, ...printed].join('\n\n')}\n`;
}

function section(
  heading: string,
  paragraphs: readonly (string | null)[],
  rows: DecisionLetterSection['rows'] = [],
): DecisionLetterSection {
  return { heading, paragraphs: paragraphs.filter((paragraph) => paragraph !== null), rows };
}

function decisionSection(facts: DecisionLetterFacts): DecisionLetterSection {
  const { namndName, kommunName, outcome, amount, firstSickDay, lastSickDay } = facts;
  const paid = outcome === 'AVSLAG' ? 'Ingen ersättning betalas ut.' : `Ersättningen är ${kronor(amount)}.`;
  return section('Beslut', [
    `${namndName} i ${kommunName} ${outcomes[outcome]} om ersättning för kostnader när ordinarie personlig assistent varit sjuk ${longDate(firstSickDay)}–${longDate(lastSickDay)}. ${paid}`,
    `Ärende ${facts.claimNumber}, ansökan ${longDate(facts.applicationDate)}.`,
    facts.personName === null ? null : `Beslutet gäller ${facts.personName}.`,
    outcome === 'AVSLAG' ? null : `Betalas till ${facts.providerName}.`,
  ]);
}

function reasonSection(
  { motivation }: DecisionLetterFacts,
  { policy }: SjuklonCalculation,
): DecisionLetterSection {
  const holidayPay =
    policy.semesterBas === 'A' ? 'sjuklönen efter karensavdrag' : 'hela lönebortfallet under sjukdomen';
  return section('Skäl', [
    'Kommunen ska ge ekonomiskt stöd till skäliga kostnader för personlig assistans till den del de inte täcks av assistansersättning (9 § 2 lagen (1993:387) om stöd och service till vissa funktionshindrade, LSS). Stödet gäller de faktiska merkostnaderna för den sjuka assistenten (RÅ 2005 ref. 86, RÅ 2009 ref. 104), för pass där en vikarie har utfört assistansen.',
    `Sjuklön är 80 procent av lönebortfallet dag 1–14 i sjukperioden, efter karensavdrag (6 och 7 §§ lagen (1991:1047) om sjuklön). Kommunen beräknar semesterersättning på ${holidayPay}.`,
    motivation,
  ]);
}

function lineSection(
  { amount, outcome }: DecisionLetterFacts,
  { lines, amount: computed }: SjuklonCalculation,
) {
  const rows = lines.map((line): [string, string] => [labelOf(line, lines), kronor(line.amount)]);
  const sum: [string, string][] = rows.length === 0 ? [] : [['Beräknat belopp', kronor(computed)]];
  const isOther = outcome !== 'AVSLAG' && amount !== computed;
  const decided: [string, string][] = isOther ? [['Beslutat belopp', kronor(amount)]] : [];
  return section('Beräkning', [], [...rows, ...sum, ...decided]);
}

function labelOf({ label, part }: SjuklonLine, lines: readonly SjuklonLine[]): string {
  const hasSeveralParts = lines.some((line) => line.part !== null && line.part > 0);
  return part === null || !hasSeveralParts ? label : `Sjukperiod ${part + 1}: ${label}`;
}

function cutSection({ cuts }: SjuklonCalculation): DecisionLetterSection {
  return section('Det som inte ersätts', cuts.map(cutText));
}

function cutText({ date, hours, message }: SjuklonCut): string {
  const place = date === null ? '' : `${longDate(date)}, ${quantity(hours ?? '0')} timmar: `;
  return `${place}${message}`;
}

function appealSection({ namndName, court }: DecisionLetterFacts): DecisionLetterSection {
  return section('Så överklagar du', [
    `Du kan överklaga beslutet till ${court} (27 § LSS). Skriv vilket beslut du överklagar, hur du vill att det ska ändras och varför. Skriv under och ange namn, adress och telefonnummer. Den som överklagar åt dig ska bifoga en fullmakt.`,
    `Skicka överklagandet till ${namndName}. Det ska ha kommit in till nämnden inom tre veckor från den dag du fick del av beslutet (43 och 44 §§ förvaltningslagen (2017:900)). Kommer det in i tid och nämnden inte ändrar beslutet som du vill, lämnar nämnden det vidare till domstolen.`,
  ]);
}

function signature({ decidedOn, deciderName, deciderTitle, namndName }: DecisionLetterFacts) {
  return section('Beslutat av', [
    `${longDate(decidedOn)}`,
    `${deciderName}, ${deciderTitle}`,
    `För ${namndName}`,
  ]);
}

function wrap(paragraph: string, width = 78): string {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
