import { decisionKindCodes, type RecordKind } from '@kommunhub/schema';
import { dalarna } from '../data/dalarna.js';
import { demoNamnder, staffingSource } from '../data/namnder.js';
import { planAgreements, planUppdrag } from '../delegation/delegation-files.js';
import { agreementsFile, type DemoTarget, orderFile, uppdragFile } from '../demo-target.js';
import type { ExportFile } from '../export/export-row.js';
import { shapeSystems } from '../export/shapes/write-source.js';
import { demoIdentities } from '../identities.js';
import { type DemoOptions, type DemoPlan, holdsNumber, type NamndPlan } from '../plan-demo.js';
import { countKommun } from './count-kommun.js';
import { countFile, countUnmapped, recordKey, recordKeys, sumFiles, unknownInsatser } from './count-rows.js';
import type { DemoLedger, DemoSecrets, KommunLedger, OrderLedger, SourceLedger } from './demo-ledger.js';

/** Counts the demo from its plan. */
export function makeLedger(
  plan: DemoPlan,
  staffing: ExportFile,
  { seed, today }: DemoOptions,
  target: DemoTarget,
): DemoLedger {
  const ledger: Omit<DemoLedger, 'secrets'> = {
    seed,
    today,
    sources: [...plan.namnder.map((namndPlan) => sourceOf(namndPlan)), staffingLedger(staffing)],
    kommuner: plan.namnder.flatMap((namndPlan) => kommunerOf(namndPlan, plan)),
    orders: plan.namnder.map((namndPlan) => orderOf(namndPlan, target)),
    agreements: planAgreements(plan.today),
    uppdrag: planUppdrag(plan.today),
    identities: demoIdentities,
    files: {
      orders: plan.namnder.map(({ namnd }) => orderFile(target, namnd.id)),
      agreements: agreementsFile(target),
      uppdrag: uppdragFile(target),
    },
  };
  // Not enumerable, so that printing the ledger prints no person.
  return Object.defineProperty(ledger as DemoLedger, 'secrets', {
    value: secretsOf(plan),
    enumerable: false,
  });
}

function sourceOf({ namnd, cases, files }: NamndPlan): SourceLedger {
  return {
    id: namnd.sourceId,
    namndId: namnd.id,
    kommunCodes: namnd.kommunCodes,
    files: files.map((file) => ({ ...countFile(file), file: shapeSystems[namnd.shape].fileOf(file.name) })),
    afterMerge: sumFiles(files),
    records: recordsByKind(files),
    unmapped: countUnmapped(files),
    maskedCaseNumbers: cases.filter(holdsNumber).length,
  };
}

function staffingLedger(file: ExportFile): SourceLedger {
  const seat = demoNamnder.find(({ id }) => id === staffingSource.namndId)?.kommunCodes[0] ?? '';
  return {
    id: staffingSource.sourceId,
    namndId: staffingSource.namndId,
    kommunCodes: [seat, ...dalarna.map(({ code }) => code).filter((code) => code !== seat)],
    files: [countFile(file)],
    afterMerge: sumFiles([file]),
    records: recordsByKind([file]),
    unmapped: [],
    maskedCaseNumbers: 0,
  };
}

function recordsByKind(files: readonly ExportFile[]): SourceLedger['records'] {
  const counts: { [Kind in RecordKind]?: number } = {};
  for (const kind of recordKeys(files).values()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function kommunerOf({ namnd, people, cases, files }: NamndPlan, { today }: DemoPlan): KommunLedger[] {
  const keys = recordKeys(files);
  const unknown = unknownInsatser(files);
  return namnd.kommunCodes.map((kommunCode) =>
    countKommun({
      kommunCode,
      namnd,
      people: people.filter((person) => person.kommunCode === kommunCode),
      cases: cases.filter(({ person }) => person.kommunCode === kommunCode),
      staff: [...keys.keys()].filter((key) => key.startsWith(recordKey('staff', kommunCode, ''))).length,
      came: (kind, sourceId) => keys.has(recordKey(kind, kommunCode, sourceId)),
      isUnknown: (decisionId) => unknown.has(decisionId),
      today,
    }),
  );
}

function orderOf({ namnd, order }: NamndPlan, target: DemoTarget): OrderLedger {
  return {
    namndId: namnd.id,
    kommunCodes: namnd.kommunCodes,
    file: orderFile(target, namnd.id),
    order,
    points: order.points.length,
    unmappedPoints: order.points.filter(({ kinds }) => kinds.length === 0).length,
    missingKinds: decisionKindCodes.filter((kind) => !order.ownLevels.has(kind)),
  };
}

function secretsOf({ namnder, staff }: DemoPlan): DemoSecrets {
  const people = namnder.flatMap((plan) => plan.people);
  const numbers = people.flatMap(({ number }) => (number === null ? [] : writtenForms(number)));
  return {
    personNames: new Set(people.map(({ name }) => name)),
    staffNames: new Set([...staff.byKommun.values()].flatMap((roll) => roll.map(({ name }) => name))),
    personnummer: new Set(numbers),
    caseNumbersWithPersonnummer: new Set(
      namnder.flatMap(({ cases }) => cases.filter(holdsNumber).map(({ caseNumber }) => caseNumber)),
    ),
  };
}

/** A number in each way that a file of the demo or the hub itself may write it. */
function writtenForms(number: string): string[] {
  if (!/^\d{12}$/.test(number)) return [number];
  const [date, last] = [number.slice(0, 8), number.slice(8)];
  return [number, `${date}-${last}`, `${date.slice(2)}-${last}`, `${date.slice(2)}${last}`];
}
