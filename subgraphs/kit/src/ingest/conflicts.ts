import type { RecordKind } from '@kommunhub/schema';
import type { MergeScope } from './merge-scope.js';

interface Candidate {
  readonly row_no: number;
  readonly kind: RecordKind;
  readonly key: string;
  readonly hash: string;
}

/**
 * Sets aside rows that contradict an earlier row: the same key with other
 * content. Rows are judged in the order of the delivery, each whole, so a row
 * that is set aside itself does not make later ones contradict it. Where later
 * rows are newer, only a row can contradict itself.
 */
export async function setAsideConflicts(scope: MergeScope): Promise<void> {
  const candidates: Candidate[] = [];
  for (const kind of scope.duplicated) candidates.push(...(await contradictions(scope, kind)));
  candidates.sort((one, other) => one.row_no - other.row_no);
  const accepted = new Map<string, string>();
  const conflicting: { rowNumber: number; kind: RecordKind }[] = [];
  for (const row of consecutive(candidates)) {
    const own = new Map<string, string>();
    const clash = row.find(({ kind, key, hash }) => {
      const name = `${kind} ${key}`;
      const known = (scope.laterWins ? undefined : accepted.get(name)) ?? own.get(name);
      own.set(name, hash);
      return known !== undefined && known !== hash;
    });
    if (clash !== undefined) conflicting.push({ rowNumber: clash.row_no, kind: clash.kind });
    else for (const [name, hash] of own) accepted.set(name, hash);
  }
  await scope.setAside('DUPLICATE_CONFLICT', conflicting);
}

/** Finds the kinds of which some key came more than once, which most deliveries have few of. */
export async function findDuplicatedKinds(scope: MergeScope): Promise<Set<RecordKind>> {
  const duplicated = new Set<RecordKind>();
  for (const { kind } of scope.specs) {
    const table = scope.tables.records(kind);
    const { rows } = await scope.connection.query(
      `select from ${table} group by key having count(*) > 1 limit 1`,
    );
    if (rows.length > 0) duplicated.add(kind);
  }
  return duplicated;
}

async function contradictions(scope: MergeScope, kind: RecordKind): Promise<Candidate[]> {
  const table = scope.tables.records(kind);
  const { rows } = await scope.connection.query<Candidate>(
    `select row_no, '${kind}' as kind, key, encode(content_hash, 'hex') as hash
       from ${table} join (select key from ${table} group by key
                            having count(*) > 1 and count(distinct content_hash) > 1) repeated using (key)
      where ${scope.lives(table)}`,
  );
  return rows;
}

function* consecutive(candidates: readonly Candidate[]): Generator<Candidate[]> {
  let row: Candidate[] = [];
  for (const candidate of candidates) {
    if (row.length > 0 && row[0]!.row_no !== candidate.row_no) {
      yield row;
      row = [];
    }
    row.push(candidate);
  }
  if (row.length > 0) yield row;
}
