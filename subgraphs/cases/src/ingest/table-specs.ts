import { normaliseSearchTerm } from '@kommunhub/schema';
import {
  encrypted,
  lookup,
  optionalReference,
  plain,
  reference,
  type TableSpec,
  tableSpec,
} from '@kommunhub/subgraph-kit';

const searchTerm = (text: string | null): string | null => (text === null ? null : normaliseSearchTerm(text));

/**
 * How records become rows of this subgraph's tables.
 *
 * Number, name and case number have a keyed hash beside the ciphertext: the
 * only terms by which a case may be searched for (förordning 2001:637, 15 §).
 */
export const caseTableSpecs: readonly TableSpec[] = [
  tableSpec<'kommun'>({
    kind: 'kommun',
    table: 'cases.kommun_facts',
    columns: [
      plain('population', 'integer', (record) => record.population),
      plain('population_on', 'date', (record) => record.populationOn),
      plain('population_estimated', 'boolean', (record) => record.populationEstimated),
      plain('omrade', 'text', (record) => record.omrade),
      plain('omrade_status', 'text', (record) => record.omradeStatus),
      plain('lss_fte_list', 'numeric', (record) => record.lssFteList),
      plain('lss_fte_omrade', 'numeric', (record) => record.lssFteOmrade),
      plain('includes_socialpsykiatri', 'boolean', (record) => record.includesSocialpsykiatri),
      plain('other_staff', 'jsonb', (record) => record.otherStaff),
      plain('origin', 'text', (record) => record.origin),
    ],
  }),
  tableSpec<'staff'>({
    kind: 'staff',
    table: 'cases.handlaggare',
    columns: [
      encrypted('name_cipher', (record) => record.name),
      plain('befattning', 'text', (record) => record.befattning),
      encrypted('befattning_raw_cipher', (record) => record.befattningRaw),
      plain('fte', 'numeric', (record) => record.fte),
      plain('active_from', 'date', (record) => record.activeFrom),
      plain('active_to', 'date', (record) => record.activeTo),
    ],
  }),
  tableSpec<'person'>({
    kind: 'person',
    table: 'cases.persons',
    columns: [
      plain('id_type', 'text', (record) => record.idType),
      encrypted('personnummer_cipher', (record) => record.personnummer),
      lookup('personnummer_hash', (record) => record.personnummer),
      encrypted('name_cipher', (record) => record.name),
      lookup('name_hash', (record) => searchTerm(record.name)),
      plain('birth_year', 'smallint', (record) => record.birthYear),
      plain('sex', 'text', (record) => record.sex),
      plain('protection', 'text', (record) => record.protection),
      plain('personkrets', 'text', (record) => record.personkrets),
    ],
  }),
  tableSpec<'case'>({
    kind: 'case',
    table: 'cases.cases',
    columns: [
      reference('person_id', 'person', (record) => record.personSourceId),
      optionalReference('handlaggare_id', 'staff', (record) => record.handlaggareSourceId),
      plain('has_handlaggare', 'boolean', (record) => record.handlaggareSourceId !== null),
      encrypted('case_number_cipher', (record) => record.caseNumber),
      lookup('case_number_hash', (record) => searchTerm(record.caseNumber)),
      plain('law', 'text', (record) => record.law),
      plain('status', 'text', (record) => record.status),
      plain('opened_on', 'date', (record) => record.openedOn),
      plain('closed_on', 'date', (record) => record.closedOn),
    ],
  }),
  tableSpec<'investigation'>({
    kind: 'investigation',
    table: 'cases.investigations',
    columns: [
      reference('case_id', 'case', (record) => record.caseSourceId),
      plain('category', 'text', (record) => record.category),
      plain('applied_on', 'date', (record) => record.appliedOn),
      plain('opened_on', 'date', (record) => record.openedOn),
      plain('closed_on', 'date', (record) => record.closedOn),
    ],
  }),
  tableSpec<'decision'>({
    kind: 'decision',
    table: 'cases.decisions',
    columns: [
      reference('case_id', 'case', (record) => record.caseSourceId),
      plain('insats', 'text', (record) => record.insats),
      encrypted('insats_raw_cipher', (record) => record.insatsRaw),
      plain('subtype', 'text', (record) => record.subtype),
      plain('outcome', 'text', (record) => record.outcome),
      encrypted('outcome_raw_cipher', (record) => record.outcomeRaw),
      plain('decided_on', 'date', (record) => record.decidedOn),
      plain('valid_from', 'date', (record) => record.validFrom),
      plain('valid_to', 'date', (record) => record.validTo),
      plain('lagrum', 'text', (record) => record.lagrum),
      plain('level', 'text', (record) => record.level),
      optionalReference('decided_by_id', 'staff', (record) => record.decidedBySourceId),
      plain('amount', 'numeric', (record) => record.amount),
      plain('amount_unit', 'text', (record) => record.amountUnit),
    ],
  }),
  tableSpec<'execution'>({
    kind: 'execution',
    table: 'cases.executions',
    columns: [
      reference('decision_id', 'decision', (record) => record.decisionSourceId),
      encrypted('provider_cipher', (record) => record.provider),
      plain('regi', 'text', (record) => record.regi),
      plain('ordered_on', 'date', (record) => record.orderedOn),
      plain('started_on', 'date', (record) => record.startedOn),
      plain('ended_on', 'date', (record) => record.endedOn),
      plain('executing_kommun_code', 'text', (record) => record.executingKommunCode),
    ],
  }),
  tableSpec<'followUp'>({
    kind: 'followUp',
    table: 'cases.follow_ups',
    columns: [
      reference('decision_id', 'decision', (record) => record.decisionSourceId),
      plain('type', 'text', (record) => record.type),
      encrypted('type_raw_cipher', (record) => record.typeRaw),
      plain('planned_on', 'date', (record) => record.plannedOn),
      plain('done_on', 'date', (record) => record.doneOn),
      plain('result', 'text', (record) => record.result),
    ],
  }),
  tableSpec<'interruption'>({
    kind: 'interruption',
    table: 'cases.interruptions',
    columns: [
      reference('execution_id', 'execution', (record) => record.executionSourceId),
      plain('started_on', 'date', (record) => record.startedOn),
      plain('ended_on', 'date', (record) => record.endedOn),
      plain('cause', 'text', (record) => record.cause),
      encrypted('cause_raw_cipher', (record) => record.causeRaw),
    ],
  }),
  tableSpec<'insatsCount'>({
    kind: 'insatsCount',
    table: 'cases.insats_counts',
    columns: [
      plain('counted_on', 'date', (record) => record.countedOn),
      plain('insats', 'text', (record) => record.insats),
      encrypted('insats_raw_cipher', (record) => record.insatsRaw),
      optionalReference('handlaggare_id', 'staff', (record) => record.staffSourceId),
      plain('sex', 'text', (record) => record.sex ?? null),
      plain('count', 'integer', (record) => record.count),
    ],
  }),
];
