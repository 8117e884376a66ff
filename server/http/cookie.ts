/** The one cookie of the console. */
import type { IncomingMessage, ServerResponse } from 'node:http';

const NAME = 'lianqin_session';

export function readSessionCookie(request: IncomingMessage): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${NAME}=`))?.slice(NAME.length + 1);
}

export function setSessionCookie(
  response: ServerResponse,
  token: string,
  age: { maxMs: number; secure: boolean },
): void {
  write(response, token, Math.floor(age.maxMs / 1_000), age.secure);
}

export function clearSessionCookie(response: ServerResponse, secure: boolean): void {
  write(response, '', 0, secure);
}

function write(response: ServerResponse, value: string, maxAgeSeconds: number, secure: boolean): void {
  const attributes = [
    `Max-Age=${maxAgeSeconds}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Strict',
    ...(secure ? ['Secure'] : []),
  ];
  response.setHeader('set-cookie', [`${NAME}=${value}`, ...attributes].join('; '));
}
