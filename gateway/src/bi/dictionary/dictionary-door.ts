import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Release, ReleasedTables } from '@kommunhub/schema';
import { setPageHeaders } from '../html-page.js';
import { isHeld, type TablesDoor } from '../tables-door.js';
import { type Dictionary, dictionaryOf } from './dictionary.js';
import { printDictionary } from './print-dictionary.js';

/** So long an answer about what is released may be old: strangers ask too, and the database is for others. */
const keptMs = 5_000;

/**
 * Answers with the dictionary, as a page or as JSON. It is for everybody, key
 * or not: what figures mean and when they were released is no secret, and
 * without it nobody knows what to ask for. No figure stands in it.
 */
export class DictionaryDoor {
  private kept: { readonly releases: Promise<readonly Release[]>; readonly until: number } | null = null;

  constructor(private readonly door: TablesDoor) {}

  async answer(form: 'page' | 'json', request: IncomingMessage, response: ServerResponse): Promise<void> {
    const dictionary = dictionaryOf(await this.releases(), this.door.addressOf(request));
    const body = form === 'page' ? printDictionary(dictionary) : jsonOf(dictionary);
    const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
    response.setHeader('etag', tag);
    response.setHeader('cache-control', 'no-cache');
    // The addresses in it are of the host that was asked.
    response.setHeader('vary', 'host');
    if (isHeld(request, tag)) {
      response.writeHead(304).end();
      return;
    }
    if (form === 'page') setPageHeaders(response);
    else response.setHeader('content-type', 'application/json; charset=utf-8');
    response.writeHead(200, { 'content-length': Buffer.byteLength(body) });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  private releases(): ReturnType<ReleasedTables['releases']> {
    const now = performance.now();
    if (this.kept === null || now > this.kept.until) {
      const releases = this.door.tables.releases();
      this.kept = { releases, until: now + keptMs };
      // What failed is asked for again.
      releases.catch(() => {
        this.kept = null;
      });
    }
    return this.kept.releases;
  }
}

function jsonOf(dictionary: Dictionary): string {
  return `${JSON.stringify(dictionary, null, 2)}\n`;
}
