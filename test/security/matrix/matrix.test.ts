import { type Caller, fieldClasses } from '@kommunhub/schema';
import type { ExecutionResult } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCasesSubgraph } from '../../../subgraphs/cases/src/index.js';
import { type Guarded, GuardedWorld } from './guarded-world.js';
import {
  type Asker,
  askers,
  followUpRefusalOf,
  lookupRefusalOf,
  protectedFields,
  refusalOf,
  seesCase,
  seesField,
} from './oracle.js';

type Json = Record<string, unknown>;

/** The selection of a type with every protected field of the policy, and what tells the row. */
const fieldsOf = (type: string) =>
  protectedFields
    .filter((field) => field.startsWith(`${type}.`))
    .map((field) => field.slice(type.length + 1))
    .map((field) => (field === 'executingKommun' ? 'executingKommun { code }' : field))
    .join(' ');
const execution = `executions { withheld ${fieldsOf('Execution')} }`;
const decision = `__typename id withheld ${fieldsOf('Decision')} ${execution}`;
const person = `__typename id withheld protection ${fieldsOf('Person')}`;
const whole = `__typename id person { ${person} } decisions { ${decision} }`;

/** What an answer shows of each row: by id, the protected fields that hold something. */
type Shown = Map<string, string[]>;

function shownIn(value: unknown, shown: Shown = new Map()): Shown {
  if (Array.isArray(value)) for (const inner of value) shownIn(inner, shown);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return shown;
  const row = value as Json;
  if (typeof row.id === 'string') shown.set(row.id, [...filled(String(row.__typename), row)].sort());
  for (const inner of Object.values(row)) shownIn(inner, shown);
  return shown;
}

function filled(type: string, row: Json): string[] {
  const own = protectedFields.filter((field) => {
    const value = row[field.split('.')[1]!];
    return field.startsWith(`${type}.`) && value != null && !(Array.isArray(value) && value.length === 0);
  });
  const executions = (row.executions ?? []) as Json[];
  return [...own, ...executions.flatMap((inner) => filled('Execution', inner))];
}

/** The same as the oracle has it: every row of the type that the asker sees, with its fields. */
function expected(asker: Asker, rows: readonly Guarded[], types: readonly string[]): Shown {
  const shown: Shown = new Map();
  const sees = (row: Guarded, fields: readonly string[]) =>
    protectedFields.filter((field) => fields.includes(field) && seesField(asker, row, field)).sort();
  for (const row of rows.filter((one) => seesCase(asker, one))) {
    if (types.includes('Case')) shown.set(row.caseId, []);
    if (types.includes('Person')) {
      shown.set(row.personId, sees(row, ['Person.personnummer', 'Person.name', 'Person.personkrets']));
    }
    if (!types.includes('Decision')) continue;
    const [text = '', home = ''] = row.decisionIds;
    shown.set(text, sees(row, ['Decision.insatsText', 'Decision.outcomeText']));
    shown.set(home, sees(row, ['Decision.extraKinds', 'Execution.provider', 'Execution.executingKommun']));
  }
  return shown;
}

const sorted = (shown: Shown) => [...shown].sort(([a], [b]) => a.localeCompare(b));
const codesOf = ({ errors }: ExecutionResult) => [
  ...new Set((errors ?? []).map(({ extensions }) => extensions.code)),
];

describe('role × protected field × nämnd × path', () => {
  let guarded: GuardedWorld;
  const callers = new Map<string, Caller>();
  beforeAll(async () => {
    guarded = await GuardedWorld.open();
    for (const asker of askers) callers.set(asker.name, await guarded.callerOf(asker));
  });
  afterAll(() => guarded.world.drop());

  const ask = (asker: Asker, text: string, variables: Json = {}) =>
    guarded.ask(callers.get(asker.name)!, text, variables);

  /** Asks, holds the refusal to the oracle, and looks for words in the whole answer that the asker does not see. */
  async function answer(asker: Asker, refusal: string | null, text: string, variables: Json = {}) {
    const result = await ask(asker, text, variables);
    expect(codesOf(result)).toEqual(refusal === null ? [] : [refusal]);
    const whole = JSON.stringify(result);
    for (const row of guarded.rows) {
      for (const [field, secret] of Object.entries(row.secrets)) {
        const mayBeThere = refusal === null && seesCase(asker, row) && seesField(asker, row, field);
        if (!mayBeThere) expect([field, whole.includes(secret)]).toEqual([field, false]);
      }
    }
    return result.data as Json | null;
  }

  /** Every row; one is enough for who is refused whatever is asked. */
  const rowsFor = (refusal: string | null) => (refusal === null ? guarded.rows : guarded.rows.slice(0, 1));

  it('knows every protected field that the graph has, or whose part proves it', () => {
    const classes = ['IDENTITY', 'LEADING', 'SENSITIVE'];
    const known = Object.entries(fieldClasses).flatMap(([type, fields]) =>
      Object.entries(fields)
        .filter(([, fieldClass]) => classes.includes(fieldClass))
        .map(([field]) => `${type}.${field}`),
    );
    // Of a claim the company that is paid; its subgraph shows it to who handles the claim alone. Rows of the
    // October report are their nämnd's chef's alone: test/october asks as everybody else.
    const elsewhere = (field: string) => field === 'Sjuklon.provider' || field.startsWith('OctoberRow.');
    expect(known.filter((field) => !elsewhere(field)).sort()).toEqual([...protectedFields].sort());
  });

  it('orders lists by days alone, so that no order tells of a field', () => {
    const { schema } = createCasesSubgraph();
    for (const name of ['CaseOrder', 'DecisionOrder']) {
      const order = schema.getType(name) as unknown as { getValues(): { name: string }[] };
      for (const value of order.getValues()) expect(value.name).toMatch(/^(OPENED|DECIDED)_ON_(ASC|DESC)$/);
    }
  });

  it.each(askers)('$name: list', async (asker) => {
    const data = await answer(asker, refusalOf(asker), `{ cases(first: 500) { nodes { ${whole} } } }`);
    const seen = expected(asker, guarded.rows, ['Case', 'Person', 'Decision']);
    expect(sorted(shownIn(data))).toEqual(sorted(seen));
    const decisions = await answer(
      asker,
      refusalOf(asker),
      `{ decisions(first: 500) { nodes { ${decision} } } }`,
    );
    expect(sorted(shownIn(decisions))).toEqual(sorted(expected(asker, guarded.rows, ['Decision'])));
  });

  it.each(askers.filter((asker) => refusalOf(asker) === null))(
    '$name: withheld names what is empty, and nothing else',
    async (asker) => {
      const data = await answer(asker, null, `{ cases(first: 500) { nodes { person { ${person} } } } }`);
      const nodes = (data as { cases: { nodes: { person: Json }[] } }).cases.nodes;
      for (const { person: shown } of nodes) {
        const row = guarded.rows.find(({ personId }) => personId === shown.id)!;
        const hidden = ['personnummer', 'name', 'personkrets'].filter(
          (field) => !seesField(asker, row, `Person.${field}`),
        );
        expect(shown.withheld).toEqual(hidden);
      }
    },
  );

  it.each(askers)('$name: node by id', async (asker) => {
    for (const row of rowsFor(refusalOf(asker))) {
      const text = `query ($id: ID!) { case(id: $id) { ${whole} } }`;
      const data = await answer(asker, refusalOf(asker), text, { id: row.caseId });
      expect(sorted(shownIn(data))).toEqual(sorted(expected(asker, [row], ['Case', 'Person', 'Decision'])));
    }
  });

  it.each(askers)('$name: _entities, straight to the subgraph', async (asker) => {
    const text = `query ($references: [_Any!]!) { _entities(representations: $references) {
      __typename ... on Case { id } ... on Person { ${person} } ... on Decision { ${decision} } } }`;
    const references = guarded.rows.flatMap(({ caseId, personId, decisionIds }) => [
      { __typename: 'Case', id: caseId },
      { __typename: 'Person', id: personId },
      ...decisionIds.map((id) => ({ __typename: 'Decision', id })),
    ]);
    const data = await answer(asker, refusalOf(asker), text, { references });
    const seen = expected(asker, guarded.rows, ['Case', 'Person', 'Decision']);
    expect(sorted(shownIn(data))).toEqual(sorted(seen));
  });

  it.each(askers)('$name: looking up, as an oracle too', async (asker) => {
    const text = `query ($input: PersonLookupInput!) { personLookup(input: $input) { ${person} } }`;
    const refusal = lookupRefusalOf(asker);
    for (const row of rowsFor(refusal)) {
      const byTerm = {
        personnummer: { personnummer: row.personnummer },
        name: { name: row.name },
        caseNumber: { caseNumber: row.caseNumber, kommunCodes: [row.caseId.slice(0, 4)] },
      };
      for (const [term, input] of Object.entries(byTerm)) {
        const data = await answer(asker, refusal, text, { input });
        const isTold = term === 'caseNumber' || seesField(asker, row, `Person.${term}`);
        const found = refusal === null && isTold ? expected(asker, [row], ['Person']) : new Map();
        expect(sorted(shownIn(data))).toEqual(sorted(found));
      }
    }
  });

  it.each(askers)('$name: totals and filters tell of no row that is not seen', async (asker) => {
    const seen = guarded.rows.filter((row) => seesCase(asker, row)).length;
    const total = async (refusal: string | null, filter: string) => {
      const data = await answer(asker, refusal, `{ cases${filter} { totalCount } }`);
      return (data as { cases?: { totalCount: number } } | null)?.cases?.totalCount ?? 0;
    };
    const refusal = refusalOf(asker);
    expect(await total(refusal, '')).toBe(seen);
    expect(await total(refusal, '(filter: { kommunCodes: ["2062"] })')).toBe(0);
    const followUp = followUpRefusalOf(asker);
    expect(await total(followUp, '(filter: { personkrets: P1 })')).toBe(followUp === null ? seen : 0);
    expect(await total(followUp, '(filter: { personkrets: P2 })')).toBe(0);
    await answer(asker, followUp, '{ decisions(filter: { insats: "OKAND" }) { totalCount } }');
  });

  it.each(askers)('$name: errors repeat nothing', async (asker) => {
    const [row] = guarded.rows.filter((one) => !seesCase(asker, one));
    for (const [text, variables] of [
      ['query ($id: ID!) { case(id: $id) { id } }', { id: row?.personnummer }],
      ['query ($c: String) { cases(after: $c) { nodes { id } } }', { c: row?.name }],
      ['query ($k: [ID!]) { cases(filter: { kommunCodes: $k }) { nodes { id } } }', { k: { id: row?.name } }],
      [`{ cases(filter: { status: "${row?.name}" }) { totalCount } }`, {}],
    ] as const) {
      const { errors } = await ask(asker, text, variables);
      for (const secret of Object.values(row?.secrets ?? {}))
        expect(JSON.stringify(errors ?? [])).not.toContain(secret);
    }
  });
});
