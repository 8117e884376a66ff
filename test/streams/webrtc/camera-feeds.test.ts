import { expect, test } from 'vitest';
import { CameraFeeds } from '../../../streams/webrtc/camera-feeds.ts';

/** Feeds in name only: what is tested is who gets which. */
function countingFeeds() {
  let opened = 0;
  const closed: string[] = [];
  const feeds = new CameraFeeds(async () => {
    opened += 1;
    const producerId = `feed${opened}`;
    return { producerId, watch: () => () => {}, close: () => closed.push(producerId) };
  });
  const take = async () => {
    const { feed, giveBack } = await feeds.take();
    return { name: feed.producerId, giveBack };
  };
  return { feeds, take, closed };
}

test('viewers who come together have a feed each, and from the fifth on they share', async () => {
  const { take } = countingFeeds();
  const taken = await Promise.all(Array.from({ length: 7 }, take));
  expect(taken.map(({ name }) => name)).toEqual(['feed1', 'feed2', 'feed3', 'feed4', 'feed4', 'feed4', 'feed4']);
});

test('a feed that nobody is on any more is used again', async () => {
  const { take } = countingFeeds();
  const [first] = [await take(), await take()];
  first.giveBack();
  first.giveBack();
  expect((await take()).name).toBe('feed1');
  expect((await take()).name).toBe('feed3');
});

test('a feed that could not be opened is tried again for the next viewer', async () => {
  let tries = 0;
  const feeds = new CameraFeeds(async () => {
    tries += 1;
    if (tries === 1) throw new Error('no port');
    return { producerId: 'second', watch: () => () => {}, close: () => {} };
  });
  await expect(feeds.take()).rejects.toThrow('no port');
  expect((await feeds.take()).feed.producerId).toBe('second');
});

test('closing closes every feed', async () => {
  const { feeds, take, closed } = countingFeeds();
  await Promise.all([take(), take()]);
  await feeds.close();
  expect(closed).toEqual(['feed1', 'feed2']);
});
