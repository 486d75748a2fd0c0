import { EngineError } from '../engine-errors.js';
import type { SendToSubgraph } from '../transports/transport.js';
import { type CheckedAnswer, checkAnswer } from './check-answer.js';
import type { Execution } from './execution.js';
import { variablesOf } from './fetch-variables.js';
import { type MergeShape, shapeOf } from './merge-shape.js';
import type { PlanContext } from './plan-context.js';
import { type RestoredOperation, restoreOperation } from './restore-operation.js';

/** A subgraph operation ready to be sent again and again. */
export interface PreparedFetch {
  operation: RestoredOperation;
  shape: MergeShape;
  /** The caller's variables it is sent with; representations are added by the step. */
  variables(execution: Execution): Record<string, unknown>;
  /** Sends it and hands the checked answer on; at once when the subgraph answers at once. */
  send(
    execution: Execution,
    variables: Record<string, unknown>,
    onAnswer: (answer: CheckedAnswer) => void,
    onFailure: (cause: unknown) => void,
  ): void | Promise<void>;
}

/** Prepares one operation of a plan. @throws EngineError when the plan names a subgraph nobody can reach. */
export function prepareFetch(
  planned: { serviceName: string; operation: string; operationKind?: string },
  context: PlanContext,
): PreparedFetch {
  const operation = restoreOperation(planned, context.takenOut);
  const transport = context.transports.get(operation.subgraph);
  if (!transport)
    throw new EngineError('PLAN_REFUSED', `No way is known to reach subgraph ${operation.subgraph}.`);
  const send: SendToSubgraph = transport.prepare(operation);
  return {
    operation,
    shape: shapeOf(operation.document),
    variables: variablesOf(operation.variables),
    send(execution, variables, onAnswer, onFailure) {
      // A mutation that has begun is finished, whoever is still listening.
      const signal = operation.kind === 'mutation' ? undefined : execution.signal;
      if (signal?.aborted) return onFailure(cancelled());
      let answer: ReturnType<SendToSubgraph>;
      try {
        answer = send({ variables, context: execution.context, signal });
      } catch (cause) {
        return onFailure(cause);
      }
      if (answer instanceof Promise) {
        return answer.then((value) => accept(operation.subgraph, value, onAnswer, onFailure), onFailure);
      }
      accept(operation.subgraph, answer, onAnswer, onFailure);
    },
  };
}

function accept(
  subgraph: string,
  answer: Parameters<typeof checkAnswer>[1],
  onAnswer: (answer: CheckedAnswer) => void,
  onFailure: (cause: unknown) => void,
): void {
  let checked: CheckedAnswer;
  try {
    checked = checkAnswer(subgraph, answer);
  } catch (cause) {
    onFailure(cause);
    return;
  }
  onAnswer(checked);
}

function cancelled(): EngineError {
  return new EngineError('OPERATION_CANCELLED', 'The caller left before the answer was ready.');
}
