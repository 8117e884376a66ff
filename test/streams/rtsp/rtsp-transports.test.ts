/** RTP over UDP and over TCP, redirects, reports and the camera's clock, each with GStreamer's server at the other end. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { streetClips } from '../../../config/setup/street-path.mjs';
import { openRtspSession, type RtspSession } from '../../../streams/rtsp/rtsp-client.ts';
import { openRtspCameras, type RtspCameras } from '../../fixtures/rtsp-cameras.ts';
import { holdingsOf } from '../../load/census.ts';

const [firstClip = ''] = streetClips();
const NOBODY = { username: '', password: '' };
const PACKET_COUNT = 150;
const REPORT_MS = 5_000;

let cameras: RtspCameras;
const servers: Server[] = [];

beforeAll(async () => {
  cameras = await openRtspCameras({ mounts: { gate: firstClip, yard: firstClip }, udpOnly: ['yard'] });
});
afterEach(() => void vi.useRealTimers());
afterAll(async () => {
  for (const server of servers) server.close();
  await cameras?.[Symbol.asyncDispose]();
});

type Watched = { session: RtspSession; sequences: number[]; ssrc: () => number; enough: Promise<void> };

async function watch(rtspUrl: string, transport: 'auto' | 'udp' | 'tcp'): Promise<Watched> {
  const sequences: number[] = [];
  let ssrc = 0;
  const enough = Promise.withResolvers<void>();
  const session = await openRtspSession({ rtspUrl, ...NOBODY, transport }, 5_000, {
    onDescribed: () => {},
    onRtp: (packet) => {
      ssrc = packet.readUInt32BE(8);
      sequences.push(packet.readUInt16BE(2));
      if (sequences.length === PACKET_COUNT) enough.resolve();
    },
    onLost: enough.reject,
  });
  return { session, sequences, ssrc: () => ssrc, enough: enough.promise };
}

function stepsOf(sequences: readonly number[]): Set<number> {
  return new Set(sequences.slice(1).map((sequence, index) => (sequence - (sequences[index] ?? 0)) & 0xffff));
}

/** Stands between client and camera, and hears what both say. */
async function openListeningPost(): Promise<{
  port: number;
  fromClient: Buffer[];
  fromCamera: Buffer[];
  heard(): Promise<void>;
}> {
  const [fromClient, fromCamera]: [Buffer[], Buffer[]] = [[], []];
  const server = createServer((client) => {
    const camera = connect(cameras.port, '127.0.0.1');
    client.on('data', (bytes) => {
      fromClient.push(bytes);
      camera.write(bytes);
      server.emit('heard');
    });
    camera.on('data', (bytes) => {
      fromCamera.push(bytes);
      client.write(bytes);
    });
    for (const [one, other] of [[client, camera] as const, [camera, client] as const]) {
      one.on('error', () => {});
      one.on('close', () => other.destroy());
    }
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, fromClient, fromCamera, heard: () => once(server, 'heard').then(() => undefined) };
}

test.each(['tcp', 'udp'] as const)('over %s every packet comes once and in order', async (transport) => {
  const { session, sequences, enough } = await watch(cameras.urlOf('gate'), transport);
  await enough;
  await session.close();
  expect(stepsOf(sequences)).toEqual(new Set([1]));
  await cameras.sessionsAre(0);
});

test('over UDP nothing comes over the connection but answers', async () => {
  const post = await openListeningPost();
  const { session, enough } = await watch(`rtsp://127.0.0.1:${post.port}/gate`, 'udp');
  await enough;
  await session.close();
  expect(Buffer.concat(post.fromCamera).includes(0x24)).toBe(false);
});

test('a camera that answers 461 to TCP is had over UDP, on the same connection', async () => {
  const post = await openListeningPost();
  const { session, sequences, enough } = await watch(`rtsp://127.0.0.1:${post.port}/yard`, 'auto');
  await enough;
  await session.close();
  const said = Buffer.concat(post.fromCamera).toString('latin1');
  expect(said.match(/RTSP\/1\.0 \d+/g)).toContain('RTSP/1.0 461');
  expect(stepsOf(sequences)).toEqual(new Set([1]));
});

test('a camera that has UDP only, where the operator ruled it out, is refused by name', async () => {
  await expect(watch(cameras.urlOf('yard'), 'tcp')).rejects.toMatchObject({
    code: 'CAMERA_REFUSED',
    detail: { status: 461, reason: 'no RTP over TCP' },
  });
});

test('a redirect is followed to the camera that plays', async () => {
  const sign = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      const cseq = /CSeq: (\d+)/.exec(bytes.toString('latin1'))?.[1];
      socket.write(`RTSP/1.0 302 Moved Temporarily\r\nCSeq: ${cseq}\r\nLocation: ${cameras.urlOf('gate')}\r\n\r\n`);
    });
  });
  servers.push(sign);
  await once(sign.listen(0, '127.0.0.1'), 'listening');
  const { port } = sign.address() as AddressInfo;
  const { session, sequences, enough } = await watch(`rtsp://127.0.0.1:${port}/gate`, 'auto');
  await enough;
  await session.close();
  expect(sequences.length).toBeGreaterThanOrEqual(PACKET_COUNT);
});

test('the camera is reported to, up to the newest packet that came', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const post = await openListeningPost();
  const { session, sequences, ssrc, enough } = await watch(`rtsp://127.0.0.1:${post.port}/gate`, 'tcp');
  await enough;
  const said = post.fromClient.length;
  vi.advanceTimersByTime(REPORT_MS);
  const newest = sequences.at(-1);
  while (post.fromClient.length === said) await post.heard();
  await session.close();
  const report = post.fromClient[said] ?? Buffer.alloc(0);
  // `$`, channel 1, then a receiver report with one block (RFC 3550 section 6.4.2).
  expect([...report.subarray(0, 2), report[4], report[5]]).toEqual([0x24, 1, 0x81, 201]);
  expect(report.readUInt32BE(12)).toBe(ssrc());
  expect(report.readUInt32BE(20)).toBe(newest);
});

test.each(['tcp', 'udp'] as const)("over %s the camera's clock is read from its sender reports", async (transport) => {
  const { session, enough } = await watch(cameras.urlOf('gate'), transport);
  await enough;
  await vi.waitUntil(() => session.cameraClock !== null, { timeout: 15_000, interval: 50 });
  const { ntpMs, receivedAtMs } = session.cameraClock ?? { ntpMs: 0, receivedAtMs: 0 };
  await session.close();
  expect(Math.abs(ntpMs - receivedAtMs)).toBeLessThan(1_000);
});

test('a camera that hangs up while its sound is set up over UDP leaves no port open', async () => {
  const sdp = [
    'v=0',
    'm=video 0 RTP/AVP 96',
    'a=rtpmap:96 H264/90000',
    'a=control:video',
    'm=audio 0 RTP/AVP 8',
    'a=control:sound',
    '',
  ].join('\r\n');
  const answers = [
    () => 'Public: OPTIONS, DESCRIBE, SETUP, PLAY\r\n\r\n',
    () => `Content-Type: application/sdp\r\nContent-Length: ${sdp.length}\r\n\r\n${sdp}`,
    () => 'Session: 1\r\nTransport: RTP/AVP;unicast;server_port=6000-6001\r\n\r\n',
  ];
  const server = createServer((client) => {
    let asked = 0;
    client.on('data', () => {
      asked += 1;
      const answer = answers[asked - 1];
      if (answer) client.write(`RTSP/1.0 200 OK\r\nCSeq: ${asked}\r\n${answer()}`);
      else client.destroy();
    });
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const rtspUrl = `rtsp://127.0.0.1:${(server.address() as AddressInfo).port}/gate`;
  const udpSockets = () => holdingsOf('it', process.pid)['it: udp'] ?? 0;
  const before = udpSockets();
  const opening = openRtspSession({ rtspUrl, ...NOBODY, transport: 'udp', audio: true }, 5_000, {
    onDescribed: () => {},
    onRtp: () => {},
    onLost: () => {},
  });
  await expect(opening).rejects.toMatchObject({ code: 'CAMERA_CONNECTION_LOST' });
  await expect.poll(udpSockets, { timeout: 3_000 }).toBe(before);
});
