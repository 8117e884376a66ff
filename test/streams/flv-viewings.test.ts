/** HTTP-FLV, from a whole node whose cameras push to it or are pulled, read by ffmpeg. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { streetClips, testClips } from '../../config/setup/street-path.mjs';
import { withFourByteLengths } from '../../streams/flv/nal-lengths.ts';
import { readVideoTag } from '../../streams/flv/read-flv-tags.ts';
import { benchClip, WIDE } from '../bench/bench-clips.ts';
import { carried, flvUrl, openTestNode, type TestNode, until } from '../fixtures/media-node.ts';
import { sendByFfmpeg } from '../fixtures/rtmp-senders.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';

const run = promisify(execFile);
const [gate = ''] = streetClips();
const KEY = 'the-key-of-this-device';

let cameras: RtspCameras;
let node: TestNode;

beforeAll(async () => {
  const wide = await benchClip(WIDE);
  cameras = await openRtspCameras({
    mounts: { gate, hevc: testClips().h265, wide },
    live: { talking: '320x240@15:300' },
    audio: { talking: 'pcma' },
  });
  node = await openTestNode();
});
afterEach(() => node.carry([]));
afterAll(async () => {
  await node?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

async function pull(...names: string[]): Promise<void> {
  await node.carry(names.map((name) => carried(name, cameras.urlOf(name), { audio: true })));
  for (const name of names) await until(node, name, 'live');
}

async function watch(cameraId: string, wish = {}): Promise<IncomingMessage> {
  const [response] = await once(get(flvUrl(node, cameraId, wish)), 'response');
  return response;
}

/** What each picture looks like, of a stream that ffmpeg reads for so many seconds. */
async function looks(input: readonly string[]): Promise<string[]> {
  const { stdout, stderr } = await run(
    'ffmpeg',
    ['-nostdin', '-v', 'warning', ...input, '-map', '0:v', '-fps_mode', 'passthrough', '-f', 'framemd5', '-'],
    { maxBuffer: 10_000_000 },
  );
  expect(stderr).toBe('');
  return stdout
    .split('\n')
    .flatMap((line) => (line === '' || line.startsWith('#') ? [] : [line.split(/,\s*/)[5] ?? '']));
}

async function probe(url: string, entries: string, seconds = 4): Promise<string[]> {
  const { stdout, stderr } = await run('ffprobe', [
    ...['-v', 'warning', '-read_intervals', `%+${seconds}`, '-show_entries', entries, '-of', 'csv=p=0', url],
  ]);
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
}

async function pushed(clip: string, sound: string[] = []): Promise<AsyncDisposable> {
  await node.carry([carried('drone', '', { intake: 'push', streamKey: KEY, audio: true })]);
  const device = sendByFfmpeg(
    `rtmp://127.0.0.1:${node.rtmpPort}/live/${KEY}`,
    ['-stream_loop', '-1', '-i', clip, '-f', 'lavfi', '-i', 'sine=r=44100'],
    ['-c:v', 'copy', ...sound],
  );
  await until(node, 'drone', 'live');
  return device;
}

test.each([
  { title: 'in order', clip: gate },
  { title: 'with B-frames', clip: testClips().reordered },
])('H.264 $title and AAC that were pushed come out as they went in, picture by picture', async ({ clip }) => {
  await using _ = await pushed(clip, ['-c:a', 'aac']);
  await expect.poll(() => node.health()[0]?.audioCodec).toBe('AAC');
  const url = flvUrl(node, 'drone');
  const [seen, sent, streams] = await Promise.all([
    looks(['-t', '4', '-i', url]),
    looks(['-i', clip]),
    probe(url, 'stream=codec_name,sample_rate'),
  ]);
  expect(streams.map((line) => line.replace(/,$/, '')).toSorted()).toEqual(['aac,44100', 'h264']);
  expect(seen.length).toBeGreaterThan(45);
  const twice = [...sent, ...sent];
  const at = twice.indexOf(seen[0] ?? '');
  // The last one or two of what was cut off in the middle of a group may lack what they hang on.
  expect(twice.slice(at, at + seen.length - 2)).toEqual(seen.slice(0, -2));
});

test('pictures are shown as far apart as they were taken', async () => {
  await using _ = await pushed(testClips().reordered, ['-an']);
  const lines = await probe(flvUrl(node, 'drone'), 'frame=pts_time');
  const times = lines.filter((line) => /^\d/.test(line)).map((line) => Number.parseFloat(line));
  const steps = times.slice(1).map((time, index) => Math.round((time - (times[index] ?? 0)) * 1_000));
  expect(steps.length).toBeGreaterThan(30);
  for (const step of steps) expect([66, 67]).toContain(step);
});

test('G.711 of a camera is heard', async () => {
  await pull('talking');
  await expect.poll(() => node.health()[0]?.audioCodec).toBe('PCMA');
  const streams = await probe(flvUrl(node, 'talking'), 'stream=codec_name,sample_rate,channels');
  expect(streams).toContain('pcm_alaw,8000,1');
});

test('a viewer begins with a key frame, and with all that came since', async () => {
  await pull('gate');
  const begin = async (pictures: number) => {
    const startedAtMs = Date.now();
    const response = await watch('gate');
    expect(response.headers['content-type']).toBe('video/x-flv');
    let heard = Buffer.alloc(0);
    while (tagsOf(heard).length < 1 + pictures) heard = Buffer.concat([heard, ...(await once(response, 'data'))]);
    response.destroy();
    return { heard, tookMs: Date.now() - startedAtMs };
  };
  const { heard } = await begin(1);
  expect(heard.toString('latin1', 0, 3)).toBe('FLV');
  const [sets, key] = tagsOf(heard);
  expect(readVideoTag(sets?.body ?? heard)?.kind).toBe('sets');
  expect(key).toMatchObject({ atMs: 0 });
  expect(key?.body[0]).toBe(0x17);
  // Fifteen pictures come in a second: ten sooner than that only where they were kept.
  await expect.poll(async () => (await begin(10)).tookMs, { timeout: 20_000 }).toBeLessThan(300);
});

test('H.265 comes out as Enhanced RTMP has it, and can be decoded', async () => {
  await pull('hevc');
  const response = await watch('hevc');
  const parts: Buffer[] = [];
  for await (const bytes of response) {
    parts.push(bytes);
    if (parts.length > 40) break;
  }
  const tags = tagsOf(Buffer.concat(parts)).map(({ body }) => ({ body, read: readVideoTag(body) }));
  expect(tags[0]?.body.subarray(0, 5).toString('latin1')).toBe('\x90hvc1');
  const pictures = tags.flatMap(({ read }) => (read?.kind === 'picture' ? [read] : []));
  expect(pictures.length).toBeGreaterThan(20);
  const [{ read } = { read: undefined }] = tags;
  const sets = read?.kind === 'sets' && read.parameterSets.codec === 'h265' ? read.parameterSets : undefined;
  const startCode = Buffer.from([0, 0, 0, 1]);
  const stream = Buffer.concat([
    ...[sets?.vps, sets?.sps, sets?.pps].flatMap((set) => (set ? [startCode, set] : [])),
    ...pictures.flatMap(({ data }) => annexB(withFourByteLengths(data, 4))),
  ]);
  expect(await decoded(stream, 'hevc')).toEqual({ frames: pictures.length, complaints: '' });
});

test('a viewer that stops reading goes on at a key frame, as if nothing had been there between', async () => {
  await pull('wide');
  const slow = await watch('wide');
  const parts: Buffer[] = [];
  slow.on('data', (bytes) => parts.push(bytes));
  await once(slow, 'data');
  slow.pause();
  const before = node.health()[0]?.lastFrameAtMs ?? 0;
  const pausedMs = () => (node.health()[0]?.lastFrameAtMs ?? 0) - before;
  await expect.poll(pausedMs, { timeout: 40_000 }).toBeGreaterThan(12_000);
  slow.resume();
  const steps = () => {
    const tags = tagsOf(Buffer.concat(parts));
    return tags.slice(1).map((tag, index) => ({ ms: tag.atMs - (tags[index]?.atMs ?? 0), head: tag.body[0] }));
  };
  // The longest step is the one over what was left out; a busy machine makes others.
  const jump = () => steps().toSorted((one, other) => other.ms - one.ms)[0];
  await expect.poll(() => jump()?.ms, { timeout: 20_000 }).toBeGreaterThan(400);
  expect(jump()?.head).toBe(0x17);
  slow.destroy();
  expect((await decoded(Buffer.concat(parts), 'flv')).complaints).not.toMatch(/Invalid|error|missing/i);
}, 90_000);

test.each([
  { title: 'forged', wish: { key: Buffer.from('another key').toString('base64') }, code: 'MEDIA_TOKEN_INVALID' },
  { title: 'expired', wish: { expiresInMs: -1 }, code: 'MEDIA_TOKEN_EXPIRED' },
])('a token that is $title opens nothing, and says so', async ({ wish, code }) => {
  await pull('gate');
  const response = await watch('gate', wish);
  expect(response.statusCode).toBe(401);
  const [body] = await once(response, 'data');
  expect(JSON.parse(body)).toMatchObject({ code });
});

test('a viewing begins and ends with its request, and a withdrawn right or a camera let go ends it', async () => {
  await pull('gate');
  const told: string[] = [];
  const stops = [
    node.events.on('viewingStarted', ({ by }) => told.push(`${by} started`)),
    node.events.on('viewingEnded', () => told.push('ended')),
  ];
  const left = await watch('gate');
  expect(node.health()[0]?.viewerCount).toBe(1);
  left.destroy();
  await expect.poll(() => told).toEqual(['flv started', 'ended']);
  expect(node.health()[0]?.viewerCount).toBe(0);

  const withdrawn = (await watch('gate')).resume();
  node.withdraw({ personId: 'person', sessionId: null, cameraIds: ['gate'] });
  await once(withdrawn, 'end');
  await expect.poll(() => told).toEqual(['flv started', 'ended', 'flv started', 'ended']);

  const deserted = (await watch('gate')).resume();
  await Promise.all([once(deserted, 'end'), node.carry([])]);
  await expect.poll(() => told).toHaveLength(6);
  for (const stop of stops) stop();
});

/** Of pictures, whole ones only. */
function tagsOf(flv: Buffer): { atMs: number; body: Buffer }[] {
  const tags: { atMs: number; body: Buffer }[] = [];
  for (let at = 13; at + 11 <= flv.length; ) {
    const end = at + 11 + flv.readUIntBE(at + 1, 3);
    if (end + 4 > flv.length) break;
    if (flv[at] === 9) tags.push({ atMs: flv.readUIntBE(at + 4, 3), body: flv.subarray(at + 11, end) });
    at = end + 4;
  }
  return tags;
}

function annexB(data: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at + 4 < data.length; at += 4 + data.readUInt32BE(at)) {
    parts.push(Buffer.from([0, 0, 0, 1]), data.subarray(at + 4, at + 4 + data.readUInt32BE(at)));
  }
  return parts;
}

async function decoded(bytes: Buffer, format: string): Promise<{ frames: number; complaints: string }> {
  const child = execFile('ffmpeg', [
    ...['-v', 'error', '-f', format, '-i', '-', '-map', '0:v', '-fps_mode', 'passthrough', '-f', 'framemd5', '-'],
  ]);
  let [said, complaints] = ['', ''];
  child.stdout?.on('data', (text) => {
    said += text;
  });
  child.stderr?.on('data', (text) => {
    complaints += text;
  });
  child.stdin?.end(bytes);
  await once(child, 'close');
  return { frames: said.split('\n').filter((line) => /^\d/.test(line)).length, complaints };
}
