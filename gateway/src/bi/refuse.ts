import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorCodes, type HubError } from '@kommunhub/schema';
import { statusOf } from '../http/refusal.js';
import { RateLimitedError } from '../identity/rate-limits.js';
import { html, page, setPageHeaders } from './html-page.js';
import { setChallenge } from './tables-door.js';

/**
 * Answers with an error: to programs as the graph says its errors, to a person
 * in a browser as a page that tells what to do.
 */
export function refuse(request: IncomingMessage, response: ServerResponse, error: HubError): void {
  const status = statusOf(error.code);
  if (status === 401) setChallenge(response);
  if (error instanceof RateLimitedError) response.setHeader('retry-after', String(error.retryAfterSeconds));
  response.setHeader('cache-control', 'no-store');
  response.setHeader('vary', 'accept, authorization');
  response.removeHeader('etag');
  const isPerson = /\btext\/html\b/i.test(request.headers.accept ?? '');
  if (isPerson) setPageHeaders(response);
  else response.setHeader('content-type', 'application/json; charset=utf-8');
  response.writeHead(status);
  response.end(request.method === 'HEAD' ? undefined : isPerson ? pageOf(error, status) : jsonOf(error));
}

/** The refusal of everything but reading. */
export function refuseWriting(response: ServerResponse): void {
  response.writeHead(405, { allow: 'GET, HEAD', 'content-type': 'text/plain; charset=utf-8' });
  response.end('The released tables are read by GET and HEAD.\n');
}

function jsonOf({ message, code, faults }: HubError): string {
  const { swedish } = errorCodes[code];
  const extensions = { code, swedish, ...(faults.length > 0 && { faults }) };
  return `${JSON.stringify({ errors: [{ message, extensions }] })}\n`;
}

const titles: Readonly<Partial<Record<number, string>>> = {
  400: 'Adressen går inte att besvara',
  401: 'Här behövs en nyckel',
  403: 'Nyckeln når inte hit',
  404: 'Tabellen finns inte',
  429: 'För många frågor',
};

function pageOf(error: HubError, status: number): string {
  const title = titles[status] ?? 'Det gick inte';
  const { code, faults, message } = error;
  const reasons = faults.length > 0 ? faults.map((one) => one.message) : [message];
  return page(
    `${title} – kommunhub`,
    html`<h1>${title}</h1>
${
  status === 401
    ? howToGetKey
    : html`<p>${errorCodes[code].swedish}</p>
<ul>${reasons.map((reason) => html`<li lang="en">${reason}</li>`)}</ul>`
}
<p><a href="/statistics/">Vilka tabeller som finns och vad de betyder</a> läses utan nyckel.</p>
<p>Kod: <code>${code}</code></p>`,
  );
}

const howToGetKey = html`<p>Siffrorna lämnas till den som har en BI-nyckel. Definitionerna är öppna för alla.</p>
<h2>Så får du en nyckel</h2>
<ol>
<li>Be den som driver kommunhub hos er om en BI-nyckel. Säg vad den ska användas till, till exempel <q>Power BI, Falun</q>.</li>
<li>Driften gör den med <code>npx kommunhub key create --role bi --name "Power BI, Falun"</code>. Hemligheten visas en enda gång.</li>
<li>Ladda om sidan. Webbläsaren frågar efter namn och lösenord: namnet är nyckelns id, som börjar med <code>khk-</code>, och lösenordet är hemligheten.</li>
</ol>
<p>I Power BI och Excel väljer du <strong>Basic</strong> och samma namn och lösenord. En nyckel gäller en viss tid; när den har gått ut, eller om den kan ha kommit bort, be om en ny.</p>`;
