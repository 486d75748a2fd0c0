import type { UppdragTask } from '@kommunhub/schema';

/** Ersättning vid ordinarie assistents sjukdom: the one kind that is the sjuklön task. */
const SJUKLON_KIND = 'D05';

/** Whether decision kinds of an agreement cover a task: SJUKLON is D05, LSS_HANDLAGGNING any other. */
export function coversTask(kinds: readonly string[], task: UppdragTask): boolean {
  return kinds.some((kind) => (kind === SJUKLON_KIND) === (task === 'SJUKLON'));
}
