/** Recordings of real cameras, read back by programs that are not ours. */
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type RecordedSegment, RecordingPlan } from '../../config/contract/recording.ts';
import { streetClips } from '../../config/setup/street-path.mjs';
import { planClip } from '../../streams/recording/clip.ts';
import { streamClip } from '../../streams/recording/clip-stream.ts';
import { carried, clipUrl, openTestNode, playbackUrl, type TestNode, until } from '../fixtures/media-node.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';

const run = promisify(execFile);
const [gate = ''] = streetClips();
/** Of the street's clips. */
const FRAMES_PER_SECOND = 15;
const KEY_FRAME_EVERY_MS = 2_000;
const ALWAYS = RecordingPlan.parse({ mode: 'always' });

let cameras: RtspCameras;
let folder: string;
let node: TestNode;

beforeAll(async () => {
  cameras = await openRtspCameras({ mounts: { gate } });
});
afterAll(() => cameras[Symbol.asyncDispose]());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianqin-recording-'));
  node = await openTestNode({ recording: { folder, timeZone: 'UTC', segmentMs: 4_000 } });
});
afterEach(async () => {
  await node[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

function segments(): RecordedSegment[] {
  return [...node.index.values()].toSorted((one, other) => one.startedAtMs - other.startedAtMs);
}

async function record(plan: Partial<RecordingPlan> = {}): Promise<void> {
  await node.carry([carried('gate', cameras.urlOf('gate'), { recording: { ...ALWAYS, ...plan } })]);
}

async function untilRecorded(ms: number): Promise<void> {
  await expect
    .poll(() => segments().reduce((sum, each) => sum + each.endedAtMs - each.startedAtMs, 0), { timeout: 30_000 })
    .toBeGreaterThan(ms);
}

/** Stops recording; every segment is whole and indexed then. */
async function stop(): Promise<void> {
  await node.carry([]);
  await expect.poll(() => filesEnding('.part')).toEqual([]);
}

async function filesEnding(ending: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.endsWith(ending)).toSorted();
}

async function probe(source: string): Promise<{ codec: string; tag: string; frames: number; seconds: number }> {
  const entries = 'stream=codec_name,codec_tag_string,nb_read_packets:format=duration';
  const { stdout, stderr } = await run('ffprobe', [
    ...['-v', 'error', '-count_packets', '-show_entries', entries, '-of', 'json', source],
  ]);
  expect(stderr).toBe('');
  const { streams, format } = JSON.parse(stdout);
  const [{ codec_name: codec, codec_tag_string: tag, nb_read_packets: frames }] = streams;
  return { codec, tag, frames: Number(frames), seconds: Number(format.duration) };
}

/** Decodes every picture; answers what the decoder complained of. */
async function complaints(source: string): Promise<string> {
  const { stderr } = await run('ffmpeg', ['-nostdin', '-v', 'error', '-i', source, '-f', 'null', '-']);
  return stderr;
}

async function download(url: string): Promise<string> {
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  const path = join(folder, 'clip.mp4');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.length).toBe(Number(answer.headers.get('content-length')));
  await writeFile(path, bytes);
  return path;
}

test('a camera is recorded in files that follow one another, each of which plays by itself', async () => {
  await record();
  await untilRecorded(9_000);
  await stop();
  const all = segments();
  expect(all.length).toBeGreaterThanOrEqual(2);
  expect(all.map(({ isContinuation }) => isContinuation)).toEqual([false, ...all.slice(1).map(() => true)]);
  expect(await filesEnding('.mp4')).toEqual(all.map(({ path }) => `${path}.mp4`));
  for (const { path, startedAtMs, endedAtMs, codec, width } of all) {
    const found = await probe(join(folder, `${path}.mp4`));
    expect(found).toMatchObject({ codec: 'h264', tag: 'avc1' });
    expect(found.frames).toBe(Math.round(((endedAtMs - startedAtMs) / 1_000) * FRAMES_PER_SECOND));
    expect([codec, width]).toEqual([expect.stringMatching(/^avc1\.4d/), 768]);
  }
  for (const [index, each] of all.slice(1).entries()) {
    expect(Math.abs(each.startedAtMs - (all[index]?.endedAtMs ?? 0))).toBeLessThan(500);
  }
});

test('a range is one MP4, index first, with every picture from the key frame before it to its end', async () => {
  await record();
  await untilRecorded(9_000);
  await stop();
  const [first] = segments();
  const fromMs = (first?.startedAtMs ?? 0) + 3_000;
  const path = await download(clipUrl(node, 'gate', fromMs, fromMs + 4_000));
  const names = await topLevelBoxes(path);
  expect(names).toEqual(['ftyp', 'moov', 'mdat']);
  const { codec, tag, seconds, frames } = await probe(path);
  expect([codec, tag]).toEqual(['h264', 'avc1']);
  expect(seconds).toBeGreaterThanOrEqual(4);
  expect(seconds).toBeLessThanOrEqual(4 + (2 * KEY_FRAME_EVERY_MS) / 1_000);
  expect(frames).toBe(Math.round(seconds * FRAMES_PER_SECOND));
  expect(await complaints(path)).toBe('');
});

test('a clip of files that follow one another runs evenly, however unevenly their first pictures arrived', async () => {
  await record();
  await untilRecorded(9_000);
  await stop();
  const uneven = segments().map((each, index) => movedBy(index * 40, each));
  expect(uneven.length).toBeGreaterThanOrEqual(2);
  const clip = await planClip(folder, uneven, 0, Date.now() + 60_000);
  if (!clip) throw new Error('nothing recorded');
  const path = join(folder, 'clip.mp4');
  await writeFile(path, streamClip(folder, clip));
  const { frames, seconds } = await probe(path);
  expect(seconds).toBeCloseTo(frames / FRAMES_PER_SECOND, 3);
});

function movedBy(ms: number, segment: RecordedSegment): RecordedSegment {
  const { startedAtMs, endedAtMs, keyFrames } = segment;
  return {
    ...segment,
    startedAtMs: startedAtMs + ms,
    endedAtMs: endedAtMs + ms,
    keyFrames: keyFrames.map((each) => ({ ...each, atMs: each.atMs + ms })),
  };
}

async function topLevelBoxes(path: string): Promise<string[]> {
  const bytes = await readFile(path);
  const names: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const short = bytes.readUInt32BE(at);
    names.push(bytes.toString('latin1', at + 4, at + 8));
    at += short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short;
  }
  return names;
}

test('a range plays over HLS, and the viewing is told with its range and ends when the right is withdrawn', async () => {
  const notices: unknown[] = [];
  const ended: string[] = [];
  node.events.on('viewingStarted', (notice) => notices.push(notice));
  node.events.on('viewingEnded', ({ viewingId }) => ended.push(viewingId));
  await record();
  await untilRecorded(9_000);
  const [first] = segments();
  const fromMs = first?.startedAtMs ?? 0;
  const url = playbackUrl(node, 'gate', fromMs, fromMs + 8_000);
  const { codec, seconds, frames } = await probe(url);
  expect(codec).toBe('h264');
  expect(frames).toBe(Math.round(seconds * FRAMES_PER_SECOND));
  expect(await complaints(url)).toBe('');
  expect(notices[0]).toMatchObject({ by: 'playback', cameraId: 'gate', range: { fromMs, toMs: fromMs + 8_000 } });
  const playlist = await (await fetch(url)).text();
  const file = playlist.split('\n').find((line) => line.startsWith('v/')) ?? '';
  const partUrl = new URL(file, url);
  expect((await fetch(partUrl, { headers: { Range: 'bytes=0-7' } })).status).toBe(206);
  node.withdraw({ personId: 'person', sessionId: null, cameraIds: null });
  expect(ended).toHaveLength(notices.length);
  expect((await fetch(partUrl)).status).toBe(404);
});

test('what was not recorded is a gap: a discontinuity over HLS, and time that passes in the MP4', async () => {
  await record();
  await untilRecorded(5_000);
  const { port } = cameras;
  await cameras.kill();
  await until(node, 'gate', 'offline');
  cameras = await openRtspCameras({ mounts: { gate }, port });
  await until(node, 'gate', 'live');
  await untilRecorded(9_000);
  await stop();
  const all = segments();
  const gaps = all.filter(({ isContinuation }) => !isContinuation);
  expect(gaps).toHaveLength(2);
  const [fromMs, toMs] = [all[0]?.startedAtMs ?? 0, all.at(-1)?.endedAtMs ?? 0];
  const playlist = await (await fetch(playbackUrl(node, 'gate', fromMs, toMs))).text();
  expect(playlist.match(/#EXT-X-DISCONTINUITY\n/g)).toHaveLength(1);
  const { seconds } = await probe(await download(clipUrl(node, 'gate', fromMs, toMs)));
  expect(seconds).toBeCloseTo((toMs - fromMs) / 1_000, 0);
});

test.each([
  { mode: 'always', isNeeded: true },
  { mode: 'event', isNeeded: true },
  { mode: 'off', isNeeded: false },
] as const)('a camera nobody watches is needed by its recording: $mode, $isNeeded', async ({ mode, isNeeded }) => {
  const plan = RecordingPlan.parse({ mode });
  await node.carry([carried('gate', cameras.urlOf('gate'), { keepWarm: false, recording: plan })]);
  expect(node.health()).toMatchObject([{ cameraId: 'gate', isNeeded }]);
});

test('an event is recorded from before it until after it, and nothing else is', async () => {
  await record({ mode: 'event', preRollS: 3, postRollS: 5 });
  await until(node, 'gate', 'live');
  // Long enough for what came before to be in memory.
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  expect(await readdir(folder)).toEqual([]);
  const eventAtMs = Date.now();
  node.recordings.event('gate');
  await expect.poll(() => node.recordings.isRecording('gate')).toBe(true);
  await expect.poll(() => node.recordings.isRecording('gate'), { timeout: 15_000 }).toBe(false);
  await expect.poll(() => filesEnding('.part')).toEqual([]);
  const all = segments();
  const [fromMs, toMs] = [all[0]?.startedAtMs ?? 0, all.at(-1)?.endedAtMs ?? 0];
  expect(eventAtMs - fromMs).toBeGreaterThanOrEqual(3_000);
  expect(eventAtMs - fromMs).toBeLessThan(3_000 + KEY_FRAME_EVERY_MS + 500);
  expect(toMs - eventAtMs).toBeGreaterThan(4_500);
  expect(toMs - eventAtMs).toBeLessThan(6_500 + KEY_FRAME_EVERY_MS);
});

test('of a process that is killed at most the last second is lost, and the next start finds the rest', async () => {
  const program = new URL('../fixtures/recording-node.main.ts', import.meta.url).pathname;
  const killedFolder = await mkdtemp(join(tmpdir(), 'lianqin-killed-'));
  const child = fork(program, [killedFolder, cameras.urlOf('gate')], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(child, 'message');
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  const killedAtMs = Date.now();
  child.kill('SIGKILL');
  await once(child, 'exit');
  await using after = await openTestNode({ recording: { folder: killedFolder, timeZone: 'UTC', segmentMs: 60_000 } });
  const [segment, ...more] = after.unsaid;
  expect(more).toEqual([]);
  // A fragment is a second, one picture is held back, and a camera's pictures come a little late.
  expect(killedAtMs - (segment?.endedAtMs ?? 0)).toBeLessThan(1_500);
  const file = join(killedFolder, `${segment?.path}.part`);
  expect(await complaints(file)).toBe('');
  expect((await readFile(file)).length).toBe(segment?.byteCount);
  await rm(killedFolder, { recursive: true, force: true });
});

test('a full disk ends the segment whole and says so; recording goes on when there is room', async () => {
  const disk = await mkdtemp(join(tmpdir(), 'lianqin-disk-'));
  await run('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'lianqin-test', disk]);
  try {
    await using small = await openTestNode({ recording: { folder: disk, timeZone: 'UTC', segmentMs: 4_000 } });
    const faults: string[] = [];
    small.events.on('recordingFault', ({ failure }) => faults.push(failure.code));
    await small.carry([carried('gate', cameras.urlOf('gate'), { recording: ALWAYS })]);
    await expect.poll(() => faults[0], { timeout: 40_000 }).toBe('DISK_FULL');
    const full = [...small.index.values()];
    for (const { path } of full.filter(({ keyFrames }) => keyFrames.length > 0)) {
      expect(await complaints(join(disk, `${path}.mp4`))).toBe('');
    }
    await small.recordings.remove(full.map(({ path }) => path));
    await expect.poll(() => small.index.size, { timeout: 20_000 }).toBeGreaterThan(full.length);
  } finally {
    await run('umount', ['--lazy', disk]);
    await rm(disk, { recursive: true, force: true });
  }
});
