import type { Execution } from './execution.js';

/** Compiles the choice of the caller's variables that one subgraph operation is sent with. */
export function variablesOf(names: readonly string[]): (execution: Execution) => Record<string, unknown> {
  return (execution) => {
    const chosen: Record<string, unknown> = {};
    for (const name of names) {
      const value = execution.variables[name];
      // A variable that was not given must stay absent, so that defaults apply.
      if (value !== undefined) chosen[name] = value;
    }
    return chosen;
  };
}
