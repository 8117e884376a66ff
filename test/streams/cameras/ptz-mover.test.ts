/** A camera moves only while somebody asks for it. */
import { expect, test, vi } from 'vitest';
import { PtzMover } from '../../../streams/cameras/ptz-mover.ts';

const RIGHT = { pan: 1, tilt: 0, zoom: 0, focus: 0 };
const LEFT = { ...RIGHT, pan: -1 };

function watched(answers: { move?: () => Promise<void> } = {}) {
  const told: string[] = [];
  const mover = new PtzMover(
    {
      move: async ({ pan }) => {
        told.push(`move ${pan}`);
        await answers.move?.();
      },
      stop: async () => void told.push('stop'),
    },
    () => Date.now(),
  );
  return { told, mover };
}

test('a move that nobody asks for again is stopped', async () => {
  vi.useFakeTimers();
  const { told, mover } = watched();
  await mover.move(RIGHT);
  await vi.advanceTimersByTimeAsync(900);
  expect(told).toEqual(['move 1']);
  await vi.advanceTimersByTimeAsync(200);
  expect(told).toEqual(['move 1', 'stop']);
  vi.useRealTimers();
});

test('one that is asked for again goes on, and the camera is told before its own limit', async () => {
  vi.useFakeTimers();
  const { told, mover } = watched();
  for (let times = 0; times < 5; times += 1) {
    await mover.move(RIGHT);
    await vi.advanceTimersByTimeAsync(400);
  }
  expect(told).toEqual(['move 1', 'move 1', 'move 1']);
  await mover.stop();
  expect(told.at(-1)).toBe('stop');
  vi.useRealTimers();
});

test('while the camera is slow only the newest wish waits', async () => {
  const slow = Promise.withResolvers<void>();
  const { told, mover } = watched({ move: () => slow.promise });
  const first = mover.move(RIGHT);
  const rest = [mover.move(LEFT), mover.move(RIGHT), mover.stop()];
  slow.resolve();
  await Promise.all([first, ...rest]);
  expect(told).toEqual(['move 1', 'stop']);
});

test('a move that failed may have been heard: it is stopped all the same', async () => {
  const { told, mover } = watched({ move: () => Promise.reject(new Error('lost')) });
  await expect(mover.move(RIGHT)).rejects.toThrow('lost');
  await mover.close();
  expect(told).toEqual(['move 1', 'stop']);
});
