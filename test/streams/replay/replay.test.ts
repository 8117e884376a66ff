/**
 * What a recorder holds, through a media node: searched for by SOAP, fetched over RTSP from GStreamer's ONVIF server,
 * and read back by a program that is not ours.
 */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { streetClips, testClips } from '../../../config/setup/street-path.mjs';
import { carried, openTestNode, replayUrl, type TestNode } from '../../fixtures/media-node.ts';
import { type FakeOnvifCamera, openFakeOnvifCamera } from '../../fixtures/onvif/onvif-camera.ts';
import { openReplayServer, type ReplayServer } from '../../fixtures/onvif/replay-server.ts';

const run = promisify(execFile);
const LOGIN = { username: 'viewer', password: 'Recorder-Secret-1' };
/** Of the street's clips. */
const FRAMES_PER_SECOND = 15;
const KEY_FRAME_EVERY_MS = 2_000;
const BEGAN_MS = Date.UTC(2026, 8, 3, 8);
/** Off the beat of pieces and of key frames. */
const SPANS = [
  { fromMs: BEGAN_MS + 700, toMs: BEGAN_MS + 60_700 },
  { fromMs: BEGAN_MS + 120_000, toMs: BEGAN_MS + 150_000 },
];
const [gate = ''] = streetClips();

let server: ReplayServer;
let recorder: FakeOnvifCamera;
let node: TestNode;
let folder: string;
/** A recorder that takes a call and says nothing. */
let silent: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianqin-replay-'));
  const clips = { gate, reordered: testClips().reordered, h265: testClips().h265 };
  const recordings = Object.fromEntries(Object.entries(clips).map(([name, clip]) => [name, { clip, spans: SPANS }]));
  server = await openReplayServer({ recordings, login: LOGIN });
  silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const replayUris = new Map([
    ...Object.keys(clips).map((name) => [name, server.urlOf(name)] as const),
    ['silent', `rtsp://127.0.0.1:${port}/replay`],
  ]);
  const names = [...replayUris.keys()];
  recorder = await openFakeOnvifCamera({
    login: LOGIN,
    profiles: names.map((name) => ({
      token: name,
      encoder: 'main',
      source: name,
      streamUri: `rtsp://10.0.0.9/${name}`,
    })),
    recordings: names.map((name) => ({
      token: name,
      sourceId: name,
      spans: SPANS,
      replayUri: replayUris.get(name) ?? '',
    })),
  });
  node = await openTestNode();
  await node.carry(
    names.map((name) =>
      carried(name, `rtsp://127.0.0.1:1/${name}`, {
        ...LOGIN,
        onvifUrl: recorder.onvifUrl,
        sourceToken: name,
        keepWarm: false,
      }),
    ),
  );
});

afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
  await recorder?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
  silent?.close();
  await rm(folder, { recursive: true, force: true });
});

type Entry = { atMs: number; seconds: number; init: string; media: string };

async function entriesOf(cameraId: string, fromMs: number, toMs: number): Promise<Entry[]> {
  const url = replayUrl(node, cameraId, fromMs, toMs);
  const answer = await fetch(url);
  const playlist = await answer.text();
  expect(answer.status, playlist).toBe(200);
  const form = /MAP:URI="(.+?)"\n#EXT-X-PROGRAM-DATE-TIME:(.+)\n#EXTINF:(.+),\n(.+)/g;
  return [...playlist.matchAll(form)].map(([, init = '', at = '', seconds, media = '']) => ({
    ...{ atMs: Date.parse(at), seconds: Number(seconds) },
    ...{ init: new URL(init, url).href, media: new URL(media, url).href },
  }));
}

async function bytesOf(url: string): Promise<Buffer> {
  const answer = await fetch(url);
  expect(answer.status, url).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

type Shown = { keys: number; times: number[]; complaints: string };

/** Each picture's time in the file, as ffprobe reads it, and what ffmpeg complains of when it decodes it. */
async function shown(name: string, ...entries: Entry[]): Promise<Shown> {
  const path = join(folder, `${name}.mp4`);
  const parts: Buffer[] = [];
  for (const { init, media } of entries)
    parts.push(...(parts.length === 0 ? [await bytesOf(init)] : []), await bytesOf(media));
  await writeFile(path, Buffer.concat(parts));
  const { stdout } = await run('ffprobe', [
    '-v',
    'error',
    '-show_entries',
    'packet=pts_time,flags',
    '-of',
    'csv=p=0',
    path,
  ]);
  const packets = stdout
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  // In the file's own times: they are not to be put on the beat of a frame rate.
  const asTheyAre = ['-fps_mode', 'passthrough', '-enc_time_base', '-1', '-f', 'null', '-'];
  const { stderr } = await run('ffmpeg', ['-nostdin', '-v', 'error', '-i', path, ...asTheyAre]);
  return {
    keys: packets.filter(([, flags]) => flags?.startsWith('K')).length,
    times: packets.map(([pts]) => Number(pts)).toSorted((one, other) => one - other),
    complaints: stderr,
  };
}

/** A sum of each decoded picture, in the order they are shown. */
async function sumsOf(path: string): Promise<string[]> {
  const asTheyAre = ['-fps_mode', 'passthrough', '-f', 'framemd5', '-'];
  const { stdout } = await run('ffmpeg', ['-nostdin', '-v', 'error', '-i', path, ...asTheyAre], { maxBuffer: 2 ** 24 });
  return stdout.split('\n').flatMap((line) => (/^\d/.test(line) ? [line.split(',').at(-1)?.trim() ?? ''] : []));
}

test('what the recorder holds of a camera is told', async () => {
  expect(await node.recorderSpans('gate', { fromMs: BEGAN_MS, toMs: BEGAN_MS + 3_600_000 })).toEqual(SPANS);
});

test('a playlist names each piece with its time, and the gap between two stretches', async () => {
  const url = replayUrl(node, 'gate', BEGAN_MS + 40_000, BEGAN_MS + 135_000);
  const playlist = await (await fetch(url)).text();
  expect(playlist.match(/#EXT-X-DISCONTINUITY/g)).toHaveLength(1);
  const entries = await entriesOf('gate', BEGAN_MS + 40_000, BEGAN_MS + 135_000);
  expect(entries[0]?.atMs).toBe(BEGAN_MS + 40_000);
  const ends = entries.map(({ atMs, seconds }) => Math.round(atMs + seconds * 1_000));
  expect(ends.at(-1)).toBe(BEGAN_MS + 135_000);
  const breaks = entries.flatMap(({ atMs }, index) =>
    index > 0 && atMs !== ends[index - 1] ? [[ends[index - 1], atMs]] : [],
  );
  expect(breaks).toEqual([[SPANS[0]?.toMs, SPANS[1]?.fromMs]]);
});

test('a piece begins at its moment with the picture of it, although the key frame was earlier', async () => {
  const entries = await entriesOf('gate', BEGAN_MS + 10_000, BEGAN_MS + 40_000);
  const [, second, third] = entries;
  if (!second || !third) throw new Error('no pieces');
  const { times, complaints } = await shown('begin', second);
  expect(complaints).toBe('');
  const begin = times[0] ?? 0;
  const sinceKeyMs = (second.atMs - (SPANS[0]?.fromMs ?? 0)) % KEY_FRAME_EVERY_MS;
  const isHidden = (time: number) => time - begin < 0.01;
  const hidden = times.filter(isHidden).length;
  expect(hidden).toBe(Math.ceil((sinceKeyMs / 1_000) * FRAMES_PER_SECOND));
  const [pictures, ofClip] = [await sumsOf(join(folder, 'begin.mp4')), await sumsOf(gate)];
  const taken = Math.ceil(((second.atMs - (SPANS[0]?.fromMs ?? 0)) / 1_000) * FRAMES_PER_SECOND);
  const expected = Array.from({ length: 30 }, (_, index) => ofClip[(taken + index) % ofClip.length]);
  expect(pictures.slice(hidden, hidden + 30)).toEqual(expected);
  // The first that follows is shown when it was taken.
  const nextMs = (Math.ceil(((second.atMs - BEGAN_MS - 700) / 1_000) * FRAMES_PER_SECOND) * 1_000) / FRAMES_PER_SECOND;
  const untilNextMs = nextMs - (second.atMs - BEGAN_MS - 700);
  const [next = 0] = times.filter((time) => !isHidden(time));
  expect(Math.abs((next - begin) * 1_000 - untilNextMs)).toBeLessThan(5);
  expect(((times.at(-1) ?? 0) - begin) * 1_000).toBeGreaterThan(second.seconds * 1_000 - 200);
});

test.each(['gate', 'reordered', 'h265'])(
  'pieces of %s asked for one after the other follow without a break',
  async (name) => {
    const entries = await entriesOf(name, BEGAN_MS + 12_000, BEGAN_MS + 36_000);
    expect(entries.length).toBe(4);
    const { times, complaints } = await shown(name, ...entries);
    expect(complaints).toBe('');
    const shownTimes = times.filter((time) => time - (times[0] ?? 0) >= 0.01);
    const steps = shownTimes.slice(1).map((time, index) => time - (shownTimes[index] ?? 0));
    expect(Math.max(...steps)).toBeLessThan(0.15);
    expect(Math.min(...steps)).toBeGreaterThan(0.01);
    expect((shownTimes.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(23.7);
  },
);

test('the last piece of a stretch ends where the recorder has no more', async () => {
  const entries = await entriesOf('gate', BEGAN_MS + 48_000, BEGAN_MS + 100_000);
  const last = entries.at(-1);
  if (!last) throw new Error('no piece');
  const { times } = await shown('last', last);
  const lengthS = (times.at(-1) ?? 0) - (times[0] ?? 0);
  expect(lengthS).toBeGreaterThan(last.seconds - 0.3);
  expect(lengthS).toBeLessThan(last.seconds + 0.1);
});

test('nothing stays open at the recorder', async () => {
  const [first] = await entriesOf('gate', BEGAN_MS + 12_000, BEGAN_MS + 36_000);
  await bytesOf(first?.media ?? '');
  await expect.poll(() => server.sessions).toBe(0);
});

test('a viewer who goes away ends what is fetched for him', async () => {
  const [first] = await entriesOf('silent', BEGAN_MS + 12_000, BEGAN_MS + 36_000);
  const called = once(silent, 'connection') as Promise<[Socket]>;
  const gone = new AbortController();
  const asked = fetch(first?.media ?? '', { signal: gone.signal });
  asked.catch(() => {});
  const [connection] = await called;
  connection.resume();
  gone.abort();
  const leftAtMs = performance.now();
  await once(connection, 'close');
  expect(performance.now() - leftAtMs).toBeLessThan(2_000);
});

test('a range of which the recorder holds nothing is said to be empty', async () => {
  const answer = await fetch(replayUrl(node, 'gate', BEGAN_MS + 70_000, BEGAN_MS + 110_000));
  expect([answer.status, await answer.json()]).toEqual([404, { code: 'RECORDING_NOT_FOUND', detail: {} }]);
});

test('a viewing is told with where its pictures come from, and opens nothing once it is withdrawn', async () => {
  const started = new Promise<unknown>((resolve) => node.events.on('viewingStarted', resolve));
  const [first] = await entriesOf('gate', BEGAN_MS + 12_000, BEGAN_MS + 36_000);
  expect(await started).toMatchObject({
    ...{ by: 'recorderPlayback', cameraId: 'gate' },
    range: { fromMs: BEGAN_MS + 12_000, toMs: BEGAN_MS + 36_000 },
  });
  node.withdraw({ personId: 'person', sessionId: null, cameraIds: ['gate'], of: ['playback'] });
  const answer = await fetch(first?.media ?? '');
  expect([answer.status, await answer.json()]).toEqual([404, { code: 'MEDIA_SESSION_NOT_FOUND', detail: {} }]);
});
