import { type Caller, ForbiddenError, NotFoundError } from '@kommunhub/schema';
import { requireAccess } from '@kommunhub/subgraph-kit';
import type { SourceRow } from '../rows/source-rows.js';
import type { OperationsContext } from './loaders.js';

/**
 * The source, for the IT of the nämnd that owns it.
 *
 * @throws ForbiddenError for other roles and other nämnder, NotFoundError when there is no such source.
 */
export async function ownSource(
  { caller, loaders }: OperationsContext,
  sourceId: string,
): Promise<SourceRow> {
  requireAccess(caller, 'SOURCE_CONTROL');
  const source = await loaders.sourceById.load(sourceId);
  if (source === null)
    throw new NotFoundError('No source has this id; a new adapter folder is taken in when the hub starts.');
  refuseForeign(source, caller);
  return source;
}

/** @throws ForbiddenError when what belongs to a nämnd is not of the caller's. */
export function refuseForeign({ namndId }: { readonly namndId: string }, caller: Caller): void {
  if (namndId !== caller.namndId) {
    throw new ForbiddenError('Only the nämnd that owns a source runs it and sees what was set aside.');
  }
}
