/** What is known of a sub-stream, beside what is known of the main stream. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { streetClips, testClips } from '../../config/setup/street-path.mjs';
import { carried, openTestNode, type TestNode, until } from '../fixtures/media-node.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';

const PATIENCE = { timeout: 20_000 };
let cameras: RtspCameras;
let node: TestNode;

beforeAll(async () => {
  const [gate = ''] = streetClips();
  cameras = await openRtspCameras({ mounts: { gate, h265: testClips().h265, reordered: testClips().reordered } });
  node = await openTestNode();
});
afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

const subOf = () => node.health()[0]?.sub;

async function carryWithSub(mount: string): Promise<void> {
  await node.carry([carried('gate', cameras.urlOf('gate'), { subSourceUrl: cameras.urlOf(mount) })]);
  await until(node, 'gate', 'live');
}

test('a camera without one has none to speak of', async () => {
  await node.carry([carried('gate', cameras.urlOf('gate'))]);
  expect(subOf()).toBeNull();
});

test('its codec is its own', async () => {
  await carryWithSub('h265');
  await expect.poll(() => subOf()?.codec, PATIENCE).toMatch(/^hvc1\./);
  expect(node.health()[0]?.codec).toMatch(/^avc1\./);
});

test('B-frames in it are told, though the main stream has none', async () => {
  await node.carry([]);
  await carryWithSub('reordered');
  await expect.poll(() => subOf()?.warnings, PATIENCE).toContain('CAMERA_HAS_B_FRAMES');
  expect(node.health()[0]?.warnings).not.toContain('CAMERA_HAS_B_FRAMES');
});

test('why it cannot be had is told, though the main stream plays', async () => {
  await node.carry([]);
  await carryWithSub('nowhere');
  await expect.poll(() => subOf()?.cause?.code, PATIENCE).toBe('CAMERA_STREAM_NOT_FOUND');
  expect(node.health()[0]).toMatchObject({ state: 'live', cause: null });
});
