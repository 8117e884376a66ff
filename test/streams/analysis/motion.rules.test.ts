import { expect, test } from 'vitest';
import { type Luma, MotionDetector } from '../../../streams/analysis/motion.rules.ts';

const [WIDTH, HEIGHT] = [320, 240];

function scene({ level = 100, blockAt }: { level?: number; blockAt?: [number, number] } = {}): Luma {
  const bytes = new Uint8Array(WIDTH * HEIGHT).fill(level);
  const [left, top] = blockAt ?? [0, 0];
  for (let y = top; blockAt && y < top + 48; y += 1) bytes.fill(220, y * WIDTH + left, y * WIDTH + left + 32);
  return { width: WIDTH, height: HEIGHT, bytes };
}

function watching(pictures: readonly Luma[], everyMs = 500) {
  const detector = new MotionDetector(0.5);
  return pictures.map((picture, index) => detector.look(picture, index * everyMs));
}

const QUIET = Array.from({ length: 6 }, () => scene());

test('a still scene is never reported', () => {
  expect(watching(Array.from({ length: 100 }, () => scene())).filter(Boolean)).toEqual([]);
});

test('something that moves is reported at its second picture, with where it is', () => {
  const seen = watching([...QUIET, scene({ blockAt: [64, 96] }), scene({ blockAt: [80, 96] })]);
  expect(seen.slice(0, -1).filter(Boolean)).toEqual([]);
  expect(seen.at(-1)).toMatchObject({ y: 96 / HEIGHT, height: 48 / HEIGHT });
});

test('one disturbed picture is not a movement', () => {
  expect(watching([...QUIET, scene({ blockAt: [64, 96] }), ...QUIET]).filter(Boolean)).toEqual([]);
});

test('a lamp that changes the whole picture is not a movement', () => {
  const lit = Array.from({ length: 10 }, () => scene({ level: 180 }));
  expect(watching([...QUIET, ...lit]).filter(Boolean)).toEqual([]);
});

test('a movement that lasts is reported every 45 seconds', () => {
  const walking = Array.from({ length: 200 }, (_, index) => scene({ blockAt: [(index * 16) % 256, 96] }));
  expect(watching([...QUIET, ...walking]).filter(Boolean)).toHaveLength(3);
});
