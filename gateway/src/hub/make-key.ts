import {
  BadInputError,
  type KeyScope,
  kommunByCode,
  statisticTableById,
  statisticTables,
} from '@kommunhub/schema';
import { hashSecret, type KeyRole, newApiKey, type PresentedKey } from '../identity/api-keys.js';
import { type RunSql, storeKey } from './api-key-store.js';

/** What an operator asks of a new key. */
export interface KeyWish {
  readonly role: KeyRole;
  readonly name: string;
  readonly days: number;
  readonly createdBy: string;
  /** Released tables that a BI key reads; empty for all. */
  readonly tables: readonly string[];
  readonly sourceId: string | undefined;
  /** Needed where the source is not registered yet. */
  readonly namndId: string | undefined;
  readonly kommunCodes: readonly string[];
}

interface Place {
  readonly namndId: string | null;
  readonly scope: KeyScope;
}

/**
 * Makes a key and stores it without its secret, which is given back this once.
 *
 * @throws BadInputError when the wish does not fit the role, or what is known of the source.
 */
export async function makeKey(run: RunSql, wish: KeyWish, now: Date): Promise<PresentedKey> {
  const place = wish.role === 'bi' ? placeOfBi(wish) : await placeOfService(run, wish);
  const key = newApiKey();
  await storeKey(run, {
    ...place,
    id: key.id,
    secretHash: hashSecret(key.secret),
    role: wish.role,
    name: wish.name,
    createdBy: wish.createdBy,
    createdAt: now,
    expiresAt: new Date(now.getTime() + wish.days * 86_400_000),
  });
  return key;
}

function placeOfBi({ tables, sourceId, namndId, kommunCodes }: KeyWish): Place {
  if (sourceId !== undefined || namndId !== undefined || kommunCodes.length > 0)
    throw new BadInputError(
      'A BI key reads released tables; --source, --namnd and --kommun are for services.',
    );
  // A key for a table of another name would read nothing, and be found out by the analyst.
  if (tables.some((table) => statisticTableById(table) === undefined)) {
    const ids = statisticTables.map(({ id }) => id).join(', ');
    throw new BadInputError(`A table of --table does not exist; there are ${ids}.`);
  }
  return {
    namndId: null,
    scope: { sourceId: null, kommunCodes: [], tables: tables.length > 0 ? tables : null },
  };
}

async function placeOfService(run: RunSql, wish: KeyWish): Promise<Place> {
  const { sourceId, namndId, kommunCodes, tables } = wish;
  if (tables.length > 0) throw new BadInputError('A service key delivers; --table is for BI.');
  if (sourceId === undefined)
    throw new BadInputError('A service key delivers one source; name it with --source.');
  const unknown = kommunCodes.find((code) => kommunByCode(code) === undefined);
  if (unknown !== undefined) throw new BadInputError(`There is no kommun with the code ${unknown}.`);
  const [known] = await run<{ namnd_id: string; kommun_codes: string[] }>(
    'select namnd_id, kommun_codes from hub.sources where id = $1',
    [sourceId],
  );
  if (known === undefined) {
    if (namndId === undefined || kommunCodes.length === 0)
      throw new BadInputError(
        'The source is not registered yet; name its nämnd with --namnd and its kommuner with --kommun.',
      );
    return { namndId, scope: { sourceId, kommunCodes, tables: null } };
  }
  if (namndId !== undefined && namndId !== known.namnd_id)
    throw new BadInputError(`The source ${sourceId} belongs to ${known.namnd_id}.`);
  if (kommunCodes.some((code) => !known.kommun_codes.includes(code)))
    throw new BadInputError(`The source ${sourceId} delivers ${known.kommun_codes.join(', ')} only.`);
  const codes = kommunCodes.length > 0 ? kommunCodes : known.kommun_codes;
  return { namndId: known.namnd_id, scope: { sourceId, kommunCodes: codes, tables: null } };
}
