/**
 * The process the bench measures as ours: a media node as the product runs it, with
 * the product's own settings, and WHEP on a port of its own instead of the server in
 * front. It is asked over IPC (bench-node.ts) and ends with whoever started it.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../config/kernel/clock.ts';
import { parseSettings } from '../../config/settings/settings.ts';
import { workerPath } from '../../config/setup/worker-path.mjs';
import type { Camera } from '../../streams/cameras/camera.ts';
import { openSfu } from '../../streams/sfu/mediasoup.sfu.ts';
import { openCameraFeed } from '../../streams/webrtc/camera-feed.ts';
import { carried, openTestNode } from '../fixtures/media-node.ts';
import type { NodeAnswer, NodeQuestion } from './bench-node.ts';

process.on('disconnect', () => process.exit(0));

const { live, analysis } = parseSettings({});
const node = await openTestNode({ live, analysis });

/** The node hands out no camera, but tells its recordings of each. */
const cameras = new Map<string, Camera>();
const follow = node.recordings.follow.bind(node.recordings);
node.recordings.follow = (camera, plan, isSoundWanted) => {
  cameras.set(camera.cameraId, camera);
  follow(camera, plan, isSoundWanted);
};

const server = createServer(async (request, response) => {
  let offer = '';
  for await (const chunk of request) offer += chunk;
  response.setHeader('Content-Type', 'text/html');
  if (request.method !== 'POST') return response.end('<html lang="en"></html>');
  const viewer = { personId: 'viewer', sessionId: 'viewer', connectionId: '' };
  const cameraId = request.url?.slice(1) ?? '';
  const { answer } = await node.openWhep({ cameraId, quality: 'main', offer, viewer, address: '' });
  return response.end(answer);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

/**
 * Every camera as while it is watched, up to the SFU's producer and no further: a
 * second worker takes the packets and has nobody to encrypt them for.
 */
let feeds: { close(): void } | undefined;
async function feedAll(): Promise<void> {
  const settings = {
    workerBin: workerPath(),
    host: '127.0.0.1',
    rtcPort: 0,
    announcedAddress: '',
    consumersPerWorker: 400,
  };
  const sfu = await openSfu({ ...settings, onDied: () => process.exit(1) });
  const open = await Promise.all(
    [...cameras.values()].map((camera) => openCameraFeed(camera, sfu, systemClock, () => process.exit(1))),
  );
  const leaves = open.map((feed) => feed.watch());
  feeds = {
    close: () => {
      for (const leave of leaves) leave();
      for (const feed of open) feed.close();
      sfu.close();
    },
  };
}

async function answer({ name, input }: NodeQuestion): Promise<NodeAnswer['value']> {
  switch (name) {
    case 'ports':
      return { http: (server.address() as AddressInfo).port, rtc: node.rtcPort };
    case 'carry':
      return node.carry(Object.entries(input).map(([cameraId, url]) => carried(cameraId, url))).then(() => null);
    case 'liveCount':
      return node.health().filter(({ state }) => state === 'live').length;
    case 'feedAll':
      return feedAll().then(() => null);
    case 'endFeeds':
      feeds?.close();
      return null;
  }
}

process.on('message', async ({ id, ...question }: NodeQuestion & { id: number }) => {
  try {
    process.send?.({ id, value: await answer(question) } satisfies NodeAnswer);
  } catch (thrown) {
    process.send?.({ id, value: null, failure: String(thrown) } satisfies NodeAnswer);
  }
});
