/** Whatever a device that pushes sends: it is read, skipped, or the end of its own connection. */
import { beforeEach, describe, expect, test } from 'vitest';
import { withFourByteLengths } from '../../../streams/flv/nal-lengths.ts';
import { readAudioTag, readVideoTag } from '../../../streams/flv/read-flv-tags.ts';
import { pictureTag, soundTag, videoStart } from '../../../streams/flv/write-flv.ts';
import { type AccessUnit, eachNal } from '../../../streams/hub/access-unit.ts';
import { RtmpLine } from '../../../streams/rtmp/rtmp-line.ts';
import { RtmpPublisher } from '../../../streams/rtmp/rtmp-publisher.ts';
import { PictureOrder } from '../../../streams/rtp/picture-order.ts';
import { chunks, opening } from '../../fixtures/rtmp-client.ts';
import { PARAMETER_SETS, stream } from '../../fixtures/units.ts';
import { inPieces, rounds } from './rounds.ts';

const [VIDEO, AUDIO] = [9, 8];
const bodyOf = (tag: Buffer) => tag.subarray(11, -4);

const H265_SETS = {
  codec: 'h265' as const,
  vps: Buffer.from('40010c01ffff01600000030090000003000003005dac09', 'hex'),
  sps: Buffer.from('42010101600000030090000003000003005da00280802d1f', 'hex'),
  pps: Buffer.from('4401c172b46240', 'hex'),
};
const pictures = stream(1).slice(0, 4);
/** Its NAL unit header says that it is a picture (IDR_W_RADL, TRAIL_R). */
function h265(unit: AccessUnit): AccessUnit {
  const data = Buffer.from(unit.data);
  data[4] = unit.isKey ? 0x26 : 0x02;
  return { ...unit, data, parameterSets: H265_SETS };
}
const pcma = { codec: 'PCMA' as const, clockRate: 8_000, channels: 1, config: Buffer.alloc(0) };
const sound = { data: Buffer.alloc(40, 5), ticks: 0, durationTicks: 450, receivedAtMs: 0, format: pcma };
const tags = {
  video: [
    videoStart(PARAMETER_SETS, 0),
    ...pictures.map((unit) => pictureTag(unit, 40, 80)),
    videoStart(H265_SETS, 0),
    ...pictures.map((unit) => pictureTag(h265(unit), 40, 80)),
  ].map(bodyOf),
  audio: [
    bodyOf(soundTag(sound, 0)),
    Buffer.from('af001190', 'hex'),
    Buffer.from('af0121004f8000', 'hex'),
    Buffer.from('906d70346111901190', 'hex'),
  ],
};
/** Modifiers of every length in front (Enhanced RTMP v2). */
const modified = Buffer.from('9702aabbcc00687663310161', 'hex');

/** What came out at all: a test in which nothing does proves nothing. */
const counts = { pictures: 0, frames: 0 };

/** Takes what comes as a camera would; what it hands on is whole. */
function taker(): RtmpPublisher {
  const publisher = new RtmpPublisher(() => {});
  publisher.open(
    { clock: () => 0, order: new PictureOrder(() => 0) },
    {
      onUnit: ({ data }) => {
        counts.pictures += 1;
        let end = 0;
        eachNal(data, (_, nalEnd) => {
          end = nalEnd;
        });
        expect(end).toBe(data.length);
      },
      onAudio: ({ data, durationTicks }) => {
        counts.frames += 1;
        expect(data.length).toBeGreaterThan(0);
        expect(durationTicks).toBeGreaterThan(0);
      },
      onAbsent: () => {},
      onAudioRefused: () => {},
      onLost: ({ code }) => expect(code).toBe('CAMERA_CODEC_NOT_SUPPORTED'),
    },
  );
  return publisher;
}

beforeEach(() => {
  Object.assign(counts, { pictures: 0, frames: 0 });
});
const muchCame = () => {
  expect(counts.pictures).toBeGreaterThan(1_000);
  expect(counts.frames).toBeGreaterThan(1_000);
};

describe('spoilt input', () => {
  test('of FLV is read, or refused by a name that can be shown', () => {
    rounds([...tags.video, ...tags.audio, modified], (spoilt) => {
      for (const read of [readVideoTag(spoilt), readAudioTag(spoilt)]) {
        if (read?.kind === 'refused') expect(read.codec).toMatch(/^[\x20-\x7e]+$/);
      }
    });
  });

  test('of FLV gives whole pictures or none', () => {
    rounds([...tags.video, modified], (spoilt, random) => {
      const publisher = taker();
      for (const data of [tags.video[random(2)] ?? spoilt, spoilt, ...tags.video, spoilt]) {
        publisher.take({ kind: 'video', data, atMs: random(2 ** 32) });
        publisher.take({ kind: 'audio', data: random(2) === 0 ? spoilt : (tags.audio[random(4)] ?? spoilt), atMs: 0 });
      }
    });
    muchCame();
  });

  test('of NAL unit lengths never reaches beyond its bytes', () => {
    rounds([Buffer.from('0003414243000265660001', 'hex')], (spoilt, random) => {
      const lengthBytes = random(3) + 1;
      const made = withFourByteLengths(spoilt, lengthBytes);
      let end = 0;
      eachNal(made, (_, nalEnd) => {
        end = nalEnd;
      });
      expect(end).toBe(made.length);
    });
  });

  test('of an RTMP connection ends it or is passed over, in whatever pieces it comes', () => {
    const hello = opening('key');
    const media = Buffer.concat([
      ...tags.video.map((body) => chunks(VIDEO, 40, body)),
      ...[...tags.audio, ...tags.audio].map((body) => chunks(AUDIO, 40, body)),
      ...tags.video.map((body) => chunks(VIDEO, 80, body)),
    ]);
    const handshake = hello.subarray(0, 3_073);
    rounds([Buffer.concat([hello.subarray(3_073), media]), media], (spoilt, random) => {
      const publisher = taker();
      let handedOn = 0;
      let saidBytes = 0;
      const line = new RtmpLine({
        send: ({ length }) => {
          saidBytes += length;
        },
        onPublish: () => true,
        onMessage: (message) => {
          handedOn += message.data.length;
          publisher.take(message);
        },
        onEnd: () => {},
      });
      line.push(handshake);
      const whole = random(2) === 0 ? spoilt : Buffer.concat([hello.subarray(3_073), spoilt]);
      try {
        for (const piece of inPieces(whole, 300, random)) line.push(piece);
      } catch (thrown) {
        // What an expectation above has thrown is no end of a connection.
        if (thrown instanceof Error && thrown.name === 'AssertionError') throw thrown;
      }
      expect(handedOn).toBeLessThanOrEqual(whole.length);
      expect(saidBytes).toBeLessThan(20_000);
    });
    muchCame();
  });
});
