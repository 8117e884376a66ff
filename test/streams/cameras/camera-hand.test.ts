/** Of what a hand asks of a camera each part ends when it is let go, and only that. */
import { expect, test } from 'vitest';
import { CameraHand } from '../../../streams/cameras/camera-hand.ts';

const STILL = { pan: 0, tilt: 0, zoom: 0, focus: 0 };

function hand(parts: { head?: null; headFails?: boolean } = {}) {
  const told: string[] = [];
  const head = {
    move: async ({ pan }: { pan: number }) => {
      if (parts.headFails) throw new Error('lost');
      told.push(`turn ${pan}`);
    },
    stop: async () => void told.push('stand'),
  };
  const lens = { focus: async (speed: number) => void told.push(`focus ${speed}`) };
  return { told, hand: new CameraHand(async () => ({ head: parts.head === null ? null : head, lens })) };
}

test('focus that is let go while the camera turns ends, and the turning goes on', async () => {
  const { told, hand: it } = hand();
  await it.move({ ...STILL, pan: 1, focus: 0.5 });
  await it.move({ ...STILL, pan: 1 });
  expect(told).toEqual(['turn 1', 'focus 0.5', 'turn 1', 'focus 0']);
});

test('turning that is let go while the lens moves ends, and the lens goes on', async () => {
  const { told, hand: it } = hand();
  await it.move({ ...STILL, pan: 1, focus: 0.5 });
  await it.move({ ...STILL, focus: 0.5 });
  expect(told.slice(2)).toEqual(['stand', 'focus 0.5']);
});

test('a stop ends both, and what the camera does by itself', async () => {
  const { told, hand: it } = hand();
  await it.stop();
  await it.move({ ...STILL, focus: 1 });
  await it.stop();
  expect(told).toEqual(['stand', 'focus 1', 'stand', 'focus 0']);
});

test('a camera that does not turn is focused all the same', async () => {
  const { told, hand: it } = hand({ head: null });
  await it.move({ ...STILL, focus: -1 });
  await it.stop();
  expect(told).toEqual(['focus -1', 'focus 0']);
  await expect(it.move({ ...STILL, pan: 1 })).rejects.toMatchObject({ code: 'ONVIF_NOT_OFFERED' });
});

test('a head that fails does not keep the lens from being told', async () => {
  const { told, hand: it } = hand({ headFails: true });
  await expect(it.move({ ...STILL, pan: 1, focus: 1 })).rejects.toThrow('lost');
  expect(told).toEqual(['focus 1']);
});
