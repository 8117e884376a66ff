import { expect, test } from 'vitest';
import { type RtpWay, RtspOutput } from '../../../streams/rtsp-out/rtsp.output.ts';
import { stream, unit } from '../../fixtures/units.ts';

type Sent = { pictures: number[]; reports: number };

function open() {
  const sent: Sent = { pictures: [], reports: 0 };
  const way = {
    waitingBytes: 0,
    // A picture's last packet has the marker; its timestamp names it.
    sendRtp: (packets: readonly Buffer[]) => {
      const last = packets.at(-1);
      if (last && ((last[1] ?? 0) & 0x80) !== 0) sent.pictures.push(last.readUInt32BE(4));
    },
    sendRtcp: () => {
      sent.reports += 1;
    },
  } satisfies RtpWay;
  let unfit = 0;
  const output = new RtspOutput('h264', undefined, { video: way, audio: undefined }, () => {
    unfit += 1;
  });
  return { sent, way, output, unfitCount: () => unfit };
}

test('it begins at a key frame, and says when its pictures are', () => {
  const { sent, output } = open();
  output.take(unit(0));
  expect(sent.pictures).toEqual([]);
  for (const each of stream(1)) output.take(each);
  expect(sent.pictures).toEqual(stream(1).map(({ ticks }) => ticks));
  expect(sent.reports).toBe(1);
});

test('who does not read is left out, and goes on at a key frame once it has caught up', () => {
  const { sent, way, output } = open();
  const pictures = stream(6);
  const keys = pictures.filter(({ isKey }) => isKey).map(({ ticks }) => ticks);
  output.take(pictures[0] ?? unit(0, { isKey: true }));
  way.waitingBytes = 2_000_000;
  for (const each of pictures.slice(1, 60)) output.take(each);
  expect(sent.pictures).toHaveLength(1);
  way.waitingBytes = 0;
  for (const each of pictures.slice(60)) output.take(each);
  expect(sent.pictures[1]).toBe(keys.find((ticks) => ticks >= (pictures[60]?.ticks ?? 0)));
});

test('a camera that changes its codec ends it: what was described no longer holds', () => {
  const { output, unfitCount } = open();
  const [first] = stream(1);
  if (!first) throw new Error('no picture');
  const set = Buffer.from([0x40, 1]);
  output.take({ ...first, parameterSets: { codec: 'h265', vps: set, sps: set, pps: set } });
  expect(unfitCount()).toBe(1);
});
