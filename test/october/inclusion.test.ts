import { insatser as allInsatser, columnOf, isOctoberInsats, octoberInclusion } from '@kommunhub/schema';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aNumber, OctoberWorld, person } from './october-world.js';

const days = ['2026-09-28', '2026-09-29', '2026-09-30', '2026-10-01', '2026-10-02', '2026-10-03'] as const;
const day = fc.constantFrom(...days);
const openEnd = fc.option(day, { nil: null });
const interval = fc
  .tuple(day, openEnd)
  .map(([from, to]) => ({ from, to: to !== null && to < from ? from : to }));

/** Decisions and executions of every kind round 1 October. */
const execution = fc
  .record({
    insats: fc.constantFrom(
      'LSS_9_2',
      'LSS_9_4',
      'LSS_9_8',
      'LSS_9_9',
      'LSS_9_10',
      'LSS_9_1',
      'SOL_BOENDESTOD',
    ),
    subtype: fc.constantFrom(null, 'SJUKVIKARIE', 'FAMILJEHEM', 'GRUPPBOSTAD', 'ANNAN_SARSKILT_ANPASSAD'),
    outcome: fc.constantFrom('BIFALL', 'BIFALL', 'BIFALL', 'AVSLAG'),
    decided: interval,
    executed: interval,
    pauses: fc.array(interval, { maxLength: 2 }),
  })
  .map(({ decided, executed, pauses, ...rest }) => ({
    ...rest,
    ...{ insats: rest.insats as keyof typeof allInsatser, outcome: rest.outcome as 'BIFALL' | 'AVSLAG' },
    ...{ validFrom: decided.from as string, validTo: decided.to },
    ...{ startedOn: executed.from as string, endedOn: executed.to },
    interruptions: pauses.map(({ from, to }) => ({ startedOn: from, endedOn: to })),
  }));
const cases = fc.sample(fc.array(execution, { minLength: 1, maxLength: 4 }), { numRuns: 150, seed: 2026 });

interface Answer {
  readonly octoberReport: {
    readonly rows: {
      readonly nodes: readonly {
        readonly person: { readonly id: string };
        readonly columns: readonly string[];
      }[];
    };
  };
}

describe('the rows of the report against the records, execution by execution', () => {
  let world: OctoberWorld;
  beforeAll(async () => {
    world = await OctoberWorld.open();
    await world.deliver(
      cases.flatMap((executions, index) => person(`p${index}`, aNumber(index), executions)),
    );
  });
  afterAll(() => world.world.drop());

  it.each([
    ['EXKLUDERAS', ['INGAR']],
    ['RAKNAS', ['INGAR', 'AVBROTT']],
  ])('hold what the rule of inclusion says when interruptions are %s', async (interruptions, counted) => {
    const expected = new Map(
      cases.flatMap((executions, index) => {
        const columns = executions
          .filter((one) => counted.includes(octoberInclusion(one, '2026-10-01')))
          .flatMap(({ insats, subtype }) =>
            isOctoberInsats(insats) ? [columnOf(insats, subtype).column] : [],
          );
        return columns.length === 0
          ? []
          : [[world.personId(`p${index}`), [...new Set(columns)].sort()] as const];
      }),
    );
    const answer = await world.ask(
      `query Rows($how: OctoberInterruptions) { octoberReport(kommunCode: "2080", year: 2026, interruptions: $how) {
         rows(first: 500) { nodes { person { id } columns } } } }`,
      { how: interruptions },
    );
    expect(answer.errors).toBeUndefined();
    const { nodes } = (answer.data as unknown as Answer).octoberReport.rows;
    expect(new Map(nodes.map(({ person: { id }, columns }) => [id, [...columns].sort()]))).toEqual(expected);
    expect(expected.size).toBeGreaterThan(15);
  });
});
