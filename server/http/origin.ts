/**
 * Whether a request comes from a page of somebody else.
 *
 * Browsers name the page's origin on whatever can change something; programs name
 * none. A page may act here only when its host is the one it asks.
 */
import type { IncomingMessage } from 'node:http';

export function isForeign({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== withoutDefaultPort(origin, host ?? '');
}

/** `console.example:443` and `console.example` are one host over HTTPS. */
function withoutDefaultPort(origin: string, host: string): string {
  const address = `${new URL(origin).protocol}//${host}`;
  return URL.canParse(address) ? new URL(address).host : host;
}
