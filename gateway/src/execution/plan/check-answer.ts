import { EngineError } from '../engine-errors.js';
import type { SubgraphAnswer } from '../transports/transport.js';
import { isTreeObject, type TreeObject } from './response-tree.js';

/** The part of an error that is believed. */
export interface SubgraphError {
  message: string;
  path?: readonly (string | number)[] | undefined;
  extensions?: Record<string, unknown> | undefined;
  source: unknown;
}

/** An answer whose outer form has been checked. */
export interface CheckedAnswer {
  data: TreeObject | undefined;
  errors: readonly SubgraphError[];
}

const NO_ERRORS: readonly SubgraphError[] = [];

/** @throws EngineError when an answer is not of the form GraphQL answers have. */
export function checkAnswer(subgraph: string, answer: SubgraphAnswer): CheckedAnswer {
  const given: unknown = answer;
  if (!isTreeObject(given)) throw invalid(subgraph);
  const { data, errors } = given;
  if (data !== undefined && data !== null && !isTreeObject(data)) throw invalid(subgraph);
  if (errors !== undefined && errors !== null && !Array.isArray(errors)) throw invalid(subgraph);
  if ((data === undefined || data === null) && (!errors || errors.length === 0)) throw invalid(subgraph);
  return {
    data: data ?? undefined,
    errors: errors ? errors.map((error) => readError(subgraph, error)) : NO_ERRORS,
  };
}

function readError(subgraph: string, error: unknown): SubgraphError {
  if (!isTreeObject(error) || typeof error.message !== 'string') throw invalid(subgraph);
  const { path, extensions } = error;
  return {
    message: error.message,
    path: isPath(path) ? path : undefined,
    extensions: isTreeObject(extensions) ? extensions : undefined,
    source: error,
  };
}

function isPath(value: unknown): value is (string | number)[] {
  return Array.isArray(value) && value.every((part) => typeof part === 'string' || typeof part === 'number');
}

function invalid(subgraph: string): EngineError {
  return new EngineError(
    'SUBGRAPH_INVALID_ANSWER',
    `Subgraph ${subgraph} answers with something else than GraphQL.`,
  );
}
