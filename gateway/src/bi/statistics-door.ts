import type { IncomingMessage, ServerResponse } from 'node:http';
import { HubError, NotFoundError, type StatisticTable } from '@kommunhub/schema';
import type { Handler } from '../http/hub-server.js';
import { answerCsv } from './csv/csv-door.js';
import { DictionaryDoor } from './dictionary/dictionary-door.js';
import { addressesOf, printPbids } from './pbids.js';
import { refuse, refuseWriting } from './refuse.js';
import { isRead, knownTable, type TablesDoor } from './tables-door.js';

/** Everything under /statistics/: the dictionary, and of each table its file and the file for Power BI. */
export function createStatisticsDoor(door: TablesDoor): Handler {
  const dictionary = new DictionaryDoor(door);
  return async (request, response) => {
    if (!isRead(request)) return refuseWriting(response);
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    try {
      if (path === '/statistics') return redirect(response);
      if (path === '/statistics/') return await dictionary.answer('page', request, response);
      if (path === '/statistics/dictionary.json') return await dictionary.answer('json', request, response);
      const [, id, form] = /^\/statistics\/([a-z_]{1,40})\.(csv|pbids)$/.exec(path) ?? [];
      if (id === undefined) throw new NotFoundError('Nothing is here; the tables stand at /statistics/.');
      if (form === 'csv') await answerCsv(door, id, request, response);
      else sendPbids(door, knownTable(id), request, response);
    } catch (error) {
      if (!(error instanceof HubError) || response.headersSent) throw error;
      refuse(request, response, error);
    }
  };
}

function redirect(response: ServerResponse): void {
  response.writeHead(308, { location: '/statistics/' }).end();
}

/** For everybody, as the dictionary is: it holds the address of the table and nothing of what is in it. */
function sendPbids(
  door: TablesDoor,
  table: StatisticTable,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const body = printPbids(addressesOf(door.addressOf(request), table).odata);
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="kommunhub-${table.id}.pbids"`,
    'content-length': Buffer.byteLength(body),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
