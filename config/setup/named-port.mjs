/** A port that somebody named must be free, and they learn it before minutes of set-up rather than after. */
import { createServer } from 'node:net';
import { Refusal } from './refusal.mjs';

const REASONS = {
  EADDRINUSE: 'is taken: name another, or end the program that listens there',
  EACCES: 'may not be used by this user: name one above 1023',
  EADDRNOTAVAIL: 'cannot be listened on: this machine does not have that address',
};

export async function checkNamedPort(settings) {
  const port = Number(settings.get('http.port') || 0);
  // 0 asks for any free one, and a port that is no number is refused by the settings themselves.
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return;
  const host = settings.get('http.host') || '127.0.0.1';
  const failure = await tryToListen(port, host);
  if (failure)
    throw new Refusal(`port ${port} on ${host} ${REASONS[failure.code] ?? `cannot be used: ${failure.message}`}`);
}

function tryToListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
