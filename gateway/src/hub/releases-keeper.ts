import type { Logger } from './logger.js';
import { type BuildingHub, buildDue, nameOfRelease } from './releases.js';

const lookEveryMs = 3_600_000;

/**
 * Releases what is due, at once and then every hour. Nothing is corrected by
 * itself: a new version is made by a person, with a reason.
 *
 * Gives what stops it, which waits for the release under way.
 */
export function keepReleased(hub: BuildingHub, logger: Logger): () => Promise<void> {
  const stopping = new AbortController();
  let looking: Promise<void> = Promise.resolve();
  const look = () => {
    looking = looking
      .then(() => {
        if (stopping.signal.aborted) return;
        return buildDue(
          hub,
          (report) => {
            if (report.outcome === 'RELEASED') logger.info({ release: nameOfRelease(report) }, 'released');
          },
          stopping.signal,
        );
      })
      .catch((error) => logger.error({ error }, 'what is due could not be released'));
  };
  look();
  const timer = setInterval(look, lookEveryMs).unref();
  return async () => {
    clearInterval(timer);
    stopping.abort();
    await looking;
  };
}
