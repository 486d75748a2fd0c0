/** An item of the conformance levels of OData 4.0 (Protocol 13.1), in a few words of our own. */
export interface ConformanceItem {
  /** M for minimal, I for intermediate, with the number of the specification. */
  readonly id: string;
  readonly demand: 'MUST' | 'SHOULD' | 'MAY';
  readonly requirement: string;
  /** FOLLOWED; NOT_OFFERED, answered with 501 as the specification asks; EMPTY where the model has nothing of the kind. */
  readonly answer: 'FOLLOWED' | 'NOT_OFFERED' | 'EMPTY';
  readonly how: string;
}

const item = (
  id: string,
  demand: ConformanceItem['demand'],
  requirement: string,
  answer: ConformanceItem['answer'],
  how: string,
): ConformanceItem => ({ id, demand, requirement, answer, how });

const must = (id: string, requirement: string, how: string) => item(id, 'MUST', requirement, 'FOLLOWED', how);
const should = (id: string, requirement: string, how: string) =>
  item(id, 'SHOULD', requirement, 'FOLLOWED', how);
const notOffered = (id: string, requirement: string, how: string) =>
  item(id, 'SHOULD', requirement, 'NOT_OFFERED', how);

/** Every item for a service that is read and never written; each has a test whose title begins with its number. */
export const conformanceItems: readonly ConformanceItem[] = [
  must('M1', 'service document at the service root', 'the tables that the key reaches'),
  must('M2', 'data in an OData format', 'JSON, with none, minimal or full control information'),
  must(
    'M3',
    'server-driven paging',
    '5,000 rows a page; absolute next links; `odata.maxpagesize` is honoured',
  ),
  must('M4', 'OData-Version with every answer', '4.0, refusals too'),
  must(
    'M5.1',
    'Accept is honoured or the request fails',
    '406 where no form fits; totals are text, also for who takes JSON only',
  ),
  must('M5.2', 'OData-MaxVersion is honoured or the request fails', '400 below 4.0'),
  must('M6', 'extensibility', 'custom options are ignored, but for `release` and `allowPartial`'),
  must('M7', 'every request is parsed; what is not supported is answered 501', 'with the place in the text'),
  must('M8', 'types of CSDL only', 'String, Int64, Decimal, Boolean, Date'),
  must(
    'M9',
    'nothing of its own has to be understood',
    'no custom headers, content or annotations are needed',
  ),
  must('M10', 'no update semantics are violated', 'everything but reading is answered 405'),
  must('M11', 'no other semantics are violated', 'keys, null, errors, ETag'),
  notOffered('M12', '$expand', 'tables have no relations to expand'),
  item('M13', 'MAY', 'model at $metadata', 'FOLLOWED', 'CSDL XML 4.0, valid against the schemas of OASIS'),
  must('I1', 'minimal conformance', 'all items above'),
  must('I2', 'every request is parsed; what is not supported is answered 501', 'as M7'),
  must('I3', '$select', 'properties and `*`'),
  item('I4', 'MUST', 'casts to derived types, where there are any', 'EMPTY', 'no type is derived'),
  must('I5', '$top', 'up to 999,999,999'),
  must('I6', '/$value of properties', 'null is 204'),
  must('I7.1', 'eq and ne on properties in $filter', 'of every type, and with null'),
  must('I7.2', 'parameter aliases in $filter', '`@p`; one that stands for nothing is null'),
  must('I7.3', 'other operators, or 501', 'gt ge lt le and or not in; arithmetic and has are 501'),
  must('I7.4', 'canonical functions, or 501', 'contains startswith endswith; the others are 501'),
  notOffered('I7.5', '$filter on expanded entities', 'nothing is expanded'),
  should('I8', 'model at $metadata', 'as M13'),
  should('I9', 'the OData JSON format', 'as M2'),
  should('I10', 'basic authentication over HTTPS', 'id and secret of a BI key; a bearer token does as well'),
  notOffered('I11', '$search', '`contains` finds a part of a text'),
  should('I12', '$skip', 'up to 999,999,999'),
  should('I13', '$count', 'told by the first page, of the same state as its rows'),
  notOffered('I14', '$expand', 'as M12'),
  notOffered('I15', 'any and all', 'no property holds a collection'),
  should('I16', '/$count', 'of entity sets'),
  should('I17', '$orderby', 'null first ascending, last descending; texts by their characters'),
];

const answers = { FOLLOWED: 'yes', NOT_OFFERED: 'no: 501', EMPTY: 'nothing of the kind' } as const;

/** The self-declaration, item by item. */
export function printConformance(): string {
  const rows = conformanceItems.map(
    ({ id, demand, requirement, answer, how }) =>
      `| ${id} | ${demand} | ${requirement} | ${answers[answer]} | ${how} |`,
  );
  return `${[
    '# OData 4.0: what the door at `/odata/v4/` follows',
    '',
    'A self-declaration against the conformance levels of OData 4.0 Protocol (with Errata 03), 13.1, for a service',
    'that is read and never written. M: minimal level, I: intermediate level; numbers and order are those of the',
    'specification, the words are ours. Every item has a test of its own, whose title begins with its number:',
    '`test/bi/odata-minimal.test.ts`, `odata-intermediate.test.ts`. Items M14 and on are about updating services.',
    '',
    '**Claimed: minimal and intermediate level, read-only.** The advanced level is not claimed.',
    '',
    '| item | demand | what | followed | how |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n')}\n`;
}
