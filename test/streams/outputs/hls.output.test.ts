import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { streetClips } from '../../../config/setup/street-path.mjs';
import { type AccessUnit, TICKS_PER_SECOND } from '../../../streams/hub/access-unit.ts';
import { HlsOutput } from '../../../streams/outputs/hls.output.ts';
import { NAL, nalType } from '../../../streams/rtp/h264.ts';
import { IN_ORDER, PARAMETER_SETS, stream, unit } from '../../fixtures/units.ts';

function fed(units: readonly AccessUnit[]): HlsOutput {
  const output = new HlsOutput();
  for (const each of units) output.take(each);
  return output;
}

const linesOf = (output: HlsOutput, tag: string) =>
  output
    .playlist()
    .split('\n')
    .filter((line) => line.startsWith(tag));
const durations = (output: HlsOutput, tag: string) =>
  linesOf(output, tag).map((line) => Number(/[\d.]+/.exec(line)?.[0]));

test('segments begin at key frames, and parts are never longer than their target', () => {
  const output = fed(stream(7));
  expect(durations(output, '#EXTINF:')).toEqual([2, 2, 2]);
  const parts = linesOf(output, '#EXT-X-PART:').map((line) => Number(/DURATION=([\d.]+)/.exec(line)?.[1]));
  expect(Math.max(...parts)).toBeLessThanOrEqual(0.4);
  expect(linesOf(output, '#EXT-X-PART:').filter((line) => line.includes('INDEPENDENT=YES'))).toHaveLength(4);
});

test('of a camera that shows a picture every half second, the parts have a target they keep to', () => {
  const slow = Array.from({ length: 20 }, (_, index) => unit(index * 45_000, { isKey: index % 8 === 0 }));
  const output = fed(slow);
  expect(linesOf(output, '#EXT-X-PART:').every((line) => line.includes('DURATION=0.50000,'))).toBe(true);
  expect(linesOf(output, '#EXT-X-PART-INF')).toEqual(['#EXT-X-PART-INF:PART-TARGET=0.50000']);
  expect(linesOf(output, '#EXT-X-SERVER-CONTROL')[0]).toContain('PART-HOLD-BACK=1.50000');
});

test('the next part is announced before it is there, and given once it is', async () => {
  const output = fed(stream(3));
  const [, sequence = '', part = ''] =
    /part-(\d+)\.(\d+)\.m4s/.exec(linesOf(output, '#EXT-X-PRELOAD-HINT')[0] ?? '') ?? [];
  const coming = output.waitFor(Number(sequence), Number(part), 5_000);
  expect(output.part(Number(sequence), Number(part))).toBeUndefined();
  for (const each of stream(1, 3).map((late) => ({ ...late, isKey: false }))) output.take(each);
  expect(await coming).toBe(true);
  expect(output.part(Number(sequence), Number(part))?.length).toBeGreaterThan(1_000);
});

test('what never comes is not waited for beyond the limit', async () => {
  expect(await fed(stream(1)).waitFor(99, 0, 10)).toBe(false);
});

test('old segments go, and the count of the first one that stays goes up', () => {
  const output = fed(stream(30));
  expect(linesOf(output, '#EXT-X-MEDIA-SEQUENCE')).toEqual(['#EXT-X-MEDIA-SEQUENCE:9']);
  expect(output.segment(8)).toBeUndefined();
  expect(output.segment(9)).toBeDefined();
});

test('the target that was announced holds, also when the segment that was longest is gone', () => {
  const long = stream(9).map((unit, index) => ({ ...unit, isKey: index === 0 }));
  const output = fed([...long, ...stream(30, 9)]);
  expect(Math.max(...durations(output, '#EXTINF:'))).toBe(2);
  expect(linesOf(output, '#EXT-X-TARGETDURATION')).toEqual(['#EXT-X-TARGETDURATION:9']);
});

test('a camera that was away for a while leaves a discontinuity and no stretched picture', () => {
  const output = fed([...stream(4), ...stream(4, 60)]);
  expect(linesOf(output, '#EXT-X-DISCONTINUITY')).toContain('#EXT-X-DISCONTINUITY');
  expect(Math.max(...durations(output, '#EXTINF:'))).toBe(2);
});

test('new parameter sets begin a new map', () => {
  const output = fed([...stream(4), ...stream(4, 4, { ...PARAMETER_SETS })]);
  expect(linesOf(output, '#EXT-X-DISCONTINUITY')).toContain('#EXT-X-DISCONTINUITY');
  expect(linesOf(output, '#EXT-X-MAP')).toEqual(['#EXT-X-MAP:URI="init-0.mp4"', '#EXT-X-MAP:URI="init-1.mp4"']);
});

test('ffprobe finds every picture of a real clip in what is served', () => {
  const output = fed(clip(streetClips()[0] ?? '', 100));
  const served = Buffer.concat(
    [output.init(0), output.segment(0), output.segment(1)].map((each) => each ?? Buffer.alloc(0)),
  );
  const found = execFileSync(
    'ffprobe',
    ['-v', 'error', '-count_frames', '-show_entries', 'stream=nb_read_frames,width,height', '-of', 'csv=p=0', '-'],
    { input: served },
  );
  expect(found.toString().trim()).toBe('768,576,60');
});

/** The first pictures of an Annex B clip that has one slice a picture. */
function clip(path: string, count: number): AccessUnit[] {
  const bytes = readFileSync(path).subarray(0, 4_000_000);
  const nals = [...bytes.toString('latin1').split('\0\0\x01')]
    .slice(1)
    .map((text) => Buffer.from(text.replace(/\0+$/, ''), 'latin1'));
  const find = (type: number) => nals.find((nal) => nalType(nal[0] ?? 0) === type) ?? Buffer.alloc(0);
  const parameterSets = { codec: 'h264' as const, sps: find(NAL.sps), pps: find(NAL.pps) };
  const slices = nals.filter((nal) => [NAL.idr, NAL.slice].some((type) => type === nalType(nal[0] ?? 0)));
  return slices.slice(0, count).map((nal, index) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(nal.length);
    const isKey = nalType(nal[0] ?? 0) === NAL.idr;
    const ticks = Math.round((index * TICKS_PER_SECOND) / 15);
    return { data: Buffer.concat([length, nal]), isKey, ticks, ...IN_ORDER, receivedAtMs: ticks / 90, parameterSets };
  });
}
