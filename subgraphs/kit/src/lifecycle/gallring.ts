import { randomUUID } from 'node:crypto';
import { BadInputError, NotFoundError } from '@kommunhub/schema';
import type { Client } from 'pg';
import type { KeyRing } from '../keys/key-ring.js';
import { asNamnd, withLifecycle } from './as-namnd.js';
import { lockSources } from './lock-sources.js';
import { type DuePerson, type GallringModel, planGallring } from './plan-gallring.js';
import { type AfterRemoval, type RemovedCounts, removePersons } from './remove-persons.js';

export interface GallringOptions {
  /** Address of the login `hub_lifecycle`. */
  readonly url: string;
  readonly keyRing: KeyRing;
  readonly model: GallringModel;
  /** What follows from the removal, in its transaction. */
  readonly afterRemoval?: AfterRemoval;
}

/** What a gallring would do, or did: counts, no persons. */
export interface GallringReport {
  readonly namndId: string;
  /** The day it was proposed for. */
  readonly dueOn: string;
  readonly deleted: number;
  /** Persons that go to the archive, by the reason. */
  readonly archived: Readonly<Record<string, number>>;
  /** How many should have been done before the day. */
  readonly late: number;
}

export interface GallringProposal extends GallringReport {
  readonly id: string;
}

export interface GallringDone extends GallringReport {
  readonly removed: RemovedCounts;
}

/** Tells what is due on the day and changes nothing. */
export async function dryRunGallring(
  namndId: string,
  dueOn: string,
  options: GallringOptions,
): Promise<GallringReport> {
  return inNamnd(namndId, options, async (connection) =>
    reportOf(namndId, dueOn, await plan(connection, namndId, dueOn, options)),
  );
}

/** Proposes what is due on the day; nothing is removed before another person has approved it. */
export async function proposeGallring(
  namndId: string,
  dueOn: string,
  by: string,
  options: GallringOptions,
): Promise<GallringProposal> {
  return inNamnd(namndId, options, async (connection) => {
    const persons = await plan(connection, namndId, dueOn, options);
    const report = reportOf(namndId, dueOn, persons);
    const id = randomUUID();
    await connection.query(
      `insert into hub.gallringar (id, namnd_id, due_on, proposed_by, content_hash, report) values ($1, $2, $3, $4, $5, $6)`,
      [id, namndId, dueOn, by, hashOf(persons, namndId, options), JSON.stringify(report)],
    );
    return { id, ...report };
  });
}

/**
 * Approves a proposal and carries it out, in one transaction: rows, history
 * and kept rows of whom it names go, tombstones stay, exceptions go to the
 * archive.
 *
 * @throws BadInputError when the approver proposed it, it is done, or what is due is no longer what was proposed.
 */
export async function approveGallring(
  namndId: string,
  id: string,
  by: string,
  options: GallringOptions,
): Promise<GallringDone> {
  return inNamnd(namndId, options, async (connection) => {
    const { rows } = await connection.query<{
      proposed_by: string;
      due_on: string;
      content_hash: Buffer;
      done: boolean;
    }>(
      `select proposed_by, due_on, content_hash, done_at is not null as done from hub.gallringar
        where id = $1 and namnd_id = $2 for update`,
      [id, namndId],
    );
    const [proposal] = rows;
    if (proposal === undefined) throw new NotFoundError('The nämnd has no such proposal.');
    if (proposal.done) throw new BadInputError('The proposal has been carried out.');
    if (proposal.proposed_by === by)
      throw new BadInputError('Another person than the one who proposed it must approve.');
    await lockSources(connection, namndId);
    const persons = await plan(connection, namndId, proposal.due_on, options);
    if (!hashOf(persons, namndId, options).equals(proposal.content_hash)) {
      throw new BadInputError('What is due has changed since it was proposed; propose it anew.');
    }
    const keys = options.keyRing.namndKeys(namndId);
    const removed = await removePersons(
      {
        ...{ connection, keys, specs: options.model.specs, number: options.model.number },
        afterRemoval: options.afterRemoval ?? (async () => {}),
      },
      id,
      persons,
    );
    await connection.query(
      'update hub.gallringar set approved_by = $2, approved_at = clock_timestamp(), done_at = clock_timestamp() where id = $1',
      [id, by],
    );
    return { ...reportOf(namndId, proposal.due_on, persons), removed };
  });
}

function inNamnd<Result>(
  namndId: string,
  { url, keyRing }: GallringOptions,
  work: (connection: Client) => Promise<Result>,
): Promise<Result> {
  return withLifecycle(url, async (connection) => {
    await keyRing.refresh([namndId]);
    return asNamnd(connection, namndId, () => work(connection));
  });
}

function plan(connection: Client, namndId: string, dueOn: string, { keyRing, model }: GallringOptions) {
  return planGallring(connection, keyRing.namndKeys(namndId), model, dueOn);
}

function hashOf(persons: readonly DuePerson[], namndId: string, { keyRing }: GallringOptions): Buffer {
  return keyRing.namndKeys(namndId).contentHash({ gallring: persons });
}

function reportOf(namndId: string, dueOn: string, persons: readonly DuePerson[]): GallringReport {
  const archived: Record<string, number> = {};
  for (const { exemption } of persons) {
    if (exemption !== null) archived[exemption] = (archived[exemption] ?? 0) + 1;
  }
  const deleted = persons.filter(({ exemption }) => exemption === null).length;
  return { namndId, dueOn, deleted, archived, late: persons.filter(({ doneBy }) => doneBy < dueOn).length };
}
