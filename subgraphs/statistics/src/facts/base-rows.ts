/** What facts are derived from, as it is known at a moment of a nämnd's history, or now. */
export interface Knowledge {
  /** SQL of the instant as of which rows are taken; null takes them as they are. */
  readonly at: string | null;
}

export const current: Knowledge = { at: null };

/** The columns of each table that facts are made of. */
const columns = {
  persons: ['id_type', 'personnummer_hash', 'birth_year', 'sex', 'personkrets'],
  cases: ['person_id', 'handlaggare_id', 'law', 'opened_on', 'closed_on'],
  investigations: ['case_id', 'category', 'applied_on', 'opened_on', 'closed_on'],
  decisions: ['case_id', 'insats', 'subtype', 'outcome', 'decided_on', 'valid_from', 'valid_to'],
  executions: ['decision_id', 'regi', 'started_on', 'ended_on', 'executing_kommun_code'],
  interruptions: ['execution_id', 'started_on', 'ended_on'],
  follow_ups: ['decision_id', 'planned_on', 'done_on'],
  handlaggare: ['befattning', 'fte', 'active_from', 'active_to'],
  insats_counts: ['counted_on', 'insats', 'sex', 'count'],
  kommun_facts: ['lss_fte_list'],
} as const;

export type BaseTable = keyof typeof columns;
export const baseTables = Object.keys(columns) as readonly BaseTable[];

/** SQL condition of the nämnd's rows; what is told of kommuner may be about others than its own. */
export function ofNamnd(table: BaseTable): string {
  return table === 'kommun_facts' ? 'namnd_id = $1' : 'namnd_id = $1 and kommun_code = any ($2)';
}

/**
 * The nämnd's rows of a table as they were known. The nämnd is parameter $1 and
 * its kommuner are $2: the condition on these lets an index be used.
 */
export function baseRows(table: BaseTable, { at }: Knowledge): string {
  const list = ['kommun_code', 'id', ...columns[table]].join(', ');
  const own = ofNamnd(table);
  const rows = `select ${list} from cases.${table} where ${own}`;
  if (at === null) return `(${rows})`;
  return `(${rows} and known_from <= ${at}
    union all select ${list} from cases.${table}_history where ${own} and known_from <= ${at} and known_to > ${at})`;
}

/** The key that stands for an id of the kind; joined as `alias`. */
export function keyOf(kind: SurrogateKind, id: string, alias: string): string {
  return `join statistics.surrogates ${alias}
    on ${alias}.kommun_code = any ($2) and ${alias}.kind = '${kind}' and ${alias}.id = ${id}`;
}

export type SurrogateKind = 'person' | 'case' | 'decision' | 'staff' | 'followUp';

/** Where ids of each kind come from. */
export const surrogatesOf: Readonly<Record<SurrogateKind, BaseTable>> = {
  person: 'persons',
  case: 'cases',
  decision: 'decisions',
  staff: 'handlaggare',
  followUp: 'follow_ups',
};

/**
 * The persons of the nämnd with the key under which each is counted. Who stands
 * twice in a kommun, in two systems or by a mistake, is one person by the hash
 * of the number, described as the first of the rows does. A reservnummer joins
 * nobody: systems fill it out with zeros.
 */
export function people(knowledge: Knowledge): string {
  return `people as materialized (
    select person.id,
           first_value(own.key) over same as person_key,
           first_value(person.sex) over same as sex,
           first_value(person.birth_year) over same as birth_year,
           first_value(person.personkrets) over same as personkrets
      from ${baseRows('persons', knowledge)} person ${keyOf('person', 'person.id', 'own')}
    window same as (partition by person.kommun_code,
                      coalesce(case when person.id_type <> 'RESERVNUMMER'
                        then encode(person.personnummer_hash, 'hex') end, person.id) order by person.id))`;
}

export const personColumns = ['person_key', 'sex', 'birth_year', 'personkrets'] as const;
export const ofPerson = personColumns.map((column) => `people.${column}`).join(', ');
