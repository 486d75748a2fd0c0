// Runs in a process of its own, as TypeScript in development: it may import packages only.
import { QueryPlanner } from '@graphql-hive/router-query-planner';

/** Exit code when the memory limit was met; it is in the cause of the parent's PLAN_ABORTED. */
const OUT_OF_MEMORY = 77;

let planner: QueryPlanner | undefined;
let memoryLimit = Number.POSITIVE_INFINITY;

process.on('message', (message: { supergraph: string; memoryMiB: number } | { normalForm: string }) => {
  if ('supergraph' in message) {
    start(message.supergraph, message.memoryMiB);
    return;
  }
  plan(message.normalForm).then(
    (answer) => process.send?.(answer),
    (error: unknown) =>
      process.send?.({
        refused: error instanceof Error ? error.message : String(error),
      }),
  );
});

process.on('disconnect', () => process.exit(0));

function start(supergraph: string, memoryMiB: number): void {
  try {
    planner = new QueryPlanner(supergraph);
  } catch (error) {
    process.send?.({
      broken: error instanceof Error ? error.message : String(error),
    });
    return;
  }
  memoryLimit = memoryMiB * 1024 * 1024;
  // planAsync works on another thread, so this clock keeps ticking while native code allocates.
  setInterval(endIfTooLarge, 20).unref();
  process.send?.({ ready: true });
}

function endIfTooLarge(): void {
  if (process.memoryUsage.rss() > memoryLimit) process.exit(OUT_OF_MEMORY);
}

async function plan(normalForm: string): Promise<{ plan: unknown }> {
  // What earlier plans left behind counts too; the parent tries once more in a new process.
  endIfTooLarge();
  if (!planner) throw new Error('The supergraph is not loaded.');
  return { plan: await planner.planAsync(normalForm, null, new Set(), 0) };
}
