/**
 * A network that fails on demand: a TCP proxy on loopback, in front of cameras.
 *
 * A fake, because a real network cannot be told when to fail: tc's netem is not in
 * every kernel, and a veth needs rights. What it does to a connection is what
 * networks do: it is cut, stands still, is closed by one side, loses or spoils bytes.
 */
import { connect, createServer, type Socket } from 'node:net';

export type CuttingProxy = AsyncDisposable & {
  port: number;
  /** Every connection is reset, and every new one too, until `heal`. */
  cut(): void;
  /** Connections stay and nothing passes, until `heal`. */
  stall(): void;
  /** The camera says good-bye on every connection; what the other side says still passes. */
  halfClose(): void;
  /** The next bytes of every camera come as others. */
  spoil(byteCount: number, byte: () => number): void;
  /** The next bytes of every camera do not come. */
  swallow(byteCount: number): void;
  heal(): void;
};

type Way = { near: Socket; far: Socket; toSpoil: number; toSwallow: number };

export async function openCuttingProxy(toPort: number): Promise<CuttingProxy> {
  const ways = new Set<Way>();
  let isCut = false;
  let isStalled = false;
  let spoiltByte = () => 0;

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    if (isCut) {
      near.resetAndDestroy();
      return;
    }
    const far = connect({ port: toPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    const way: Way = { near, far, toSpoil: 0, toSwallow: 0 };
    ways.add(way);
    const over = () => {
      ways.delete(way);
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      // How a connection broke does not matter here; `close` follows.
      socket.on('error', () => {});
      socket.once('close', over);
    }
    near.on('data', (bytes) => pass(bytes, near, far));
    far.on('data', (bytes) => {
      const spoilt = spoilBytes(way, bytes, () => spoiltByte());
      if (spoilt.length > 0 && near.writable) pass(spoilt, far, near);
    });
    near.once('end', () => far.end());
    far.once('end', () => near.end());
    if (isStalled) stand(way);
  });

  const pass = (bytes: Buffer, from: Socket, to: Socket) => {
    if (to.write(bytes)) return;
    from.pause();
    to.once('drain', () => {
      if (!isStalled) from.resume();
    });
  };

  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cut: () => {
      isCut = true;
      for (const { near, far } of ways) {
        near.resetAndDestroy();
        far.resetAndDestroy();
      }
    },
    stall: () => {
      isStalled = true;
      for (const way of ways) stand(way);
    },
    halfClose: () => {
      for (const { near } of ways) near.end();
    },
    spoil: (byteCount, byte) => {
      spoiltByte = byte;
      for (const way of ways) way.toSpoil += byteCount;
    },
    swallow: (byteCount) => {
      for (const way of ways) way.toSwallow += byteCount;
    },
    heal: () => {
      isCut = false;
      isStalled = false;
      for (const { near, far } of ways) {
        near.resume();
        far.resume();
      }
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const { near, far } of ways) {
          near.destroy();
          far.destroy();
        }
      }),
  };
}

function stand({ near, far }: Way): void {
  near.pause();
  far.pause();
}

function spoilBytes(way: Way, bytes: Buffer, byte: () => number): Buffer {
  const swallowed = Math.min(way.toSwallow, bytes.length);
  way.toSwallow -= swallowed;
  const rest = bytes.subarray(swallowed);
  const spoilt = Math.min(way.toSpoil, rest.length);
  way.toSpoil -= spoilt;
  for (let at = 0; at < spoilt; at += 1) rest[at] = byte();
  return rest;
}
