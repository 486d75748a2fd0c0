import type { IncomingMessage } from 'node:http';
import type { Caller, ReleasedTables } from '@kommunhub/schema';
import { ODataError } from './odata-error.js';
import { type RawOptions, rawOptionsOf } from './query-options.js';
import { type Resource, resourceOf } from './resource-path.js';

/** The address of the service on its host. */
export const servicePath = '/odata/v4/';

/** Longer addresses have no use: Power Query stops at 2,048 characters of its own accord. */
const longestAddress = 8_000;
/** A next link holds the question and where to go on. */
const longestNextLink = 11_000;

/** A request that has been read, by one who may ask. */
export interface ODataRequest {
  readonly request: IncomingMessage;
  readonly caller: Caller;
  readonly tables: ReleasedTables;
  /** The absolute address of the service, with the slash that ends it. */
  readonly root: string;
  readonly resource: Resource;
  readonly options: RawOptions;
}

/**
 * Reads what an address asks for.
 *
 * @throws HubError for an address that is too long, names nothing, or asks for what is not offered.
 */
export function addressRead(address: string): Pick<ODataRequest, 'resource' | 'options'> {
  const mark = address.indexOf('?');
  const path = mark === -1 ? address : address.slice(0, mark);
  const resource = resourceOf(path.slice(servicePath.length));
  const options = rawOptionsOf(mark === -1 ? '' : address.slice(mark + 1), resource.kind);
  const longest = options.system.has('$skiptoken') ? longestNextLink : longestAddress;
  if (address.length > longest)
    throw new ODataError('REQUEST_TOO_LARGE', `An address has at most ${longest} characters.`, {
      status: 414,
    });
  return { resource, options };
}
