/** Takes a port, or says in one sentence why it cannot. */
import { createServer, type Server } from 'node:net';
import { StartError } from '../start-error.ts';

export type Wish = { host: string; port: number; portIsNamed: boolean; what: string };
export type Taken = { port: number; wasReplaced: boolean };

/** A default port that is taken gives way to a free one; one that somebody named does not. */
export async function listen(server: Server, wish: Wish): Promise<Taken> {
  try {
    return { port: await take(server, wish.host, wish.port), wasReplaced: false };
  } catch (thrown) {
    if (!isTaken(thrown) || wish.portIsNamed) throw refusal(thrown, wish);
    return { port: await take(server, wish.host, 0), wasReplaced: true };
  }
}

/** For a port that is to be taken later; a default one may be taken then, so only a named one is asked for. */
export async function requireFree(wish: Wish): Promise<void> {
  if (!wish.portIsNamed || wish.port === 0) return;
  const trial = createServer();
  await listen(trial, wish);
  await new Promise((closed) => trial.close(closed));
}

function take(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function codeOf(thrown: unknown): unknown {
  return thrown instanceof Error ? Reflect.get(thrown, 'code') : undefined;
}

function isTaken(thrown: unknown): boolean {
  return codeOf(thrown) === 'EADDRINUSE';
}

function refusal(thrown: unknown, { what, host, port }: Wish): StartError {
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host}, named for ${what}, is taken by another program.`,
    EACCES: `Port ${port} on ${host}, named for ${what}, may not be opened by this account.`,
    EADDRNOTAVAIL: `The address ${host}, named for ${what}, is not one of this machine.`,
    ENOTFOUND: `The host ${host}, named for ${what}, is not known.`,
  };
  const sentence = sentences[String(codeOf(thrown))] ?? `${host}:${port} cannot be opened for ${what}: ${thrown}.`;
  return new StartError(sentence, { cause: thrown });
}
