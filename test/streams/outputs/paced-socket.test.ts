/** Key frames into the real mediasoup worker, its socket buffer left as the kernel makes it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../config/kernel/clock.ts';
import { openPacedSocket } from '../../../streams/outputs/paced-socket.ts';
import { H264Packetizer } from '../../../streams/rtp/h264-packetizer.ts';
import type { MediasoupSfu } from '../../../streams/sfu/mediasoup.sfu.ts';
import { PPS, SPS } from '../../fixtures/h264-packets.ts';
import { openTestSfu } from '../../fixtures/sfu.ts';
import { IN_ORDER } from '../../fixtures/units.ts';

let sfu: MediasoupSfu;

beforeAll(async () => {
  sfu = await openTestSfu();
});

afterAll(() => sfu?.close());

/** A key frame of about 420 packets: more than four stock buffers hold. */
function keyFrame(index: number) {
  const nal = Buffer.alloc(500_000, 7);
  nal[0] = 0x65;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(nal.length);
  const parameterSets = { codec: 'h264' as const, sps: SPS, pps: PPS };
  return {
    data: Buffer.concat([length, nal]),
    isKey: true,
    ticks: index * 9_000,
    ...IN_ORDER,
    receivedAtMs: 0,
    parameterSets,
  };
}

test.each([
  { name: 'a worker that reads at once', pauseMs: 0 },
  { name: 'a worker that gets no processor for a while', pauseMs: 80 },
])('$name loses no packet of a large key frame', async ({ pauseMs }) => {
  const { host, port, payloadType, received } = await sfu.openIngress({ ssrc: 1_000 + pauseMs, codec: 'H264' });
  const socket = await openPacedSocket({ host, port, received, clock: systemClock });
  const packetizer = new H264Packetizer({ ssrc: 1_000 + pauseMs, payloadType, firstSequence: 0 });
  const [pid] = sfu.workers.map((worker) => worker.pid);
  if (pid === undefined) throw new Error('there is no worker');
  let sentBytes = 0;
  for (const index of [1, 2, 3]) {
    const packets = packetizer.packetize(keyFrame(index), index * 9_000);
    sentBytes += packets.reduce((sum, { length }) => sum + length, 0);
    process.kill(pid, 'SIGSTOP');
    socket.send(packets);
    await sleep(pauseMs);
    process.kill(pid, 'SIGCONT');
    await sleep(100);
  }
  await received(sentBytes);
  expect({ lostBytes: sfu.lostBytes, queued: socket.queuedPackets }).toEqual({ lostBytes: 0, queued: 0 });
  socket.close();
});

test('a viewer who needs a key frame is heard', async () => {
  const { host, port, payloadType, received, producerId } = await sfu.openIngress({ ssrc: 77, codec: 'H264' });
  let wished = 0;
  const onKeyFrameWanted = () => {
    wished += 1;
  };
  const socket = await openPacedSocket({ host, port, received, clock: systemClock, onKeyFrameWanted });
  const packets = new H264Packetizer({ ssrc: 77, payloadType, firstSequence: 0 }).packetize(keyFrame(1), 9_000);
  socket.send(packets);
  await received(packets.reduce((sum, { length }) => sum + length, 0));
  expect(wished).toBe(0);
  // Of another payload type it is piped, and a pipe begins with a key frame.
  const { transportId } = await sfu.openTransport(96);
  const browser = { codecs: sfu.rtpCapabilities.codecs ?? [], headerExtensions: [] };
  await sfu.consume(transportId, producerId, browser, { onClosed: () => {} });
  await expect.poll(() => wished, { timeout: 5_000 }).toBeGreaterThan(0);
  socket.close();
});
