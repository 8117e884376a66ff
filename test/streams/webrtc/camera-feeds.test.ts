import { afterEach, expect, test, vi } from 'vitest';
import { CameraFeeds, type Joining } from '../../../streams/webrtc/camera-feeds.ts';

afterEach(() => void vi.useRealTimers());

/** Feeds in name only: what is tested is who gets which. */
function countingFeeds() {
  let opened = 0;
  const closed: string[] = [];
  const feeds = new CameraFeeds(async () => {
    opened += 1;
    const producerId = `feed${opened}`;
    return { producerId, watch: () => () => {}, close: () => closed.push(producerId) };
  });
  const take = async (joining: Joining = 'lasting') => {
    const { feed, isTemporary, giveBack } = await feeds.take(joining);
    return { name: feed.producerId, isTemporary, giveBack };
  };
  return { feeds, take, closed };
}

test('viewers who cannot move have a feed each, and from the fifth on they share', async () => {
  const { take } = countingFeeds();
  const taken = await Promise.all(Array.from({ length: 7 }, () => take()));
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
  await expect(feeds.take('atOnce')).rejects.toThrow('no port');
  expect((await feeds.take('atOnce')).feed.producerId).toBe('second');
});

test('who comes fifth has one for the time being, and moves over to one that is shared', async () => {
  const { take, closed } = countingFeeds();
  for (let viewers = 0; viewers < 4; viewers += 1) expect((await take('atOnce')).isTemporary).toBe(false);
  const fifth = await take('atOnce');
  expect(fifth).toMatchObject({ name: 'feed5', isTemporary: true });
  const shared = await take('shared');
  expect(shared).toMatchObject({ name: 'feed4', isTemporary: false });
  fifth.giveBack();
  await expect.poll(() => closed).toEqual(['feed5']);
});

test('a crowd that comes at the same moment does not get a feed each', async () => {
  const { take } = countingFeeds();
  const taken = await Promise.all(Array.from({ length: 40 }, () => take('atOnce')));
  expect(new Set(taken.map(({ name }) => name)).size).toBe(16);
  expect(taken.at(-1)).toMatchObject({ name: 'feed4', isTemporary: false });
});

test('closing closes every feed', async () => {
  const { feeds, take, closed } = countingFeeds();
  await Promise.all(Array.from({ length: 5 }, () => take('atOnce')));
  feeds.close();
  await expect.poll(() => closed).toEqual(['feed1', 'feed2', 'feed3', 'feed4', 'feed5']);
});

test('a feed is given up when nobody was on it for ten seconds, and not while somebody comes back', async () => {
  vi.useFakeTimers();
  const { take, closed } = countingFeeds();
  (await take()).giveBack();
  await vi.advanceTimersByTimeAsync(9_000);
  const again = await take();
  await vi.advanceTimersByTimeAsync(20_000);
  expect([again.name, closed]).toEqual(['feed1', []]);
  again.giveBack();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(closed).toEqual(['feed1']);
  expect((await take()).name).toBe('feed2');
});
