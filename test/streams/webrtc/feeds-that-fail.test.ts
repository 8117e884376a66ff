/** A feed whose socket cannot be opened: nothing of it stays behind. */
import { expect, test } from 'vitest';
import { systemClock } from '../../../config/kernel/clock.ts';
import { openAudioFeed } from '../../../streams/webrtc/audio-feed.ts';
import { type FeedSource, openCameraFeed } from '../../../streams/webrtc/camera-feed.ts';

/** No socket of ours may send there: the operating system refuses (EACCES). */
const NOBODY_MAY = '255.255.255.255';

/** An SFU in name only: what is tested is whether what it opened is given back. */
function sfuOutOfReach() {
  const told = { opened: 0, closed: 0 };
  const openIngress = async () => {
    told.opened += 1;
    return {
      ...{ host: NOBODY_MAY, port: 9, payloadType: 102, producerId: 'p', received: async () => {} },
      close: () => {
        told.closed += 1;
      },
    };
  };
  return { told, sfu: { openIngress } };
}

const source: FeedSource = { stream: { cachedGop: [] }, attach: () => () => {}, addViewers: () => {} };
const format = { codec: 'Opus' as const, clockRate: 48_000, channels: 2, config: Buffer.alloc(0) };
const onUnfit = () => {};
const clock = systemClock;

type Sfu = ReturnType<typeof sfuOutOfReach>['sfu'];

test.each([
  { what: 'pictures', open: (sfu: Sfu) => openCameraFeed(source, sfu, clock, onUnfit) },
  { what: 'sound', open: (sfu: Sfu) => openAudioFeed({ source, format, sfu, clock, onUnfit }) },
])('a feed of $what whose socket cannot be opened gives its transport and its socket back', async ({ open }) => {
  const { told, sfu } = sfuOutOfReach();
  const socketsBefore = socketCount();
  await expect(open(sfu)).rejects.toMatchObject({ code: 'EACCES' });
  expect(told).toEqual({ opened: 1, closed: 1 });
  await expect.poll(socketCount).toBe(socketsBefore);
});

function socketCount(): number {
  return process.getActiveResourcesInfo().filter((name) => name.startsWith('UDP')).length;
}
