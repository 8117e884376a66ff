/**
 * Stands between browsers and the SFU, and keeps the media for itself.
 *
 * The browser shakes hands, reports and stays connected through it, so that the SFU
 * encrypts and sends all it would send to a viewer; the packets end here, counted.
 * A browser that took 20 streams of 4 Mbit/s, even without decoding them, would need
 * the machine that is to measure the sender. The headers of SRTP are not encrypted.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

const BUFFER_BYTES = 4 * 1_024 * 1_024;
const HOST = '127.0.0.1';

export type Received = { packets: number; bytes: number; lost: number };

export type SrtpRelay = Disposable & {
  port: number;
  /** Of all viewers, since they began. */
  received(): Received;
  /** What the kernel could not keep for it (proc(5)); read while it is open. */
  dropped(): number;
};

export type Arrival = { rtpTimestamp: number; ssrc: number; atMs: number };

type Way = { socket: Socket; packets: number; bytes: number; firstSequence: number; span: number };

export async function openSrtpRelay(sfuPort: number, onRtp: (arrival: Arrival) => void = () => {}): Promise<SrtpRelay> {
  const front = createSocket('udp4');
  const ways = new Map<string, Way>();
  const openWay = (browserPort: number): Way => {
    const socket = createSocket('udp4');
    const way = { socket, packets: 0, bytes: 0, firstSequence: -1, span: 0 };
    socket.bind(0, HOST, () => socket.setRecvBufferSize(BUFFER_BYTES));
    socket.on('message', (packet) => {
      if (!isRtp(packet)) {
        front.send(packet, browserPort, HOST);
        return;
      }
      onRtp({
        rtpTimestamp: packet.readUInt32BE(4),
        ssrc: packet.readUInt32BE(8),
        atMs: performance.timeOrigin + performance.now(),
      });
      count(way, packet);
    });
    return way;
  };
  front.on('message', (packet, { address, port }) => {
    const browser = `${address}:${port}`;
    const way = ways.get(browser) ?? openWay(port);
    ways.set(browser, way);
    way.socket.send(packet, sfuPort, HOST);
  });
  front.bind(0, HOST);
  await once(front, 'listening');
  return {
    port: front.address().port,
    received: () => {
      const sum = { packets: 0, bytes: 0, lost: 0 };
      for (const { packets, bytes, span } of ways.values()) {
        sum.packets += packets;
        sum.bytes += bytes;
        sum.lost += span - packets;
      }
      return sum;
    },
    dropped: () => droppedAt(new Set([...ways.values()].map(({ socket }) => socket.address().port))),
    [Symbol.dispose]: () => {
      front.close();
      for (const { socket } of ways.values()) socket.close();
    },
  };
}

function droppedAt(ports: ReadonlySet<number>): number {
  let dropped = 0;
  for (const line of readFileSync('/proc/net/udp', 'utf8').split('\n').slice(1)) {
    const fields = line.trim().split(/\s+/);
    if (ports.has(Number.parseInt(fields[1]?.split(':')[1] ?? '', 16))) dropped += Number(fields.at(-1));
  }
  return dropped;
}

/** Not STUN, DTLS (RFC 7983) or RTCP (RFC 5761). */
function isRtp(packet: Buffer): boolean {
  const [first = 0, second = 0] = packet;
  return packet.length > 12 && first >= 128 && first < 192 && (second < 192 || second > 223);
}

/** Every packet between the first and the newest was sent. */
function count(way: Way, packet: Buffer): void {
  const sequence = packet.readUInt16BE(2);
  if (way.firstSequence < 0) way.firstSequence = sequence;
  const newest = (way.firstSequence + way.span - 1) & 0xffff;
  const step = (sequence - newest) & 0xffff;
  if (step < 0x8000) way.span += step;
  way.packets += 1;
  way.bytes += packet.length;
}
