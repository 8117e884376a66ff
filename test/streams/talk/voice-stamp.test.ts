import { expect, test } from 'vitest';
import { VoiceStamp } from '../../../streams/talk/voice-stamp.ts';

const START = { ssrc: 0x1234_5678, sequence: 65_535, timestamp: 0xffff_ff60, payloadType: 8 };

type Numbers = { sequence: number; timestamp: number };

/** As a browser sends it: with a header extension, its own numbers and payload type. */
function fromBrowser({ sequence, timestamp }: Numbers, payload = Buffer.from('spoken')): Buffer {
  const head = Buffer.alloc(20);
  head[0] = 0x90;
  head[1] = 0x80 | 111;
  head.writeUInt16BE(sequence, 2);
  head.writeUInt32BE(timestamp, 4);
  head.writeUInt32BE(99, 8);
  head.writeUInt16BE(0xbede, 12);
  head.writeUInt16BE(1, 14);
  return Buffer.concat([head, payload]);
}

function read(packet: Buffer | undefined) {
  return (
    packet && {
      first: packet[0],
      isMarked: ((packet[1] ?? 0) & 0x80) !== 0,
      payloadType: (packet[1] ?? 0) & 0x7f,
      sequence: packet.readUInt16BE(2),
      timestamp: packet.readUInt32BE(4),
      ssrc: packet.readUInt32BE(8),
      payload: packet.toString('latin1', 12),
    }
  );
}

test('the first packet begins a talk spurt, with our numbers and without what the browser added', () => {
  expect(read(new VoiceStamp(START).stamp(fromBrowser({ sequence: 300, timestamp: 4_000 })))).toEqual({
    first: 0x80,
    isMarked: true,
    payloadType: 8,
    sequence: 65_535,
    timestamp: 0xffff_ff60,
    ssrc: START.ssrc,
    payload: 'spoken',
  });
});

test('later ones are as far from the first as they were, lost ones and turns of the counters included', () => {
  const stamp = new VoiceStamp(START);
  stamp.stamp(fromBrowser({ sequence: 65_534, timestamp: 0xffff_fff0 }));
  const next = read(stamp.stamp(fromBrowser({ sequence: 65_535, timestamp: 0x90 })));
  const afterOneLost = read(stamp.stamp(fromBrowser({ sequence: 1, timestamp: 0x1d0 })));
  expect(next).toMatchObject({ sequence: 0, timestamp: 0, isMarked: false });
  expect(afterOneLost).toMatchObject({ sequence: 2, timestamp: 320, isMarked: false });
});

test('what carries no sound is left out', () => {
  const stamp = new VoiceStamp(START);
  expect(stamp.stamp(fromBrowser({ sequence: 1, timestamp: 0 }, Buffer.alloc(0)))).toBeUndefined();
  expect(stamp.stamp(Buffer.from('no packet'))).toBeUndefined();
});
