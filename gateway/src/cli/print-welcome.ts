import type { Hub } from '../hub.js';
import { welcomeQueries } from './welcome-queries.js';

/** What a newcomer sees when the hub is ready: where it is, and lines to paste into a terminal. */
export function printWelcome(hub: Hub): string {
  const lines = [
    `kommunhub is ready: POST ${hub.url}/graphql`,
    `Data in ${hub.dataDirectory}. Ctrl-C stops everything.`,
    '',
  ];
  if (hub.demoTokens === null) {
    lines.push('The database is empty of sources or holds real ones, so there are no development tokens.');
    return `${lines.join('\n')}\n`;
  }
  lines.push(
    'Demo: the fifteen kommuner of Dalarna with invented people. Tokens are valid for eight hours.',
    '',
  );
  for (const { role, title, query } of welcomeQueries) {
    lines.push(title, curlLine(hub.url, hub.demoTokens[role], query), '');
  }
  lines.push(
    'Statistics: Falun in the released tables, as CSV for a Swedish Excel.',
    `curl -s '${hub.url}/statistics/insatser.csv?platskod=2080' -H 'authorization: Bearer ${hub.demoTokens.bi}'`,
    '',
    `What the tables mean: ${hub.url}/statistics/. Power BI and Excel: OData at ${hub.url}/odata/v4/, with a key of`,
    'npx kommunhub key create --role bi --name "Power BI"',
    '',
  );
  return `${lines.join('\n')}\n`;
}

function curlLine(url: string, token: string, query: string): string {
  const body = JSON.stringify({ query });
  return `curl -s ${url}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${token}' -d '${body}'`;
}
