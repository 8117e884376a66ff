/**
 * An RTSP camera that remembers when it sent each picture, over TCP on loopback.
 *
 * It plays a clip of bench-clips.ts: the stamp in a picture that somebody sees, or the
 * RTP timestamp of a packet that somebody gets, leads back to the moment its picture
 * was handed to the node's connection. Its clock stumbles now and then, so that a
 * stretch of RTP timestamps from beyond the SFU shows which pictures they belong to.
 */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type AccessUnit, TICKS_PER_SECOND } from '../../streams/hub/access-unit.ts';
import { NAL, nalType } from '../../streams/rtp/h264.ts';
import { H264Packetizer } from '../../streams/rtp/h264-packetizer.ts';
import { InterleavedReader } from '../../streams/rtsp/interleaved-reader.ts';
import type { ClipShape } from './bench-clips.ts';

const PAYLOAD_TYPE = 96;
const STUMBLE_EVERY = 50;
const STUMBLE_TICKS = 17;
const HOST = '127.0.0.1';

/** Picture N is due N steps after the start (ms since the epoch); its stamp is N modulo `stamps`. */
export type CameraPace = { startedAtMs: number; stepMs: number; stamps: number };

export type StampedCamera = AsyncDisposable & {
  url: string;
  pace: CameraPace;
  /** In ms since the epoch; the newest picture of that stamp that was sent before `atMs`. */
  sentAtMs(stamp: number, atMs: number): number;
  /** How many pictures it sent after the one moment and up to the other, in ms since the epoch. */
  sentBetween(fromMs: number, toMs: number): number;
  /** Finds the moments of sending to RTP timestamps as they were passed on, in their order. */
  sentAtMsOf(arrivals: readonly { rtpTimestamp: number; atMs: number }[]): number[];
};

export async function openStampedCamera(clip: string, { framesPerSecond }: ClipShape): Promise<StampedCamera> {
  const units = unitsOf(clip);
  const viewers = new Set<Viewer>();
  const sentAtMs: number[] = [];
  const stepTicks = TICKS_PER_SECOND / framesPerSecond;
  const ticksOf = (count: number) => count * stepTicks + Math.floor(count / STUMBLE_EVERY) * STUMBLE_TICKS;

  const server = createServer((socket) => {
    const viewer = openViewer(socket, units[0]);
    viewers.add(viewer);
    socket.once('close', () => viewers.delete(viewer));
  });
  server.listen(0, HOST);
  await once(server, 'listening');

  const startedAtMs = performance.now();
  let timer: NodeJS.Timeout;
  const sendNext = () => {
    const count = sentAtMs.length;
    const unit = units[count % units.length];
    sentAtMs.push(nowMs());
    for (const viewer of viewers) if (unit) viewer.send(unit, ticksOf(count));
    const nextAtMs = startedAtMs + ((count + 1) * 1_000) / framesPerSecond;
    timer = setTimeout(sendNext, Math.max(0, nextAtMs - performance.now()));
  };
  sendNext();

  const newestBefore = (atMs: number) => sentAtMs.findLastIndex((sent) => sent <= atMs);
  return {
    url: `rtsp://${HOST}:${(server.address() as AddressInfo).port}/stamped`,
    pace: {
      startedAtMs: performance.timeOrigin + startedAtMs,
      stepMs: 1_000 / framesPerSecond,
      stamps: units.length,
    },
    sentAtMs(stamp, atMs) {
      const newest = newestBefore(atMs);
      const roundsAgo = (newest - stamp + units.length) % units.length;
      return sentAtMs[newest - roundsAgo] ?? Number.NaN;
    },
    sentBetween: (fromMs, toMs) => newestBefore(toMs) - newestBefore(fromMs),
    sentAtMsOf(arrivals) {
      const anchor = arrivals.findIndex(({ rtpTimestamp }, index) => {
        const before = arrivals[index - 1]?.rtpTimestamp ?? rtpTimestamp;
        return ((rtpTimestamp - before) | 0) === stepTicks + STUMBLE_TICKS;
      });
      const from = arrivals[anchor];
      if (!from) throw new Error('no stumble of the camera’s clock was seen');
      const newest = newestBefore(from.atMs);
      const anchorCount = newest - (newest % STUMBLE_EVERY);
      return arrivals.map(({ rtpTimestamp }) => {
        const ticks = (rtpTimestamp - from.rtpTimestamp) | 0;
        const count = anchorCount + Math.round(ticks / stepTicks);
        if (ticksOf(count) - ticksOf(anchorCount) !== ticks) throw new Error('an RTP timestamp the camera never sent');
        return sentAtMs[count] ?? Number.NaN;
      });
    },
    [Symbol.asyncDispose]: async () => {
      clearTimeout(timer);
      for (const { close } of viewers) close();
      server.close();
      await once(server, 'close');
    },
  };
}

type Viewer = { send(unit: AccessUnit, ticks: number): void; close(): void };

/** Answers as much of RTSP (RFC 2326) as it takes to be pulled. */
function openViewer(socket: Socket, first: AccessUnit | undefined): Viewer {
  const ssrc = randomInt(1, 0x7fff_ffff);
  const packetizer = new H264Packetizer({ ssrc, payloadType: PAYLOAD_TYPE, firstSequence: randomInt(0x8000) });
  let isPlaying = false;
  const answer = (head: string, lines: string[], body = '') => {
    const cseq = /^cseq\s*:\s*(\d+)/im.exec(head)?.[1] ?? '0';
    const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
    socket.write(`${['RTSP/1.0 200 OK', `CSeq: ${cseq}`, ...lines, ...length].join('\r\n')}\r\n\r\n${body}`);
  };
  const take = (head: string) => {
    const method = head.trimStart().split(' ')[0];
    if (method === 'OPTIONS') answer(head, ['Public: DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER']);
    else if (method === 'DESCRIBE') answer(head, ['Content-Type: application/sdp'], description(first));
    else if (method === 'SETUP') {
      answer(head, ['Transport: RTP/AVP/TCP;unicast;interleaved=0-1', 'Session: 1;timeout=60']);
    } else answer(head, ['Session: 1']);
    if (method === 'PLAY') isPlaying = true;
  };
  const reader = new InterleavedReader({ onPacket: () => {}, onMessage: take, onSkipped: () => {} });
  socket.setNoDelay(true);
  socket.on('data', (bytes) => reader.push(bytes));
  socket.on('error', () => socket.destroy());
  return {
    send(unit, ticks) {
      if (!isPlaying) return;
      const framed = packetizer
        .packetize(unit, ticks)
        .flatMap((packet) => [Buffer.from([0x24, 0, packet.length >> 8, packet.length & 0xff]), packet]);
      socket.write(Buffer.concat(framed));
    },
    close: () => void socket.destroy(),
  };
}

function description(first: AccessUnit | undefined): string {
  const sets = first?.parameterSets;
  const sprop = sets ? `${sets.sps.toString('base64')},${sets.pps.toString('base64')}` : '';
  return [
    ...['v=0', `o=- 1 1 IN IP4 ${HOST}`, 's=stamped', 't=0 0', 'a=control:*'],
    ...[`m=video 0 RTP/AVP ${PAYLOAD_TYPE}`, `a=rtpmap:${PAYLOAD_TYPE} H264/90000`],
    ...[`a=fmtp:${PAYLOAD_TYPE} packetization-mode=1;sprop-parameter-sets=${sprop}`, 'a=control:track1', ''],
  ].join('\r\n');
}

const clipsRead = new Map<string, AccessUnit[]>();

/** Read once, however many cameras play it. */
function unitsOf(path: string): AccessUnit[] {
  const units = clipsRead.get(path) ?? readClip(path);
  clipsRead.set(path, units);
  return units;
}

/** The pictures of a raw H.264 file whose parameter sets never change. */
function readClip(path: string): AccessUnit[] {
  const units: { nals: Buffer[]; isKey: boolean }[] = [];
  let sps: Buffer | undefined;
  let pps: Buffer | undefined;
  for (const nal of nalsOf(readFileSync(path))) {
    const type = nalType(nal[0] ?? 0);
    if (type === NAL.sps) sps = nal;
    if (type === NAL.pps) pps = nal;
    if (type !== NAL.slice && type !== NAL.idr) continue;
    // A first macroblock of 0 is coded as a single 1: the picture begins.
    if (((nal[1] ?? 0) & 0x80) !== 0) units.push({ nals: [], isKey: type === NAL.idr });
    units.at(-1)?.nals.push(nal);
  }
  if (!sps || !pps) throw new Error(`${path}: no parameter sets`);
  const parameterSets = { codec: 'h264' as const, sps, pps };
  return units.map(({ nals, isKey }) => ({
    data: Buffer.concat(nals.flatMap((nal) => [lengthOf(nal), nal])),
    isKey,
    ticks: 0,
    compositionTicks: 0,
    isReordered: false,
    receivedAtMs: 0,
    parameterSets,
  }));
}

function lengthOf(nal: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(nal.length);
  return length;
}

/** What stands between start codes (H.264 annex B), without the zero byte that may stand before one. */
function nalsOf(bytes: Buffer): Buffer[] {
  const starts: number[] = [];
  const code = Buffer.from([0, 0, 1]);
  for (let at = bytes.indexOf(code); at >= 0; at = bytes.indexOf(code, at + 3)) starts.push(at + 3);
  return starts.map((start, index) => {
    const next = starts[index + 1];
    let end = next === undefined ? bytes.length : next - code.length;
    while (bytes[end - 1] === 0) end -= 1;
    return bytes.subarray(start, end);
  });
}

function nowMs(): number {
  return performance.timeOrigin + performance.now();
}
