/** What the real SFU declares, and for whom it is good enough. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { OpenedTransport } from '../../../config/contract/rtc.ts';
import type { Ingress, MediasoupSfu } from '../../../streams/sfu/mediasoup.sfu.ts';
import { openTestSfu } from '../../fixtures/sfu.ts';

let sfu: MediasoupSfu;
let ingress: Ingress;

beforeAll(async () => {
  sfu = await openTestSfu();
  ingress = await sfu.openIngress({ ssrc: 7, codec: 'H264' });
});

afterAll(() => sfu?.close());

function capabilities(...profiles: readonly string[]) {
  const codecs = profiles.map((profile, index) => ({
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    preferredPayloadType: 102 + index,
    parameters: { 'packetization-mode': 1, 'level-asymmetry-allowed': 1, 'profile-level-id': profile },
    rtcpFeedback: [],
  }));
  return { codecs, headerExtensions: [] };
}

test('H.264 is declared as Constrained Baseline in packetization mode 1, whatever a camera sends', () => {
  const declared = sfu.rtpCapabilities.codecs?.filter(({ mimeType }) => mimeType === 'video/H264') ?? [];
  expect(declared.map(({ parameters }) => parameters)).toEqual([
    { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  ]);
});

test.each([
  { browser: 'Firefox, which offers no other profile', profiles: ['42e01f'], expected: true },
  { browser: 'Chrome', profiles: ['42001f', '42e01f', '4d001f', '64001f'], expected: true },
  { browser: 'Safari', profiles: ['640c1f', '42e01f'], expected: true },
  { browser: 'a player of High alone', profiles: ['64001f'], expected: false },
])('$browser can have a camera: $expected', ({ profiles, expected }) => {
  expect(sfu.canConsume(ingress.producerId, capabilities(...profiles))).toBe(expected);
});

test('who may watch gets its packets as declared, and only once it is there', async () => {
  const { transportId } = await sfu.openTransport();
  const closed: string[] = [];
  const { consumerId, kind, rtpParameters } = await sfu.consume(
    transportId,
    ingress.producerId,
    capabilities('42e01f'),
    {
      onClosed: (id) => closed.push(id),
    },
  );
  expect(kind).toBe('video');
  expect(rtpParameters).toMatchObject({
    codecs: [{ mimeType: 'video/H264', parameters: { 'profile-level-id': '42e01f', 'packetization-mode': 1 } }],
  });
  sfu.closeTransport(transportId);
  await expect.poll(() => closed).toEqual([consumerId]);
});

test('a browser that can is told how long it may hold the pictures', async () => {
  const { transportId } = await sfu.openTransport();
  const uri = 'http://www.webrtc.org/experiments/rtp-hdrext/playout-delay';
  const told = sfu.rtpCapabilities.headerExtensions?.find((each) => each.kind === 'video' && each.uri === uri);
  const browser = { ...capabilities('42e01f'), headerExtensions: [told] };
  const { rtpParameters } = await sfu.consume(transportId, ingress.producerId, browser, { onClosed: () => {} });
  expect(rtpParameters).toMatchObject({ headerExtensions: [{ uri, id: told?.preferredId }] });
  sfu.closeTransport(transportId);
});

const portOf = ({ iceCandidates }: OpenedTransport) => (iceCandidates as { port: number }[])[0]?.port;

test('who comes when a worker sends as much as it carries is served by another, and when there are no more by the one with less to do', async () => {
  const large = await openTestSfu({ consumersPerWorker: 2, mostWorkers: 2 });
  let nowMs = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  try {
    const { producerId } = await large.openIngress({ ssrc: 9, codec: 'H264' });
    const open = async (consumerCount: number) => {
      const transport = await large.openTransport();
      for (let nth = 0; nth < consumerCount; nth += 1) {
        const how = { onClosed: () => {} };
        expect((await large.consume(transport.transportId, producerId, capabilities('42e01f'), how)).kind).toBe(
          'video',
        );
      }
      nowMs += 11_000;
      return transport;
    };
    const [first, second, third, fourth] = [await open(1), await open(1), await open(3), await open(0)];
    const [one, other] = large.workers.map(({ rtcPort }) => rtcPort);
    expect([first, second, third, fourth].map(portOf)).toEqual([one, one, other, one]);
    expect(new Set(large.workers.map(({ pid }) => pid)).size).toBe(2);
    expect(large.workers.map(({ load }) => load)).toEqual([2, 3]);
    large.closeTransport(third.transportId);
    expect(large.workers.map(({ load }) => load)).toEqual([2, 0]);
  } finally {
    clock.mockRestore();
    large.close();
  }
});

test('desks that all come in the same moment are not all put on one worker', async () => {
  const large = await openTestSfu({ consumersPerWorker: 18, mostWorkers: 2 });
  try {
    await Promise.all(Array.from({ length: 8 }, () => large.openTransport()));
    expect(large.workers.map(({ load }) => load)).toEqual([36, 36]);
  } finally {
    large.close();
  }
});

test('where the next port is taken there is no further worker, and nobody is turned away', async () => {
  const one = await openTestSfu();
  const taken = createServer().listen(one.rtcPort + 1, '127.0.0.1');
  await once(taken, 'listening');
  const { rtcPort } = one;
  one.close();
  const large = await openTestSfu({ rtcPort, consumersPerWorker: 1, mostWorkers: 2 });
  try {
    const ports = [await large.openTransport(), await large.openTransport()].map(portOf);
    expect(ports).toEqual([rtcPort, rtcPort]);
    expect(large.workers).toHaveLength(1);
  } finally {
    large.close();
    taken.close();
  }
});

test('who never comes is given up, and who is there is not', async () => {
  const gone: string[] = [];
  const { transportId } = await sfu.openTransport();
  sfu.onTransportGone(transportId, () => gone.push('never came'), 50);
  const closed = await sfu.openTransport();
  sfu.onTransportGone(closed.transportId, () => gone.push('was closed'), 50);
  sfu.closeTransport(closed.transportId);
  const kept = await sfu.openTransport();
  sfu.onTransportGone(kept.transportId, () => gone.push('may take its time'));
  await expect.poll(() => gone).toEqual(['never came']);
});
