/** What the real SFU declares, and for whom it is good enough. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenedTransport } from '../../../config/contract/rtc.ts';
import { workerPath } from '../../../config/setup/worker-path.mjs';
import { type Ingress, type MediasoupSfu, openSfu } from '../../../streams/sfu/mediasoup.sfu.ts';

let sfu: MediasoupSfu;
let ingress: Ingress;

beforeAll(async () => {
  const onDied = () => {};
  sfu = await openSfu({ workerBin: workerPath(), host: '127.0.0.1', rtcPort: 0, announcedAddress: '', consumersPerWorker: 400, onDied });
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

test('who comes when a worker sends as much as it carries is served by another, and when there are no more by the one with less to do', async () => {
  const start = { workerBin: workerPath(), host: '127.0.0.1', rtcPort: 0, announcedAddress: '', onDied: () => {} };
  const large = await openSfu({ ...start, consumersPerWorker: 2, mostWorkers: 2 });
  try {
    const { producerId } = await large.openIngress({ ssrc: 9, codec: 'H264' });
    const consume = (transportId: string) =>
      large.consume(transportId, producerId, capabilities('42e01f'), { onClosed: () => {} });
    const portOf = ({ iceCandidates }: OpenedTransport) => (iceCandidates as { port: number }[])[0]?.port;
    const first = await large.openTransport();
    await consume(first.transportId);
    const second = await large.openTransport();
    await consume(second.transportId);
    const third = await large.openTransport();
    expect((await consume(third.transportId)).kind).toBe('video');
    await consume(third.transportId);
    await consume(third.transportId);
    const fourth = await large.openTransport();
    const [one, other] = large.workers.map(({ rtcPort }) => rtcPort);
    expect([first, second, third, fourth].map(portOf)).toEqual([one, one, other, one]);
    expect(new Set(large.workers.map(({ pid }) => pid)).size).toBe(2);
    large.closeTransport(third.transportId);
    await expect.poll(() => large.workers.map(({ load }) => load)[1]).toBe(0);
  } finally {
    large.close();
  }
});

test('desks that all come in the same moment are not all put on one worker', async () => {
  const start = { workerBin: workerPath(), host: '127.0.0.1', rtcPort: 0, announcedAddress: '', onDied: () => {} };
  const large = await openSfu({ ...start, consumersPerWorker: 18, mostWorkers: 2 });
  try {
    for (let nth = 0; nth < 8; nth += 1) await large.openTransport();
    const [one, other] = large.workers.map(({ load }) => load);
    expect([one, other]).toEqual([36, 36]);
  } finally {
    large.close();
  }
});
