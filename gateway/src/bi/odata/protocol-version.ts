import type { IncomingMessage } from 'node:http';
import { badInput } from './odata-error.js';

/** The version in which every answer is written. */
export const version = '4.0';

/**
 * Sees that a request can be answered in version 4.0 (Protocol 8.1.5, 8.2.7).
 *
 * @throws ODataError BAD_INPUT for a request of another version, or a client that reads only older ones.
 */
export function assertVersion({ headers }: Pick<IncomingMessage, 'headers'>): void {
  const own = headers['odata-version'];
  if (own !== undefined && own !== version)
    throw badInput('Requests are read in OData 4.0.', 'OData-Version');
  const most = headers['odata-maxversion'];
  if (most === undefined) return;
  const number = /^\d{1,2}\.\d{1,2}$/.test(String(most)) ? Number(most) : 0;
  if (number < Number(version))
    throw badInput('Answers are written in OData 4.0; take that version.', 'OData-MaxVersion');
}
