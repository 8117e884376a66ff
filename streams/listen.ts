/** Takes a TCP port. A default one that is taken gives way to a free one; a named one does not. */
import type { AddressInfo, Server } from 'node:net';

export type PortWish = { host: string; port: number; portIsNamed: boolean };

/** Resolves with the port that was taken. */
export function listen(server: Server, { host, port, portIsNamed }: PortWish): Promise<number> {
  return new Promise((resolve, reject) => {
    const done = () => {
      server.removeAllListeners('error');
      resolve((server.address() as AddressInfo).port);
    };
    server.once('error', (thrown: NodeJS.ErrnoException) => {
      if (thrown.code !== 'EADDRINUSE' || portIsNamed || port === 0) return reject(thrown);
      server.once('error', reject).listen(0, host);
    });
    server.once('listening', done).listen(port, host);
  });
}
