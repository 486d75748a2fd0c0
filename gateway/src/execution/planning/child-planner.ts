import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { QueryPlan } from '@graphql-hive/router-query-planner';
import { EngineError } from '../engine-errors.js';
import { DEFAULT_PLANNING_LIMITS, type Planner, type PlanningLimits } from './planner.js';

type Answer = { ready: true } | { broken: string } | { plan: QueryPlan } | { refused: string };

interface Job {
  normalForm: string;
  attempts: number;
  resolve(plan: QueryPlan): void;
  reject(error: EngineError): void;
}

/**
 * Plans in a child process, one operation at a time.
 *
 * The planner is native code that can abort on a valid operation, which no try/catch and
 * no worker thread survives. One at a time, so that when the process ends we know whose
 * operation ended it: that one is tried once more (the process may have been killed from
 * outside) and then refused, and nobody else notices.
 */
export class ChildPlanner implements Planner {
  readonly #supergraphSdl: string;
  readonly #limits: PlanningLimits;
  readonly #queue: Job[] = [];
  #child: ChildProcess | undefined;
  #isReady = false;
  #current: Job | undefined;
  #clock: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(supergraphSdl: string, limits: Partial<PlanningLimits> = {}) {
    this.#supergraphSdl = supergraphSdl;
    this.#limits = { ...DEFAULT_PLANNING_LIMITS, ...limits };
    this.#start();
  }

  /** Process id of the planning process, for tests and for `doctor`. */
  get processId(): number | undefined {
    return this.#child?.pid;
  }

  plan(normalForm: string): Promise<QueryPlan> {
    return new Promise((resolve, reject) => {
      if (this.#isStopped) {
        reject(new EngineError('PLAN_REFUSED', 'The engine is stopped.'));
      } else if (this.#queue.length >= this.#limits.waiting) {
        reject(new EngineError('PLAN_TIMEOUT', 'Too many operations wait to be planned; try again later.'));
      } else {
        this.#queue.push({ normalForm, attempts: 0, resolve, reject });
        this.#next();
      }
    });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    const stopped = new EngineError('PLAN_REFUSED', 'The engine is stopped.');
    for (const job of this.#queue.splice(0)) job.reject(stopped);
    this.#current?.reject(stopped);
    this.#current = undefined;
    clearTimeout(this.#clock);
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise((resolve) => {
      child.ref();
      child.once('exit', resolve);
      child.kill('SIGKILL');
    });
  }

  #start(): void {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const entry = fileURLToPath(new URL(`./planner-process.${extension}`, import.meta.url));
    // The native code writes its panics, which quote the operation, to stderr: nobody needs them in the log.
    const child = fork(entry, [], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
      env: {},
    });
    this.#child = child;
    this.#isReady = false;
    child.on('message', (answer: Answer) => this.#answered(child, answer));
    child.once('exit', (code, signal) => this.#ended(child, signal ?? String(code)));
    child.once('error', () => this.#ended(child, 'error'));
    child.send({ supergraph: this.#supergraphSdl, memoryMiB: this.#limits.memoryMiB }, () => undefined);
    this.#rest();
  }

  #next(): void {
    if (this.#current) return;
    const job = this.#queue.shift();
    if (!job) {
      this.#rest();
      return;
    }
    this.#current = job;
    this.#clock = setTimeout(() => this.#tooLate(job), this.#limits.timeoutMs);
    if (!this.#child) this.#start();
    this.#wake();
    if (this.#isReady) this.#child?.send({ normalForm: job.normalForm }, () => undefined);
  }

  #answered(child: ChildProcess, answer: Answer): void {
    if (child !== this.#child) return;
    if ('ready' in answer) {
      this.#isReady = true;
      if (this.#current) child.send({ normalForm: this.#current.normalForm }, () => undefined);
      return;
    }
    const job = this.#finish();
    if (!job) return;
    if ('plan' in answer) job.resolve(answer.plan);
    else if ('broken' in answer)
      job.reject(refused('The planner cannot read the supergraph.', answer.broken));
    else job.reject(refused('No plan can be made for this operation.', answer.refused));
    this.#next();
  }

  #ended(child: ChildProcess, how: string): void {
    if (child !== this.#child) return;
    this.#child = undefined;
    this.#isReady = false;
    if (this.#isStopped) return;
    const job = this.#finish();
    if (!job) return;
    job.attempts += 1;
    if (job.attempts < 2) this.#queue.unshift(job);
    else
      job.reject(
        new EngineError('PLAN_ABORTED', 'Planning this operation ended the planner.', {
          cause: new Error(how),
        }),
      );
    this.#next();
  }

  #tooLate(job: Job): void {
    if (this.#current !== job) return;
    this.#finish();
    const child = this.#child;
    this.#child = undefined;
    this.#isReady = false;
    child?.kill('SIGKILL');
    job.reject(new EngineError('PLAN_TIMEOUT', `No plan was made within ${this.#limits.timeoutMs} ms.`));
    this.#next();
  }

  #finish(): Job | undefined {
    clearTimeout(this.#clock);
    const job = this.#current;
    this.#current = undefined;
    return job;
  }

  // A waiting child must not keep the hub's process alive; a working one must.
  #rest(): void {
    this.#child?.unref();
    this.#child?.channel?.unref();
  }

  #wake(): void {
    this.#child?.ref();
    this.#child?.channel?.ref();
  }
}

function refused(message: string, cause: string): EngineError {
  return new EngineError('PLAN_REFUSED', message, { cause: new Error(cause) });
}
