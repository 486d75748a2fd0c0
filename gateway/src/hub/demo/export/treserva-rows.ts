import { insatser } from '@kommunhub/schema';
import type { DemoCase, DemoDecision, DemoExecution, DemoInvestigation } from '../cases/demo-case.js';
import {
  befattningText,
  categoryTexts,
  formTexts,
  insatsText,
  levelText,
  outcomeText,
  protectionTexts,
  regiTexts,
  statusTexts,
  unitText,
} from '../data/local-terms.js';
import { namndOfKommun } from '../data/namnder.js';
import type { SourceStyle } from '../data/source-styles.js';
import type { DemoPerson } from '../people/demo-person.js';
import { amountCell, dateCell, endCell, numberCell } from './cell-style.js';
import { type ExportRow, used } from './export-row.js';
import { caseColumns, cellsOf, decisionColumns, personColumns } from './treserva-columns.js';

export function personRow(person: DemoPerson, style: SourceStyle): ExportRow {
  const { sourceId, kommunCode } = person;
  const [woman, man] = style.sexForm === 'LETTER' ? ['K', 'M'] : ['Kvinna', 'Man'];
  return {
    cells: cellsOf(personColumns, {
      Personid: sourceId,
      Personnummer: numberCell(person, style),
      Namn: person.name,
      Kön: person.sex === 'KVINNA' ? woman : man,
      'Skyddad identitet': protectionTexts[person.protection],
      Personkrets: person.personkrets.slice(1),
      Kommunkod: kommunCode,
    }),
    planned: used,
    unmapped: [],
    records: [{ kind: 'person', kommunCode, sourceId }],
  };
}

/** One row for each investigation, or one without when there is none. */
export function caseRows(own: DemoCase, style: SourceStyle): ExportRow[] {
  const investigations = own.investigations.length > 0 ? own.investigations : [null];
  return investigations.map((investigation) => caseRow(own, investigation, style));
}

function caseRow(own: DemoCase, investigation: DemoInvestigation | null, style: SourceStyle): ExportRow {
  const { handlaggare, person, sourceId } = own;
  const { kommunCode } = person;
  return {
    cells: cellsOf(caseColumns, {
      Ärendeid: sourceId,
      Ärendenummer: own.caseNumber,
      Personid: person.sourceId,
      Lag: own.law === 'LSS' ? 'LSS' : 'SoL',
      Ärendestatus: statusTexts[own.status],
      Öppnat: dateCell(own.openedOn, style),
      Avslutat: dateCell(own.closedOn, style),
      'Handläggare id': handlaggare?.id ?? '',
      Handläggare: handlaggare?.name ?? '',
      Befattning: handlaggare ? befattningText(handlaggare.befattning, style) : '',
      Utredningsid: investigation?.sourceId ?? '',
      Utredningstyp: investigation ? categoryTexts[investigation.category] : '',
      Ansökan: dateCell(investigation?.appliedOn ?? null, style),
      'Utredning startad': dateCell(investigation?.openedOn ?? null, style),
      'Utredning klar': dateCell(investigation?.closedOn ?? null, style),
      Kommunkod: kommunCode,
    }),
    planned: used,
    unmapped: [],
    records: [
      ...(handlaggare
        ? [{ kind: 'staff', kommunCode: seatOf(kommunCode), sourceId: handlaggare.id } as const]
        : []),
      { kind: 'case', kommunCode, sourceId },
      ...(investigation
        ? [{ kind: 'investigation', kommunCode, sourceId: investigation.sourceId } as const]
        : []),
    ],
  };
}

/** One row for each execution of the decision, or one without when there is none. */
export function decisionRows(own: DemoCase, decision: DemoDecision, style: SourceStyle): ExportRow[] {
  const executions = decision.executions.length > 0 ? decision.executions : [null];
  return executions.map((execution) => decisionRow(own, decision, execution, style));
}

function decisionRow(
  own: DemoCase,
  decision: DemoDecision,
  execution: DemoExecution | null,
  style: SourceStyle,
): ExportRow {
  const { kommunCode } = own.person;
  const { sourceId, insats, subtype, amount, level } = decision;
  return {
    cells: cellsOf(decisionColumns, {
      Beslutsid: sourceId,
      Ärendeid: own.sourceId,
      Insats: insatsText(insats, style),
      Form: subtype === null ? '' : formTexts[subtype],
      Beslutsutfall: outcomeText(decision.outcome, style),
      Beslutsdatum: dateCell(decision.decidedOn, style),
      'Gäller från': dateCell(decision.validFrom, style),
      'Gäller till': endCell(decision.validFrom, decision.validTo, style),
      Lagrum: insatser[insats].lagrum ?? '',
      Beslutsnivå: level === null ? '' : levelText(level),
      'Beslutsfattare id': decision.decidedBy ?? '',
      Omfattning: amount === null ? '' : amountCell(amount.value),
      Enhet: amount === null ? '' : unitText(amount.unit, style),
      Verkställighetsid: execution?.sourceId ?? '',
      Utförare: execution?.provider ?? '',
      Regi: execution ? regiTexts[execution.regi] : '',
      Beställd: dateCell(execution?.orderedOn ?? null, style),
      Verkställd: dateCell(execution?.startedOn ?? null, style),
      Avslutad: dateCell(execution?.endedOn ?? null, style),
      'Verkställande kommun': execution?.executingKommunCode ?? '',
      Kommunkod: kommunCode,
    }),
    planned: used,
    unmapped: [],
    records: [
      { kind: 'decision', kommunCode, sourceId },
      ...(execution ? [{ kind: 'execution', kommunCode, sourceId: execution.sourceId } as const] : []),
    ],
  };
}

/** A handläggare is the nämnd's, whichever of its kommuner the case belongs to. */
function seatOf(kommunCode: string): string {
  return namndOfKommun(kommunCode).kommunCodes[0] ?? kommunCode;
}
