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
import { carried, clipUrl, openTestNode, playbackUrl, type TestNode } from '../fixtures/media-node.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';

const run = promisify(execFile);
const [clip = ''] = streetClips();
const ALWAYS = RecordingPlan.parse({ mode: 'always' });
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
  const recordedMs = () => segments().filter(of).reduce((sum, each) => sum + each.endedAtMs - each.startedAtMs, 0);
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
    const url = playbackUrl(node, name, first?.startedAtMs ?? 0, (first?.startedAtMs ?? 0) + 8_000);
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
    console.log(name, sound?.duration, pictures?.duration, ticks.map((t) => `${t.atS.toFixed(3)}@${Math.round(t.hz)}`).join(' '), all.map((s) => s.isContinuation));
    for (const [index, { atS }] of ticks.slice(1).entries()) {
      expect(Math.abs(atS - (ticks[index]?.atS ?? 0) - 1)).toBeLessThan(0.06);
    }
  });
});
