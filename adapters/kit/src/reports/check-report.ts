import { type ErrorCode, errorCodes, type Fault, HubError, type SourceDescription } from '@kommunhub/schema';
import type { AnyConnector, ReadRequest, TableCheck } from '../connector/connector.js';
import { swedishOf } from '../faults/adapter-fault.js';

/** A fault as reports carry it: English for programs, Swedish for people. */
export interface Problem extends Fault {
  readonly swedish: string;
}

/** What `adapter check` found; JSON-able. */
export interface CheckReport {
  readonly source: SourceDescription;
  readonly ok: boolean;
  readonly tables: readonly TableCheck[];
  /** Tables of the mapping that the source lacks and may lack. */
  readonly lacking: readonly string[];
  /** Code of the error that stopped the check; null when nothing did. */
  readonly code: ErrorCode | null;
  readonly problems: readonly Problem[];
}

/** The problems of an error that a source or an adapter folder gave; anything else is thrown on. */
export function problemsOf(error: unknown): {
  readonly code: ErrorCode;
  readonly problems: readonly Problem[];
} {
  if (!(error instanceof HubError)) throw error;
  const problems = error.faults.map((fault) => ({ ...fault, swedish: swedishOf(fault) }));
  if (problems.length > 0) return { code: error.code, problems };
  const { swedish } = errorCodes[error.code];
  return { code: error.code, problems: [{ path: '', code: error.code, message: error.message, swedish }] };
}

/** Lets the connector look at the source; its faults become the report's. */
export async function checkSource(
  source: SourceDescription,
  lacking: readonly string[],
  connector: AnyConnector,
  settings: unknown,
  request: ReadRequest<unknown>,
): Promise<CheckReport> {
  try {
    const tables = await connector.check(settings, request);
    return { source, ok: true, tables, lacking, code: null, problems: [] };
  } catch (error) {
    return { source, ok: false, tables: [], lacking, ...problemsOf(error) };
  }
}
