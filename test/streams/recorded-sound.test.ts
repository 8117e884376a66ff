/** The sound of real cameras in recordings, found again by programs that are not ours. */
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RecordedSegment, RecordingPlan } from '../../config/contract/recording.ts';
import { streetClips } from '../../config/setup/street-path.mjs';
import { carried, clipUrl, openTestNode, playbackUrl, soundUrl, type TestNode } from '../fixtures/media-node.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';

const run = promisify(execFile);
const [clip = ''] = streetClips();
const ALWAYS = RecordingPlan.parse({ mode: 'always' });
const TICK_HZ = 440;
const SOUNDS = { aac: 'aac', opus: 'opus', pcma: 'pcma', pcmu: 'pcmu' } as const;

let cameras: RtspCameras;
let folder: string;
let node: TestNode;

beforeAll(async () => {
  const mounts = Object.fromEntries([...Object.keys(SOUNDS), 'silent'].map((name) => [name, clip]));
  cameras = await openRtspCameras({ mounts, audio: SOUNDS });
});
afterAll(() => cameras?.[Symbol.asyncDispose]());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianqin-sound-'));
  node = await openTestNode({ recording: { folder, timeZone: 'UTC', segmentMs: 4_000 } });
});
afterEach(async () => {
  await node[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function record(name: string, changes: Parameters<typeof carried>[2] = { audio: true, recordAudio: true }) {
  await node.carry([carried(name, cameras.urlOf(name), { recording: ALWAYS, ...changes })]);
}

function segments(): RecordedSegment[] {
  return [...node.index.values()].toSorted((one, other) => one.startedAtMs - other.startedAtMs);
}

async function untilRecorded(ms: number, of = (_: RecordedSegment) => true): Promise<void> {
  const recordedMs = () =>
    segments()
      .filter(of)
      .reduce((sum, each) => sum + each.endedAtMs - each.startedAtMs, 0);
  await expect.poll(recordedMs, { timeout: 30_000 }).toBeGreaterThan(ms);
}

/** Stops recording; every segment is whole then. */
async function stop(): Promise<void> {
  await node.carry([]);
}

type Stream = { codec_type: string; codec_name: string; codec_tag_string: string; duration: string };

async function streamsOf(source: string): Promise<Stream[]> {
  const { stdout, stderr } = await run('ffprobe', ['-v', 'error', '-show_streams', '-of', 'json', source]);
  expect(stderr).toBe('');
  return JSON.parse(stdout).streams;
}

/** When each tick begins, in seconds, and how fast it swings, as decoded; a tick sounds every second. */
async function ticksIn(source: string): Promise<{ atS: number; hz: number }[]> {
  const rate = 16_000;
  const format = ['-af', 'aresample=async=1:first_pts=0', '-ar', `${rate}`, '-ac', '1', '-f', 's16le', '-'];
  const { stdout, stderr } = await run('ffmpeg', ['-v', 'error', '-i', source, '-map', '0:a:0', ...format], {
    encoding: 'buffer',
    maxBuffer: 64 * 1_024 * 1_024,
  });
  expect(stderr.toString()).toBe('');
  const samples = Array.from({ length: stdout.length >> 1 }, (_, index) => stdout.readInt16LE(index * 2));
  const loudest = samples.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  const found: { atS: number; hz: number }[] = [];
  for (let at = 0; at < samples.length; at += 1) {
    if (Math.abs(samples[at] ?? 0) < loudest / 2) continue;
    const heard = samples.slice(at, at + rate * 0.015);
    const crossings = heard.filter((each, index) => each >= 0 !== (heard[index + 1] ?? each) >= 0).length;
    found.push({ atS: at / rate, hz: crossings / 2 / 0.015 });
    at += rate / 2;
  }
  return found;
}

async function download(name: string): Promise<string> {
  const all = segments();
  const answer = await fetch(clipUrl(node, name, all[0]?.startedAtMs ?? 0, all.at(-1)?.endedAtMs ?? 0));
  expect(answer.status).toBe(200);
  const path = join(folder, 'clip.mp4');
  await writeFile(path, Buffer.from(await answer.arrayBuffer()));
  return path;
}

describe.each([
  { name: 'aac', kind: 'aac', tag: 'mp4a', codec: 'mp4a.40.2' },
  { name: 'opus', kind: 'opus', tag: 'Opus', codec: 'opus' },
  { name: 'pcma', kind: 'flac', tag: 'fLaC', codec: 'flac' },
  { name: 'pcmu', kind: 'flac', tag: 'fLaC', codec: 'flac' },
])('the sound of a camera that sends $name', ({ name, kind, tag, codec }) => {
  test('is in its files, in a range over HLS and in one MP4, and each second of it is heard', async () => {
    await record(name);
    await untilRecorded(9_000, ({ audioCodec }) => audioCodec === codec);
    const all = segments().filter(({ audioCodec }) => audioCodec === codec);
    const [first] = all;
    const url = soundUrl(node, name, first?.startedAtMs ?? 0, (first?.startedAtMs ?? 0) + 8_000);
    const both = [
      { codec_name: 'h264', codec_tag_string: 'avc1' },
      { codec_name: kind, codec_tag_string: tag },
    ];
    expect(await streamsOf(url)).toMatchObject(both.map(({ codec_name }) => ({ codec_name })));
    await stop();
    expect(await streamsOf(join(folder, `${first?.path}.mp4`))).toMatchObject(both);
    const path = await download(name);
    const [pictures, sound] = await streamsOf(path);
    expect([pictures, sound]).toMatchObject(both);
    expect(Math.abs(Number(pictures?.duration) - Number(sound?.duration))).toBeLessThan(0.1);
    const ticks = await ticksIn(path);
    expect(ticks.length).toBeGreaterThanOrEqual(8);
    const apartS = ticks.slice(1).map(({ atS }, index) => Math.abs(atS - (ticks[index]?.atS ?? 0) - 1));
    // The camera's first report may put its sound right, once.
    expect(apartS.filter((each) => each > 0.02).length).toBeLessThanOrEqual(1);
    expect(Math.max(...apartS)).toBeLessThan(0.15);
    for (const { hz } of ticks) expect(Math.abs(hz - TICK_HZ)).toBeLessThan(40);
  });
});

test('sound that nobody asked to record is in no file', async () => {
  await record('pcma', { audio: true });
  await untilRecorded(3_000);
  await stop();
  for (const { path, audioCodec } of segments()) {
    expect(audioCodec).toBeNull();
    expect(await streamsOf(join(folder, `${path}.mp4`))).toMatchObject([{ codec_type: 'video' }]);
  }
});

test('a viewing without sound hears nothing of a file that has some, and the pictures are the same', async () => {
  await record('aac');
  await untilRecorded(5_000, ({ audioCodec }) => audioCodec !== null);
  await stop();
  const [first] = segments().filter(({ audioCodec }) => audioCodec !== null);
  const range = [first?.startedAtMs ?? 0, first?.endedAtMs ?? 0] as const;
  const [seen, heard] = [playbackUrl(node, 'aac', ...range), soundUrl(node, 'aac', ...range)];
  expect((await streamsOf(heard)).map(({ codec_type }) => codec_type)).toEqual(['video', 'audio']);
  expect((await streamsOf(seen)).map(({ codec_type }) => codec_type)).toEqual(['video']);
  const picturesOf = async (url: string) =>
    (await run('ffmpeg', ['-v', 'error', '-i', url, '-map', '0:v', '-c', 'copy', '-f', 'md5', '-'])).stdout;
  expect(await picturesOf(seen)).toBe(await picturesOf(heard));
  expect((await bytesOf(seen)).length).toBe((await bytesOf(heard)).length);
  expect(await bytesOf(seen)).not.toEqual(await bytesOf(heard));
});

/** The whole of the first file behind a playlist. */
async function bytesOf(url: string): Promise<Buffer> {
  const playlist = await (await fetch(url)).text();
  const file = /^v\/.*$/m.exec(playlist)?.[0] ?? '';
  return Buffer.from(await (await fetch(new URL(file, url))).arrayBuffer());
}

test('who hears a range is told apart from who only looks at it, and stops hearing when the right is gone', async () => {
  const notices: { viewingId: string; by: string }[] = [];
  const ended: string[] = [];
  node.events.on('viewingStarted', (notice) => notices.push(notice));
  node.events.on('viewingEnded', ({ viewingId }) => ended.push(viewingId));
  await record('pcma');
  await untilRecorded(3_000, ({ audioCodec }) => audioCodec !== null);
  const [from = 0, to = 0] = [segments()[0]?.startedAtMs, segments().at(-1)?.endedAtMs];
  await fetch(playbackUrl(node, 'pcma', from, to));
  await fetch(soundUrl(node, 'pcma', from, to));
  expect(notices.map(({ by }) => by)).toEqual(['playback', 'playbackSound']);
  node.withdraw({ personId: 'person', sessionId: null, cameraIds: null, of: ['playbackSound'] });
  expect(ended).toEqual([notices[1]?.viewingId]);
});

test('sound that is switched on in between is a discontinuity, and in one MP4 nothing is heard before it', async () => {
  await node[Symbol.asyncDispose]();
  node = await openTestNode({ recording: { folder, timeZone: 'UTC', segmentMs: 60_000 } });
  await record('pcma', { audio: true });
  await untilRecorded(4_000);
  await record('pcma');
  await untilRecorded(6_000, ({ audioCodec }) => audioCodec !== null);
  await record('pcma', { audio: true });
  const kinds = () => segments().map(({ audioCodec }) => audioCodec);
  await expect.poll(kinds, { timeout: 15_000 }).toEqual([null, 'flac', null]);
  await stop();
  const all = segments();
  const changes = all.filter(({ audioCodec }, index) => index > 0 && audioCodec !== all[index - 1]?.audioCodec);
  expect(changes.map(({ isContinuation }) => isContinuation)).toEqual([false, false]);
  const [fromMs, toMs] = [all[0]?.startedAtMs ?? 0, all.at(-1)?.endedAtMs ?? 0];
  const playlist = await (await fetch(playbackUrl(node, 'pcma', fromMs, toMs))).text();
  expect(playlist.match(/#EXT-X-DISCONTINUITY\n/g)).toHaveLength(2);
  const heard = await (await fetch(soundUrl(node, 'pcma', fromMs, toMs))).text();
  expect(heard.match(/#EXT-X-MAP/g)).toHaveLength(all.filter(({ audioCodec }) => audioCodec !== null).length);
  const path = await download('pcma');
  const ticks = await ticksIn(path);
  const [first, last] = [changes[0]?.startedAtMs ?? 0, changes[1]?.startedAtMs ?? 0].map((ms) => (ms - fromMs) / 1_000);
  expect(ticks[0]?.atS).toBeGreaterThan((first ?? 0) - 0.3);
  expect(ticks.at(-1)?.atS).toBeLessThan((last ?? 0) + 0.3);
  expect(ticks.length).toBeGreaterThanOrEqual(5);
});

test('a camera that was away is silent meanwhile, and is heard again at the right time', async () => {
  await record('pcmu');
  await untilRecorded(4_000);
  const { port } = cameras;
  await cameras.kill();
  await expect.poll(() => node.health()[0]?.state, { timeout: 15_000 }).toBe('offline');
  cameras = await openRtspCameras({ mounts: { pcmu: clip }, audio: { pcmu: 'pcmu' }, port });
  const gaps = () => segments().filter(({ isContinuation }) => !isContinuation);
  await expect.poll(() => gaps().length, { timeout: 30_000 }).toBe(2);
  await untilRecorded(9_000);
  await stop();
  const [before, after] = gaps();
  const gapFromMs = segments().findLast(({ startedAtMs }) => startedAtMs < (after?.startedAtMs ?? 0))?.endedAtMs ?? 0;
  const inClip = (ms: number) => (ms - (before?.startedAtMs ?? 0)) / 1_000;
  const ticks = await ticksIn(await download('pcmu'));
  const inGap = ticks.filter(({ atS }) => atS > inClip(gapFromMs) + 0.3 && atS < inClip(after?.startedAtMs ?? 0) - 0.3);
  expect(inGap).toEqual([]);
  expect(ticks.filter(({ atS }) => atS > inClip(after?.startedAtMs ?? 0)).length).toBeGreaterThanOrEqual(2);
});

test('of a process that is killed the sound of all but the last second is found as well', async () => {
  const program = new URL('../fixtures/recording-node.main.ts', import.meta.url).pathname;
  const killed = await mkdtemp(join(tmpdir(), 'lianqin-killed-'));
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
  const child = fork(program, [killed, cameras.urlOf('pcmu'), 'sound'], { stdio: [...stdio] });
  const written = () =>
    new Promise<void>((resolve) => {
      const started = Date.now();
      child.on('message', () => Date.now() - started > 5_000 && resolve());
    });
  await once(child, 'message');
  await written();
  const killedAtMs = Date.now();
  child.kill('SIGKILL');
  await once(child, 'exit');
  await using after = await openTestNode({ recording: { folder: killed, timeZone: 'UTC', segmentMs: 60_000 } });
  const newest = after.unsaid.at(-1);
  expect(newest?.audioCodec).toBe('flac');
  expect(killedAtMs - (newest?.endedAtMs ?? 0)).toBeLessThan(1_500);
  const file = join(killed, `${newest?.path}.part`);
  expect((await readFile(file)).length).toBe(newest?.byteCount);
  const seconds = ((newest?.endedAtMs ?? 0) - (newest?.startedAtMs ?? 0)) / 1_000;
  expect(Math.abs((await ticksIn(file)).length - seconds)).toBeLessThan(1.5);
  await rm(killed, { recursive: true, force: true });
});

test('what was heard before an event is recorded with its pictures', async () => {
  await record('pcmu', {
    audio: true,
    recordAudio: true,
    recording: { ...ALWAYS, mode: 'event', preRollS: 4, postRollS: 5 },
  });
  await expect.poll(() => (node.health()[0]?.audioCodec ?? null) !== null, { timeout: 15_000 }).toBe(true);
  const heardFromMs = Date.now();
  await expect.poll(() => Date.now() - heardFromMs, { timeout: 10_000 }).toBeGreaterThan(6_000);
  node.recordings.event('pcmu');
  const eventAtMs = Date.now();
  await untilRecorded(6_000);
  await stop();
  const [first] = segments();
  expect(first?.audioCodec).toBe('flac');
  const eventS = (eventAtMs - (first?.startedAtMs ?? 0)) / 1_000;
  const before = (await ticksIn(await download('pcmu'))).filter(({ atS }) => atS < eventS);
  expect(before.length).toBeGreaterThanOrEqual(3);
});

test('a flash and its tone are as far apart in a recording as they were: not at all', async () => {
  const flash = "drawbox=c=white:t=fill:enable='lt(mod(t,1),0.1)'";
  const tone = "aevalsrc='0.5*sin(2*PI*1000*t)*lt(mod(t,1),0.1)':s=48000:d=20";
  await run('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', `color=black:s=320x240:r=25:d=20,${flash}`, '-f', 'lavfi', '-i', tone],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '0', '-g', '25', '-c:a', 'aac', join(folder, 'flash.mp4')],
  ]);
  await using flashing = await openTestNode({
    clipsFolder: folder,
    recording: { folder, timeZone: 'UTC', segmentMs: 4_000 },
  });
  const how = { intake: 'compatibility', audio: true, recordAudio: true, recording: ALWAYS } as const;
  await flashing.carry([carried('flash', 'file:flash.mp4', how)]);
  const recorded = () => [...flashing.index.values()].filter(({ audioCodec }) => audioCodec === 'opus');
  await expect.poll(() => recorded().length, { timeout: 30_000 }).toBeGreaterThanOrEqual(3);
  await flashing.carry([]);
  const [first, second] = recorded();
  const answer = await fetch(clipUrl(flashing, 'flash', first?.startedAtMs ?? 0, second?.endedAtMs ?? 0));
  const path = join(folder, 'clip.mp4');
  await writeFile(path, Buffer.from(await answer.arrayBuffer()));
  const [flashes, tones] = [await flashesIn(path), await ticksIn(path)];
  expect(flashes.length).toBeGreaterThanOrEqual(4);
  for (const atS of flashes.slice(1, -1)) {
    const apart = Math.min(...tones.map((heard) => Math.abs(heard.atS - atS)));
    expect(apart).toBeLessThan(0.06);
  }
});

/** When it becomes bright, in seconds. */
async function flashesIn(path: string): Promise<number[]> {
  const filter = 'signalstats,metadata=print:key=lavfi.signalstats.YAVG:file=-';
  const { stdout } = await run('ffmpeg', ['-v', 'error', '-i', path, '-an', '-vf', filter, '-f', 'null', '-']);
  const pictures = [...stdout.matchAll(/pts_time:([\d.]+)\s+lavfi\.signalstats\.YAVG=([\d.]+)/g)].map(
    ([, atS, brightness]) => ({ atS: Number(atS), isBright: Number(brightness) > 100 }),
  );
  return pictures
    .filter(({ isBright }, index) => isBright && pictures[index - 1]?.isBright === false)
    .map(({ atS }) => atS);
}
