import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Release } from '@kommunhub/schema';
import { setPageHeaders } from '../html-page.js';
import { isHeld, type TablesDoor } from '../tables-door.js';
import { type Dictionary, dictionaryOf } from './dictionary.js';
import { printDictionary } from './print-dictionary.js';

/** So long an answer about what is released may be old: strangers ask too, and the database is for others. */
const keptMs = 5_000;
/** Hubs have few addresses; who names many has each printed anew. */
const mostPrinted = 16;

/** What was asked of the database, and what was printed of it, by form and address. */
interface Kept {
  readonly releases: Promise<readonly Release[]>;
  readonly until: number;
  readonly printed: Map<string, Printed>;
}

interface Printed {
  readonly body: string;
  readonly tag: string;
}

/**
 * Answers with the dictionary, as a page or as JSON. It is for everybody, key
 * or not: what figures mean and when they were released is no secret, and
 * without it nobody knows what to ask for. No figure stands in it.
 */
export class DictionaryDoor {
  private kept: Kept | null = null;

  constructor(private readonly door: TablesDoor) {}

  async answer(form: 'page' | 'json', request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { body, tag } = await this.printedFor(form, this.door.addressOf(request));
    response.setHeader('etag', tag);
    response.setHeader('cache-control', 'no-cache');
    if (isHeld(request, tag)) {
      response.writeHead(304).end();
      return;
    }
    if (form === 'page') setPageHeaders(response);
    else response.setHeader('content-type', 'application/json; charset=utf-8');
    response.writeHead(200, { 'content-length': Buffer.byteLength(body) });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  private async printedFor(form: 'page' | 'json', hub: string): Promise<Printed> {
    const { releases, printed } = this.fresh();
    const known = printed.get(`${form} ${hub}`);
    if (known !== undefined) return known;
    const dictionary = dictionaryOf(await releases, hub);
    const body = form === 'page' ? printDictionary(dictionary) : jsonOf(dictionary);
    const made = { body, tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` };
    if (printed.size < mostPrinted) printed.set(`${form} ${hub}`, made);
    return made;
  }

  private fresh(): Kept {
    const now = performance.now();
    if (this.kept === null || now > this.kept.until) {
      const kept = { releases: this.door.tables.releases(), until: now + keptMs, printed: new Map() };
      this.kept = kept;
      // What failed is asked for again.
      kept.releases.catch(() => {
        if (this.kept === kept) this.kept = null;
      });
    }
    return this.kept;
  }
}

function jsonOf(dictionary: Dictionary): string {
  return `${JSON.stringify(dictionary, null, 2)}\n`;
}
