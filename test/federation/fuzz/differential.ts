import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import type { Engine } from '../../../gateway/src/execution/index.js';
import { Random } from './random.js';
import { type RandomOperation, randomOperation, type Wildness } from './random-operation.js';

/** One operation on which engine and monolith differ. */
export interface Difference {
  seed: number;
  turn: number;
  kind: 'data' | 'errors' | 'log' | 'refused' | 'aborted' | 'hung';
  operation: RandomOperation;
  expected: unknown;
  given: unknown;
}

/** What a run of the fuzz found. */
export interface DifferentialReport {
  operations: number;
  withErrors: number;
  samePaths: number;
  differences: Difference[];
}

/** Runs the same random operations through the engine and through one merged schema. */
export async function differential(input: {
  engine: Engine;
  monolith: GraphQLSchema;
  seed: number;
  operations: number;
  wildness: Wildness;
  /** Clears and gives the log that the subgraphs write mutations to, when it is not in the context. */
  log?: () => string[];
}): Promise<DifferentialReport> {
  const { engine, monolith, seed } = input;
  const random = new Random(seed);
  const report: DifferentialReport = { operations: 0, withErrors: 0, samePaths: 0, differences: [] };
  while (report.operations < input.operations) {
    const operation = randomOperation(monolith, random, input.wildness);
    const document = parse(operation.text, { noLocation: true });
    if (validate(monolith, document).length > 0) continue;
    report.operations += 1;
    const context = { log: [] as string[] };
    const expected = await execute({
      schema: monolith,
      document,
      variableValues: operation.variables,
      contextValue: context,
    });
    const shared = input.log?.();
    if (shared) shared.length = 0;
    const ownContext = { log: shared ?? [] };
    const given = await inTime(engine, document, operation, ownContext);
    const kind = compare(expected, given, context.log, ownContext.log);
    if (expected.errors) {
      report.withErrors += 1;
      if (paths(expected) === paths(given)) report.samePaths += 1;
    }
    if (kind) report.differences.push({ seed, turn: report.operations, kind, operation, expected, given });
  }
  return report;
}

function compare(
  expected: ExecutionResult,
  given: ExecutionResult,
  log: string[],
  ownLog: string[],
): Difference['kind'] | undefined {
  const code = given.errors?.[0]?.extensions.code;
  if (code === 'HUNG') return 'hung';
  if (code === 'PLAN_REFUSED') return 'refused';
  if (code === 'PLAN_ABORTED' || code === 'PLAN_TIMEOUT') return 'aborted';
  if (JSON.stringify(expected.data ?? null) !== JSON.stringify(given.data ?? null)) return 'data';
  if ((expected.errors === undefined) !== (given.errors === undefined)) return 'errors';
  if (log.join() !== ownLog.join()) return 'log';
  return undefined;
}

function paths(result: ExecutionResult): string {
  return JSON.stringify((result.errors ?? []).map((error) => error.path?.join('.') ?? '').sort());
}

function inTime(
  engine: Engine,
  document: DocumentNode,
  operation: RandomOperation,
  context: unknown,
): Promise<ExecutionResult> {
  let clock: NodeJS.Timeout | undefined;
  const late = new Promise<ExecutionResult>((resolve) => {
    clock = setTimeout(() => resolve({ errors: [{ extensions: { code: 'HUNG' } } as never] }), 20_000);
  });
  const answer = engine.execute({ document, variables: operation.variables, context });
  return Promise.race([answer, late]).finally(() => clearTimeout(clock));
}

/** A difference as text that can be pasted into a test. */
export function describeDifference({ kind, seed, turn, operation, expected, given }: Difference): string {
  const lines = [`${kind} (seed ${seed}, turn ${turn})`, operation.text, JSON.stringify(operation.variables)];
  return [...lines, `expected ${JSON.stringify(expected)}`, `given    ${JSON.stringify(given)}`].join('\n');
}
