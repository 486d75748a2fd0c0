import { StringDecoder } from 'node:string_decoder';
import { HubError } from '@kommunhub/schema';
import pg, { type Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { withoutValues } from '../database/database-error.js';
import type { CheckpointFolder } from './checkpoint-folder.js';
import { entryContent, entryDigestText, entryMonth } from './entry-digest.js';
import { FaultList, type LogVerdict } from './log-verdict.js';
import { type Claims, chainName, readCheckpoints } from './read-checkpoints.js';
import { type FoundEntry, type FoundSeal, verifyChain } from './verify-chain.js';

export interface VerifyLogOptions {
  /** Address of a login that may read the log, as `hub_audit`. */
  readonly url: string;
  readonly folder: CheckpointFolder;
  /** The public key that the checkpoints must be signed with, 64 hexadecimal digits. */
  readonly publicKey: string;
  readonly onProgress?: (entries: number) => void;
}

/** An entry that was there when the last pass began and has no seal was put in afterwards; commits take a moment. */
const COMMIT_MINUTES = 15;
const SEALS_AT_A_TIME = 20;

/**
 * Holds the whole log against its seals and the seals against the checkpoints.
 *
 * It finds every entry that was changed, deleted, put in or swapped, and every
 * end that was cut off, up to the last checkpoint; what came after it is only
 * as safe as the database. Needs memory for the chain of one nämnd and month.
 *
 * @throws HubError DATABASE_UNAVAILABLE when the log cannot be read.
 */
export async function verifyLog(options: VerifyLogOptions): Promise<LogVerdict> {
  const connect = async () => {
    const client = new pg.Client({ connectionString: options.url });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const opened: Client[] = [];
  try {
    const client = await connect();
    opened.push(client);
    const beside = await connect();
    opened.push(beside);
    const faults = new FaultList();
    // The hub goes on writing. What each tells of was there before it: note, checkpoint, chain, in this order.
    const stored = await storedCheckpoints(client);
    const claims = await claimsOf(client, options, faults);
    compareStoredCheckpoints(stored, claims, faults);
    await oneSnapshot(client, beside);
    return await verify(client, beside, claims, faults, options);
  } catch (cause) {
    if (cause instanceof HubError) throw cause;
    throw new HubError('DATABASE_UNAVAILABLE', 'The log cannot be read from the database.', {
      cause: withoutValues(cause),
    });
  } finally {
    for (const client of opened) await client.end().catch(() => undefined);
  }
}

async function claimsOf(client: Client, options: VerifyLogOptions, faults: FaultList): Promise<Claims> {
  const { rows } = await client.query<{ id: string }>('select id from hub.instance');
  return readCheckpoints(options.folder, options.publicKey, rows[0]?.id ?? '', faults);
}

async function oneSnapshot(client: Client, beside: Client): Promise<void> {
  const begin = 'begin isolation level repeatable read read only';
  await client.query(begin);
  const { rows } = await client.query<{ id: string }>('select pg_export_snapshot() as id');
  await beside.query(begin);
  await beside.query(`set transaction snapshot '${rows[0]!.id}'`);
  await beside.query(`set local work_mem = '256MB'`);
}

async function verify(
  client: Client,
  beside: Client,
  claims: Claims,
  faults: FaultList,
  options: VerifyLogOptions,
): Promise<LogVerdict> {
  const counts = { chains: 0, entries: 0, waiting: 0 };
  const unseen = new Set(claims.heads.keys());
  for await (const chain of chainsOf(client, beside, (read) => options.onProgress?.(counts.entries + read))) {
    const name = chainName(chain.namndId, chain.month);
    unseen.delete(name);
    counts.chains += 1;
    counts.entries += chain.entries.length;
    counts.waiting += verifyChain({ ...chain, claims: claims.heads.get(name) ?? [] }, faults);
  }
  for (const name of unseen) {
    const [head] = claims.heads.get(name)!;
    const { namndId, month } = head!;
    // A boundary is the one ground on which a chain may be gone.
    if (!claims.boundaries.has(name)) faults.add({ kind: 'CUT', namndId, month, position: 1 });
  }
  return {
    ...{ isWhole: faults.count === 0, ...counts },
    ...{ checkpoints: claims.digests.size, lastCheckpointAt: claims.lastAt, expired: claims.boundaries.size },
    ...{ faults: faults.listed, faultCount: faults.count },
  };
}

interface StoredCheckpoint {
  readonly number: string;
  readonly digest: string;
}

async function storedCheckpoints(client: Client): Promise<StoredCheckpoint[]> {
  const { rows } = await client.query<StoredCheckpoint>(
    `select number::text, encode(digest, 'hex') as digest from audit.checkpoints order by number`,
  );
  return rows;
}

/** Whoever cuts the folder must also cut the database, and the other way round. */
function compareStoredCheckpoints(
  stored: readonly StoredCheckpoint[],
  claims: Claims,
  faults: FaultList,
): void {
  for (const { number, digest } of stored) {
    if (claims.digests.get(Number(number)) === digest) continue;
    faults.add({ kind: 'CHECKPOINT_BROKEN', namndId: null, month: null, position: Number(number) });
  }
}

interface StoredChain {
  readonly namndId: string;
  readonly month: string;
  readonly entries: FoundEntry[];
  readonly seals: FoundSeal[];
}

interface SealCells {
  readonly namnd_id: string;
  readonly month: string;
  readonly number: number;
  readonly first: string;
  readonly entry_ids: string[];
  readonly digests: Buffer;
  readonly hash: Buffer;
}

/** The chains in order, entries and seals of each beside each other, from two connections with one snapshot. */
async function* chainsOf(
  client: Client,
  beside: Client,
  onRead: (entries: number) => void,
): AsyncGenerator<StoredChain> {
  await client.query(
    `declare seal_rows no scroll cursor for
     select namnd_id, month::text, number, first_position::text as first, entry_ids::text[], digests, hash
       from audit.seals order by namnd_id collate "C", month, number`,
  );
  const entries = entryGroups(beside);
  const seals = fetchSeals(client);
  let group = (await entries.next()).value;
  let seal = (await seals.next()).value;
  while (group || seal) {
    const [namndId, month] = firstChain(group, seal);
    const chain: StoredChain = { namndId, month, entries: [], seals: [] };
    while (group && group.namndId === namndId && group.month === month) {
      for (const entry of group.entries) chain.entries.push(entry);
      onRead(chain.entries.length);
      group = (await entries.next()).value;
    }
    while (seal && seal.namnd_id === namndId && seal.month === month) {
      const { number, first, entry_ids: entryIds, digests, hash } = seal;
      chain.seals.push({ number, firstPosition: Number(first), entryIds, digests, hash });
      seal = (await seals.next()).value;
    }
    yield chain;
  }
}

interface EntryGroup {
  readonly namndId: string;
  readonly month: string;
  readonly entries: FoundEntry[];
}

/** Entries in the order of their chains, as many at a time as come together. COPY, since rows one by one cost thrice that. */
async function* entryGroups(client: Client): AsyncGenerator<EntryGroup, undefined> {
  let group: EntryGroup | undefined;
  let rest = '';
  const decoder = new StringDecoder('utf8');
  for await (const chunk of client.query(copyTo(`copy (${entryRows}) to stdout`))) {
    const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [namndId = '', month = '', id = '', isNew = '', content = ''] = line.split('\t').map(plainText);
      if (group === undefined || group.namndId !== namndId || group.month !== month) {
        if (group !== undefined) yield group;
        group = { namndId, month, entries: [] };
      }
      group.entries.push({ id, digest: entryDigestText(content), isNew: isNew !== 'f' });
    }
  }
  if (group !== undefined) yield group;
  return undefined;
}

const entryRows = `
  select namnd_id collate "C", ${entryMonth}::text, id::text,
         at > (select sealed_at from audit.sealing) - interval '${COMMIT_MINUTES} minutes'
           and not pg_visible_in_snapshot(xid, (select snapshot from audit.sealing)),
         ${entryContent}
    from audit.entries order by 1, 2, id`;

const escaped: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** A field of COPY's text format as the text it stands for. */
function plainText(field: string): string {
  if (!field.includes('\\')) return field;
  return field.replace(/\\(.)/g, (_, character: string) => escaped[character] ?? character);
}

function firstChain(group: EntryGroup | undefined, seal: SealCells | undefined): [string, string] {
  const ofEntry: [string, string] | null = group ? [group.namndId, group.month] : null;
  const ofSeal: [string, string] | null = seal ? [seal.namnd_id, seal.month] : null;
  if (ofEntry === null || ofSeal === null) return (ofEntry ?? ofSeal)!;
  const order =
    Buffer.compare(Buffer.from(ofEntry[0]), Buffer.from(ofSeal[0])) || (ofEntry[1] < ofSeal[1] ? -1 : 1);
  return order < 0 ? ofEntry : ofSeal;
}

async function* fetchSeals(client: Client): AsyncGenerator<SealCells, undefined> {
  for (;;) {
    const { rows } = await client.query<SealCells>(`fetch ${SEALS_AT_A_TIME} from seal_rows`);
    yield* rows;
    if (rows.length < SEALS_AT_A_TIME) return undefined;
  }
}
