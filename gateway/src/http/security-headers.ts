import type { ServerResponse } from 'node:http';

/** What every answer says to browsers: keep nothing, run nothing, show it in no frame. A handler may widen it. */
export function setSecurityHeaders(response: ServerResponse, isEncrypted: boolean): void {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('cache-control', 'no-store');
  response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  if (isEncrypted) response.setHeader('strict-transport-security', 'max-age=31536000');
}
