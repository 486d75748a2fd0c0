import { followUpResultTerms, type InterruptionCause } from '@kommunhub/schema';
import type { DemoFollowUp, DemoInterruption } from '../cases/plan-follow-ups.js';
import type { SourceStyle } from '../data/source-styles.js';
import { dateCell } from './cell-style.js';
import { type ExportFile, used } from './export-row.js';

const types = { ARLIG: 'Årlig', VID_BEHOV: 'Vid behov', INFOR_OMPROVNING: 'Inför omprövning' } as const;
const causes: Readonly<Record<InterruptionCause, string>> = {
  BRUKAREN: 'Den enskilde',
  SJUKHUSVISTELSE: 'Sjukhusvistelse',
  UTFORARE_SLUTAT: 'Utföraren har slutat',
  PERSONALBRIST: 'Personalbrist',
  LOKAL: 'Lokal saknas',
  ANNAN: 'Annan orsak',
};

export function followUpFile(followUps: readonly DemoFollowUp[], style: SourceStyle): ExportFile {
  return {
    name: 'uppfoljningar.csv',
    header: [
      ...['Uppföljningsid', 'Beslutsid', 'Uppföljningstyp', 'Planerad', 'Genomförd', 'Resultat', 'Kommunkod'],
    ],
    rows: followUps.map(({ sourceId, kommunCode, decisionId, type, plannedOn, doneOn, result }) => ({
      cells: [
        ...[sourceId, decisionId, types[type], dateCell(plannedOn, style), dateCell(doneOn, style)],
        ...[result === null ? '' : followUpResultTerms[result].name, kommunCode],
      ],
      planned: used,
      unmapped: [],
      records: [{ kind: 'followUp', kommunCode, sourceId }],
    })),
  };
}

export function interruptionFile(interruptions: readonly DemoInterruption[], style: SourceStyle): ExportFile {
  return {
    name: 'avbrott.csv',
    header: ['Avbrottsid', 'Verkställighetsid', 'Avbrott från', 'Avbrott till', 'Avbrottsorsak', 'Kommunkod'],
    rows: interruptions.map(({ sourceId, kommunCode, executionId, startedOn, endedOn, cause }) => ({
      cells: [
        ...[sourceId, executionId, dateCell(startedOn, style), dateCell(endedOn, style)],
        ...[causes[cause], kommunCode],
      ],
      planned: used,
      unmapped: [],
      records: [{ kind: 'interruption', kommunCode, sourceId }],
    })),
  };
}
