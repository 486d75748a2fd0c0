import type { Place, RecordKind } from '@kommunhub/schema';
import { swedishRemedy } from '../faults/remedies.js';
import type { DryRunReport } from './dry-run.js';
import { printProblems } from './print-check.js';
import {
  swedishNumber as n,
  swedishKinds,
  swedishReasons,
  swedishSkips,
  swedishWarnings,
  visibleText,
} from './swedish-words.js';

/** The dry-run report as Swedish text for a terminal. */
export function printDryRun(report: DryRunReport): string {
  const lines = [
    `Provläsning av ${report.source.id} (${report.source.system}). Inget har skrivits.`,
    ...(report.asOf === null
      ? []
      : [`Uppgifterna är från ${report.asOf.slice(0, 16).replace('T', ' ')} UTC.`]),
    ...printFates(report),
    ...printFill(report),
    ...printQuarantined(report),
    ...printUnmapped(report),
    ...printWarnings(report),
    ...printSamples(report),
    ...printProblems(report.problems),
    '',
    printVerdict(report),
  ];
  return `${lines.join('\n')}\n`;
}

function printFates(report: DryRunReport): string[] {
  const skips = Object.entries(report.skipped).map(
    ([reason, rows]) => `${swedishSkips[reason as keyof typeof swedishSkips]} ${n(rows)}`,
  );
  return [
    '',
    `Rader lästa          ${n(report.rowsRead)}`,
    `  använda            ${n(report.rowsUsed)}`,
    `  i karantän         ${n(report.rowsQuarantined)}`,
    `  överhoppade        ${n(report.rowsSkipped)}${skips.length > 0 ? ` (${skips.join(', ')})` : ''}`,
  ];
}

function printFill(report: DryRunReport): string[] {
  return Object.entries(report.fill).flatMap(([kind, fields]) => [
    '',
    `${swedishKinds[kind as RecordKind]}: ${n(report.records[kind as RecordKind] ?? 0)}, ifyllnadsgrad`,
    ...fields.map(
      ({ field, share }) => `  ${field.padEnd(24)}${String(Math.floor(share * 100)).padStart(4)} %`,
    ),
  ]);
}

const countOfRows = (rows: number) => (rows === 1 ? '1 rad' : `${n(rows)} rader`);

const printPlace = ({ file, sheet, row }: Place) =>
  `${file}${sheet === null ? '' : `, blad ${sheet}`}, rad ${row}`;

function printQuarantined(report: DryRunReport): string[] {
  if (report.rowsQuarantined === 0) return [];
  const hidden = report.rowsQuarantined - report.quarantined.length;
  return [
    '',
    'Rader i karantän',
    ...report.quarantined.flatMap(({ place, faults }) =>
      faults.map(
        ({ reason, column, remedy }) =>
          `  ${printPlace(place)}${column === null ? '' : `, kolumn ${column}`}: ${swedishReasons[reason]}. ${swedishRemedy(remedy)}`,
      ),
    ),
    ...(hidden > 0 ? [`  … och ${countOfRows(hidden)} till`] : []),
  ];
}

function printUnmapped(report: DryRunReport): string[] {
  if (report.unmapped.length === 0) return [];
  return [
    '',
    'Okända koder (läggs in som OKAND tills de står i kodtabellen)',
    ...report.unmapped.map(
      ({ table, column, value, rows, nearest }) =>
        `  codes/${table}.csv, kolumn ${column}: ${value === null ? '(visas inte)' : `"${visibleText(value)}"`} på ${countOfRows(rows)}${nearest === null ? '' : `, liknar mest "${nearest.local}" (${nearest.code})`}`,
    ),
  ];
}

function printWarnings(report: DryRunReport): string[] {
  if (report.warnings.length === 0) return [];
  return [
    '',
    'Varningar (raderna används)',
    ...report.warnings.map(
      ({ code, column, rows }) =>
        `  ${column === null ? '' : `${column}: `}${swedishWarnings[code]}, ${countOfRows(rows)}`,
    ),
  ];
}

function printSamples(report: DryRunReport): string[] {
  if (report.samples.length === 0) return [];
  return [
    '',
    'Exempel (personuppgifter maskade)',
    ...report.samples.map((sample) => `  ${JSON.stringify(sample)}`),
  ];
}

function printVerdict(report: DryRunReport): string {
  if (!report.complete) return 'Källan kunde inte läsas till slut. Rätta felen ovan och provläs igen.';
  if (report.rowsRead === 0) return 'Källan har inga rader. Kontrollera exporten.';
  if (report.rowsQuarantined > 0 || report.unmapped.length > 0) {
    return 'Källan går att läsa in. Gå igenom karantän och okända koder ovan först.';
  }
  return 'Källan går att läsa in utan anmärkning.';
}
