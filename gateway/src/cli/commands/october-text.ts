import {
  dayInStockholm,
  daysBetween,
  type Insatskod,
  insatser,
  type OctoberColumn,
  octoberColumns,
  type Sex,
  sexTerms,
} from '@kommunhub/schema';
import type { WrittenOctoberFile } from './october-file.js';

type Check = OctoberAnswer['checks'][number];

interface Total {
  readonly column: OctoberColumn;
  readonly sex: Sex;
  readonly persons: number;
}

/** The report as the hub answers, without persons. */
export interface OctoberAnswer {
  readonly year: number;
  readonly referenceDate: string;
  readonly deadline: string;
  readonly responsibleKommun: { readonly code: string; readonly name: string } | null;
  readonly namnd: { readonly id: string; readonly name: string } | null;
  readonly knownOn: string;
  readonly interruptions: string;
  readonly personCount: number;
  readonly isAsApproved: boolean | null;
  readonly changedRows: number | null;
  readonly totals: readonly Total[];
  readonly checks: readonly {
    readonly code: string;
    readonly severity: 'ERROR' | 'WARNING' | 'INFO';
    readonly text: string;
    readonly remedy: string;
    readonly insats: Insatskod | null;
    readonly personCount: number;
  }[];
  readonly comparison: {
    readonly origin: 'GODKAND' | 'BERAKNAD' | null;
    readonly changes: readonly {
      readonly insats: Insatskod;
      readonly persons: number;
      readonly lastYear: number | null;
      readonly percent: number | null;
      readonly isNotable: boolean;
    }[];
  };
  readonly approval: {
    readonly approvedAt: string;
    readonly approvedBy: string;
    readonly knownOn: string;
    readonly accepted: readonly string[];
    readonly note: string | null;
    readonly personCount: number;
  } | null;
  readonly kommunReport: {
    readonly isComplete: boolean;
    readonly personCount: number | null;
    readonly sharedPersonCount: number | null;
    readonly parts: readonly {
      readonly namnd: { readonly id: string; readonly name: string };
      readonly approvedAt: string | null;
      readonly personCount: number | null;
    }[];
  };
}

/** The report for a terminal: figures, checks by severity, comparison, approval and deadline. No person is in it. */
export function printOctober(
  report: OctoberAnswer,
  file: WrittenOctoberFile | null,
  now = new Date(),
): string {
  const parts = [
    headingOf(report, now),
    figuresOf(report.totals),
    checksOf(report),
    comparisonOf(report),
    approvalOf(report),
    kommunOf(report),
    file === null ? '' : fileOf(file, report),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function headingOf(report: OctoberAnswer, now: Date): string {
  const { year, responsibleKommun, namnd, referenceDate, knownOn, deadline, personCount } = report;
  const left = daysBetween(dayInStockholm(now), deadline);
  const time = left < 0 ? 'tiden är ute' : left === 0 ? 'sista dagen är i dag' : `${left} dagar kvar`;
  const counted =
    report.interruptions === 'RAKNAS' ? 'Insatser med avbrott räknas.' : 'Insatser med avbrott räknas inte.';
  return [
    `Oktoberstatistik ${year}: ${responsibleKommun?.name ?? ''} (${responsibleKommun?.code ?? ''}), ${namnd?.name ?? ''}`,
    `Förhållandena ${referenceDate}, så som de var kända ${knownOn}. ${counted}`,
    `Lämnas till Socialstyrelsen senast ${deadline}: ${time}.`,
    `${counting(personCount, 'person', 'personer')}.`,
  ].join('\n');
}

function figuresOf(totals: readonly Total[]): string {
  const sexes = Object.keys(sexTerms) as Sex[];
  const rows = (Object.keys(octoberColumns) as OctoberColumn[]).map((column) => {
    const figures = sexes.map(
      (sex) => totals.find((total) => total.column === column && total.sex === sex)?.persons ?? 0,
    );
    const { name, lagrum } = octoberColumns[column];
    return [`${name} (${lagrum})`, ...figures, figures.reduce((sum, figure) => sum + figure, 0)];
  });
  return table([['Antal personer', ...sexes.map((sex) => sexTerms[sex].name), 'Totalt'], ...rows]);
}

function table(rows: readonly (readonly (string | number)[])[]): string {
  const width = Math.max(...rows.map(([label]) => String(label).length)) + 1;
  return rows
    .map(([label, ...figures]) =>
      [String(label).padEnd(width), ...figures.map((figure) => String(figure).padStart(9))]
        .join('')
        .trimEnd(),
    )
    .join('\n');
}

const severities = { ERROR: 'Fel', WARNING: 'Varningar', INFO: 'Upplysningar' } as const;

function checksOf({ checks }: OctoberAnswer): string {
  if (checks.length === 0) return 'Kontrollerna fann inget att se över.';
  const groups = (Object.keys(severities) as (keyof typeof severities)[]).map((severity) => {
    const found = checks.filter((check) => check.severity === severity);
    const byCode = Map.groupBy(found, ({ code, text, remedy }) => `${code}: ${text}\n    ${remedy}`);
    const lines = [...byCode].map(([told, concerned]) =>
      [`  ${told}`, ...concerned.toSorted(byInsats).flatMap(placeOf)].join('\n'),
    );
    return lines.length === 0 ? '' : [`${severities[severity]}:`, ...lines].join('\n');
  });
  return groups.filter((group) => group !== '').join('\n');
}

const insatsOrder = Object.keys(insatser);
const byInsats = (one: Check, other: Check) =>
  insatsOrder.indexOf(one.insats ?? '') - insatsOrder.indexOf(other.insats ?? '');

/** Where and of how many the check is true; nothing to say of the report as a whole. */
function placeOf({ insats, personCount }: Check): string[] {
  const persons = personCount === 0 ? [] : [counting(personCount, 'person', 'personer')];
  const told = [
    ...(insats === null ? [] : [`${insatser[insats].name} (${insatser[insats].lagrum})`]),
    ...persons,
  ];
  return told.length === 0 ? [] : [`      ${told.join(': ')}`];
}

const origins = {
  GODKAND: 'förra årets godkända rapport',
  BERAKNAD: 'förra året, beräknat ur det hubben vet',
};

const oneDecimal = new Intl.NumberFormat('sv-SE', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

function comparisonOf({ comparison: { origin, changes } }: OctoberAnswer): string {
  if (origin === null) return 'Jämförelse: förra årets antal är inte känt.';
  const rows = changes.map(({ insats, persons, lastYear, percent, isNotable }) => [
    `${insatser[insats].name} (${insatser[insats].lagrum})${isNotable ? ' !' : ''}`,
    ...[persons, lastYear ?? '–', percent === null ? '–' : `${oneDecimal.format(percent)} %`],
  ]);
  return table([[`Jämfört med ${origins[origin]}`, 'I år', 'Förra', 'Ändring'], ...rows]);
}

function approvalOf({ approval, isAsApproved, changedRows }: OctoberAnswer): string {
  if (approval === null) return 'Inte godkänd.';
  const lines = [
    `Godkänd ${dayInStockholm(new Date(approval.approvedAt))} av ${approval.approvedBy}, så som det var känt ${approval.knownOn}: ${counting(approval.personCount, 'person', 'personer')}.`,
  ];
  if (approval.accepted.length > 0) lines.push(`Godtagna fel: ${approval.accepted.join(', ')}.`);
  if (approval.note !== null) lines.push(`Anteckning: ${approval.note}`);
  if (isAsApproved === false) lines.push('Det som visas här är inte de godkända raderna.');
  if ((changedRows ?? 0) > 0)
    lines.push(`${counting(changedRows ?? 0, 'rad', 'rader')} har ändrats sedan godkännandet.`);
  return lines.join('\n');
}

function kommunOf({
  kommunReport: { isComplete, parts, personCount, sharedPersonCount },
}: OctoberAnswer): string {
  if (parts.length < 2) return '';
  const lines = parts.map(({ namnd, approvedAt, personCount: persons }) =>
    approvedAt === null
      ? `  ${namnd.name}: inte godkänd`
      : `  ${namnd.name}: godkänd ${dayInStockholm(new Date(approvedAt))}, ${counting(persons ?? 0, 'person', 'personer')}`,
  );
  const whole = isComplete
    ? `Kommunens rapport är fullständig: ${counting(personCount ?? 0, 'person', 'personer')}, av dem ${sharedPersonCount ?? 0} hos flera nämnder.`
    : 'Kommunens rapport är inte fullständig: varje nämnd godkänner sin del.';
  return [whole, ...lines].join('\n');
}

function fileOf(
  { path, rows, withoutNumber, reportedElsewhere }: WrittenOctoberFile,
  { kommunReport: { isComplete, parts } }: OctoberAnswer,
): string {
  const lines = [`${counting(rows, 'rad', 'rader')} skrevs i ${path}.`];
  if (withoutNumber > 0) lines.push(`${counting(withoutNumber, 'rad', 'rader')} saknar personnummer.`);
  if (parts.length > 1 && !isComplete)
    lines.push('Filen kan ha personer som också en annan nämnd har: lämna in när alla har godkänt sin del.');
  if (reportedElsewhere > 0)
    lines.push(`${counting(reportedElsewhere, 'person', 'personer')} rapporteras i en annan nämnds fil.`);
  return lines.join('\n');
}

function counting(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
