import type { Execution } from './execution.js';
import type { RestoredOperation } from './restore-operation.js';

/** Compiles the choice of the variables one subgraph operation is sent with. */
export function variablesOf(operation: RestoredOperation): (execution: Execution) => Record<string, unknown> {
  const { variables, conditions } = operation;
  return (execution) => {
    const chosen: Record<string, unknown> = {};
    for (const name of variables) {
      const value = execution.variables[name];
      // A variable that was not given must stay absent, so that defaults apply.
      if (value !== undefined) chosen[name] = value;
    }
    for (const { place, name } of conditions) chosen[name] = execution.holds[place] === true;
    return chosen;
  };
}
