import { HubError } from '../../errors/index.js';
import { type AuditInput, audit } from './audit.js';

/**
 * Lets a release pass that the audit finds nothing in.
 *
 * @throws HubError RELEASE_UNSAFE when a small figure could be worked out, or
 *   when what is told and what was told contradict each other. The message
 *   tells how many and never which.
 */
export function refuseUnsafe(release: AuditInput): void {
  let recovered: number;
  try {
    recovered = audit(release).length;
  } catch (cause) {
    throw new HubError(
      'RELEASE_UNSAFE',
      'The figures of the release contradict earlier ones; it was not stored.',
      {
        cause,
      },
    );
  }
  if (recovered > 0)
    throw new HubError(
      'RELEASE_UNSAFE',
      `${recovered} small figures could be worked out from the release; it was not stored.`,
    );
}
