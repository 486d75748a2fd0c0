import { normaliseHeader, type RecordKind, recordKinds } from '@kommunhub/schema';
import { fieldRule, recordFields } from '../mapping/record-fields.js';
import type { ColumnType } from '../settings/mapping-settings.js';
import type { KnownHeaders } from './known-headers.js';
import type { SurveyedColumn, SurveyedTable } from './survey-table.js';

export interface DraftColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly table: string | null;
  readonly required: boolean;
  readonly dropTime: boolean;
  readonly expression: string | null;
  /** What a person must look at, in Swedish. */
  readonly remarks: readonly string[];
  readonly survey: SurveyedColumn | null;
}

export type DraftField = readonly [
  field: string,
  source: string | { readonly constant: string } | { readonly namnd: 'seat' },
];

export interface DraftRecord {
  readonly kind: RecordKind;
  readonly when: string | null;
  readonly complete: boolean;
  /** Field → column, or a constant or the nämnd's seat where there is no column. */
  readonly fields: readonly DraftField[];
  /** Fields that must be mapped and for which no column was found. */
  readonly missing: readonly string[];
}

export interface DraftTable {
  readonly survey: SurveyedTable;
  readonly columns: readonly DraftColumn[];
  readonly records: readonly DraftRecord[];
  /** Columns that no field is known for. */
  readonly unused: readonly SurveyedColumn[];
}

type Fields = Map<string, SurveyedColumn>;

/** A column already used for the kind, or whose values say otherwise, must not win over another. */
const usedPenalty = 5;

/** The column of the table that each of a kind's fields is best mapped to. */
function candidates(survey: SurveyedTable, kind: RecordKind, known: KnownHeaders): Fields {
  const fields: Fields = new Map();
  for (const field of Object.keys(recordFields[kind])) {
    const ranked = survey.columns
      .filter((column) => holds(column, kind, field))
      .map((column) => ({ column, support: known.support(column.header, { kind, field }) }))
      .filter(({ support }) => support > 0)
      .map(({ column, support }) => {
        const isUsed = [...fields.values()].includes(column);
        return { column, score: support + idBonus(column, field) - (isUsed ? usedPenalty : 0) };
      })
      .sort((left, right) => right.score - left.score);
    if (ranked[0] !== undefined) fields.set(field, ranked[0].column);
  }
  // A list that has no other id of a case goes by its number, and so do what refers to it.
  const caseNumber = fields.get('caseNumber');
  if (kind === 'case' && caseNumber !== undefined && !fields.has('sourceId'))
    fields.set('sourceId', caseNumber);
  // An execution on the row of its decision refers to that.
  const decision = kind === 'execution' ? candidates(survey, 'decision', known).get('sourceId') : undefined;
  if (decision !== undefined && !fields.has('decisionSourceId')) fields.set('decisionSourceId', decision);
  // A real PersonId is the personnummer: where there is no other id, the number is it.
  const number = survey.columns.find(
    (column) =>
      known.support(column.header, { kind: 'person', field: 'personnummer' }) > 0 &&
      holds(column, 'person', 'personnummer'),
  );
  if (number === undefined) return fields;
  if (kind === 'person' && !fields.has('sourceId')) fields.set('sourceId', number);
  if (kind === 'case' && fields.has('sourceId') && !fields.has('personSourceId')) {
    fields.set('personSourceId', number);
  }
  return fields;
}

/** Beside Handläggare id a column Handläggare is a name. */
function idBonus({ header }: SurveyedColumn, field: string): number {
  return /sourceId$/i.test(field) && normaliseHeader(header).endsWith('id') ? usedPenalty - 1 : 0;
}

/** Whether the values are such as the field takes, where that can be told: Kommun may hold a name, not a code. */
function holds({ filled, readable }: SurveyedColumn, kind: RecordKind, field: string): boolean {
  const type = fieldRule(kind, field)?.type;
  return (type !== 'kommunkod' && type !== 'personnummer') || readable[type] >= filled / 2;
}

/** Kinds that stand on the rows of others, and only on some of them. */
const optionalKinds: ReadonlySet<RecordKind> = new Set(['staff', 'investigation', 'execution']);

const naming = new Set([
  'sourceId',
  'kommunCode',
  'personSourceId',
  'caseSourceId',
  'decisionSourceId',
  'executionSourceId',
  'staffSourceId',
]);

/** Fields without which a table is not taken for one of the kind: much else has dates and an id. */
const telling: Readonly<Partial<Record<RecordKind, readonly string[]>>> = {
  followUp: ['decisionSourceId', 'plannedOn'],
  interruption: ['executionSourceId', 'startedOn'],
  insatsCount: ['countedOn', 'count'],
};

/** How much of the kind itself a table holds, what only points at others left out; 0 when it cannot be drafted. */
function strength(kind: RecordKind, fields: Fields): number {
  if (telling[kind]?.some((field) => !fields.has(field))) return 0;
  const own = [...fields.keys()].filter((field) => !naming.has(field)).length;
  if (kind === 'staff') return fields.has('sourceId') ? 1 + own : 0;
  // An execution often lacks an id of its own and stands on the row of its decision.
  if (kind === 'execution') return own;
  return fields.has('sourceId') ? own : 0;
}

/** Decides which table gives which kinds: each kind where most of it is. */
export function assignKinds(
  surveys: readonly SurveyedTable[],
  known: KnownHeaders,
): ReadonlyMap<SurveyedTable, readonly RecordKind[]> {
  const assigned = new Map<SurveyedTable, RecordKind[]>(surveys.map((survey) => [survey, []]));
  for (const kind of recordKinds) {
    const ranked = surveys
      .map((survey) => ({ survey, score: strength(kind, candidates(survey, kind, known)) }))
      .filter(({ score }) => score > 0)
      .sort((left, right) => right.score - left.score);
    const best = ranked[0]?.survey;
    for (const { survey } of ranked) {
      // The same list parted over sheets or files gives the same records.
      if (best !== undefined && (survey === best || isAlike(survey, best))) assigned.get(survey)?.push(kind);
    }
  }
  for (const kinds of assigned.values()) {
    const isAlone = kinds.includes('execution') && !kinds.includes('decision');
    if (isAlone) kinds.splice(kinds.indexOf('execution'), 1);
  }
  return assigned;
}

function isAlike(left: SurveyedTable, right: SurveyedTable): boolean {
  const headers = new Set(left.columns.map(({ header }) => normaliseHeader(header)));
  const same = right.columns.filter(({ header }) => headers.has(normaliseHeader(header))).length;
  return same >= 0.8 * Math.max(left.columns.length, right.columns.length);
}

/** Drafts the mapping of one table for the kinds it gives. */
export function draftTable(
  survey: SurveyedTable,
  kinds: readonly RecordKind[],
  known: KnownHeaders,
  kommunCode: string | null,
): DraftTable {
  const columns = new Map<string, DraftColumn>();
  const records = kinds.map((kind) => {
    const fields = candidates(survey, kind, known);
    const mapped: DraftField[] = [];
    // A handläggare belongs to the nämnd, not to the kommun of whichever case names them first.
    if (kind === 'staff') mapped.push(['kommunCode', { namnd: 'seat' }]);
    for (const field of Object.keys(recordFields[kind])) {
      if (mapped.some(([name]) => name === field)) continue;
      const column = fields.get(field);
      if (column === undefined) continue;
      const drafted = draftColumn(column, kind, field, known, columns.get(column.header));
      if (drafted === null) continue;
      columns.set(column.header, drafted);
      mapped.push([field, column.header]);
    }
    return completeRecord(kind, mapped, fields, columns, survey, kommunCode);
  });
  const unused = survey.columns.filter(({ header }) => !columns.has(header));
  return { survey, columns: [...columns.values()], records, unused };
}

function completeRecord(
  kind: RecordKind,
  mapped: DraftField[],
  fields: Fields,
  columns: Map<string, DraftColumn>,
  survey: SurveyedTable,
  kommunCode: string | null,
): DraftRecord {
  const has = (field: string) => mapped.some(([name]) => name === field);
  if (!has('kommunCode') && kommunCode !== null) mapped.unshift(['kommunCode', { constant: kommunCode }]);
  if (kind === 'execution') addExecutionKey(mapped, columns);
  if (kind === 'person' && !has('name')) addWholeName(mapped, columns, survey);
  const missing = Object.keys(recordFields[kind]).filter((field) => {
    const rule = fieldRule(kind, field);
    return rule !== undefined && 'required' in rule && rule.required && !has(field);
  });
  const key = mapped.find(([field]) => field === 'sourceId')?.[1];
  return {
    kind,
    when: optionalKinds.has(kind) && typeof key === 'string' ? key : null,
    complete: kind !== 'staff' || fields.size > 3,
    fields: mapped,
    missing,
  };
}

const executionKey = 'Verkställighet';

/** An execution stands for itself by its decision's id where it has none. */
function addExecutionKey(mapped: DraftField[], columns: Map<string, DraftColumn>): void {
  const fieldOf = (name: string) => mapped.find(([field]) => field === name)?.[1];
  const decision = fieldOf('decisionSourceId');
  const filled = ['provider', 'orderedOn', 'startedOn']
    .map(fieldOf)
    .filter((column) => typeof column === 'string');
  if (fieldOf('sourceId') !== undefined || typeof decision !== 'string' || filled.length === 0) return;
  const condition = filled.map((column) => `\`${column}\` != ''`).join(' or ');
  columns.set(
    executionKey,
    computed(executionKey, `${condition} ? \`${decision}\` & '/V' : ''`, [
      'verkställigheten saknar eget id i filen och får beslutets; en per beslut',
    ]),
  );
  mapped.unshift(['sourceId', executionKey]);
}

/** A name parted over two columns is one field. */
function addWholeName(
  mapped: DraftField[],
  columns: Map<string, DraftColumn>,
  { columns: surveyed }: SurveyedTable,
): void {
  const parts = ['förnamn', 'efternamn'].map((name) =>
    surveyed.find(({ header }) => normaliseHeader(header) === name),
  );
  const found = parts.filter((part) => part !== undefined);
  if (found.length < parts.length || columns.has('Namn')) return;
  for (const part of found)
    columns.set(part.header, { ...computed(part.header, '', []), expression: null, survey: part });
  const joined = found.map(({ header }) => `\`${header}\``).join(" & ' ' & ");
  columns.set('Namn', computed('Namn', `$trim(${joined})`, []));
  mapped.push(['name', 'Namn']);
}

function computed(name: string, expression: string, remarks: readonly string[]): DraftColumn {
  const settings = { type: 'text', table: null, required: false, dropTime: false } as const;
  return { name, ...settings, expression, remarks, survey: null };
}

/** The column for a field; null when it is already read as something that the field does not take. */
function draftColumn(
  survey: SurveyedColumn,
  kind: RecordKind,
  field: string,
  known: KnownHeaders,
  before: DraftColumn | undefined,
): DraftColumn | null {
  const rule = fieldRule(kind, field);
  if (rule === undefined || rule.type === 'derived' || rule.type === 'counts') return null;
  // Records that not every row gives ask for their fields themselves, where there is one.
  const required = (before?.required ?? false) || (rule.required && !optionalKinds.has(kind));
  if (before !== undefined) {
    // A text field takes the text of whatever the column is read as; any other type must agree.
    const isText = before.type === 'text' && rule.type !== 'code' && rule.type !== 'boolean';
    const type = isText ? rule.type : before.type;
    const takesText = rule.type === 'text' && before.type !== 'code' && before.type !== 'boolean';
    return isText || takesText || before.type === rule.type ? { ...before, type, required } : null;
  }
  const remarks = remarksOn(survey, rule.type);
  return {
    name: survey.header,
    type: rule.type === 'text' && looksLikeNumbers(survey) ? 'personnummer' : rule.type,
    table: rule.type === 'code' ? (known.tableOf({ kind, field }) ?? field.toLowerCase()) : null,
    required,
    dropTime: rule.type === 'date' && survey.timed > 0,
    expression: null,
    remarks,
    survey,
  };
}

const looksLikeNumbers = ({ filled, readable }: SurveyedColumn) =>
  filled > 0 && readable.personnummer > filled * 0.9 && readable.kommunkod < filled * 0.1;

function remarksOn(survey: SurveyedColumn, type: ColumnType): readonly string[] {
  const { filled, readable, timed } = survey;
  if (filled === 0) return ['kolumnen är tom i filen'];
  const remarks: string[] = [];
  if (type === 'date' || type === 'decimal' || type === 'personnummer' || type === 'kommunkod') {
    const unread = filled - readable[type];
    if (unread > 0) remarks.push(`${unread} av ${filled} värden går inte att läsa som ${type}`);
  }
  if (type === 'date' && timed > 0) remarks.push('klockslag tas bort');
  if (type === 'code' && survey.distinct === null) remarks.push('för många olika värden för att vara koder');
  return remarks;
}
