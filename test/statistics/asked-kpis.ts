import { randomUUID } from 'node:crypto';
import { type Caller, purposesOf, type Role } from '@kommunhub/schema';
import { parse } from 'graphql';
import type { Subgraph } from '../../subgraphs/kit/src/index.js';
import type { TestDatabase } from '../support/test-database.js';
import { now } from '../support/two-namnder.js';

/** A value as the questions of these tests ask for it. */
export interface Told {
  readonly kpi: { readonly id: string };
  readonly place: { readonly code: string; readonly level: string | null };
  readonly value: string | null;
  readonly reason: string | null;
  readonly n: string | null;
}

/** Asks the subgraph as the role, of a nämnd or none, for its last purpose. @throws Error with the codes of what was refused. */
export async function asksAs(
  subgraph: Subgraph,
  { database, keyRing }: Pick<TestDatabase, 'database' | 'keyRing'>,
  role: Role,
  namndId: string | null,
  text: string,
  variables: object,
  changes: Partial<Caller> = {},
): Promise<unknown> {
  const caller: Caller = {
    ...{ issuer: 'https://login.example', subject: role, role, namndId, grants: [] },
    ...{ kommunCode: namndId?.slice(0, 4) ?? null, purpose: purposesOf(role).at(-1) ?? null },
    ...{ operationId: randomUUID(), operationName: null },
    ...changes,
  };
  const unexpected: unknown[] = [];
  const services = {
    ...{ database, keyRing, clock: () => now },
    onUnexpectedError: (_id: string, error: unknown) => unexpected.push(error),
  };
  const answer = await subgraph.execute({
    document: parse(text),
    variables: { ...variables },
    caller,
    services,
  });
  if (unexpected.length > 0) throw unexpected[0];
  if (answer.errors !== undefined)
    throw new Error(answer.errors.map((error) => error.extensions.code).join(' '));
  return answer.data;
}
