/** A device that pushes over RTMP: its connection, and the tags that come over it. */
import assert from 'node:assert/strict';
import { withFourByteLengths } from '../../../streams/flv/nal-lengths.ts';
import { pictureTag, soundTag, videoStart } from '../../../streams/flv/write-flv.ts';
import { eachNal } from '../../../streams/hub/access-unit.ts';
import { RtmpLine } from '../../../streams/rtmp/rtmp-line.ts';
import { RtmpPublisher } from '../../../streams/rtmp/rtmp-publisher.ts';
import { PictureOrder } from '../../../streams/rtp/picture-order.ts';
import { chunks, opening } from '../../fixtures/rtmp-client.ts';
import { PARAMETER_SETS, stream } from '../../fixtures/units.ts';
import { inPieces } from './rounds.ts';
import type { Target } from './targets.ts';

const [AUDIO, VIDEO] = [8, 9];
/** What a client says that a publisher's answers fit in. */
const MOST_SAID_BYTES = 20_000;

const bodyOf = (tag: Buffer) => tag.subarray(11, -4);
const pcma = { codec: 'PCMA' as const, clockRate: 8_000, channels: 1, config: Buffer.alloc(0) };
const g711 = { data: Buffer.alloc(40, 5), ticks: 0, durationTicks: 450, receivedAtMs: 0, format: pcma };

const PICTURES = [
  videoStart(PARAMETER_SETS, 0),
  ...stream(1)
    .slice(0, 4)
    .map((unit, index) => pictureTag(unit, index * 40, 80)),
].map(bodyOf);
const SOUNDS = [
  bodyOf(soundTag(g711, 0)),
  ...['af001190', 'af0121004f8000', '906d70346111901190'].map((hex) => Buffer.from(hex, 'hex')),
];
/** Enhanced RTMP: HEVC by its four letters, and modifiers of every length in front. */
const ENHANCED = ['906876633101', '9702aabbcc00687663310161', '9168766331000000000000000161'].map((hex) =>
  Buffer.from(hex, 'hex'),
);

function taker(): RtmpPublisher {
  const publisher = new RtmpPublisher(() => {});
  publisher.open(
    { clock: () => 0, order: new PictureOrder(() => 0) },
    {
      onUnit: ({ data }) => mustFill(data),
      onAudio: ({ data, durationTicks }) => assert.ok(data.length > 0 && durationTicks > 0, 'sound of nothing'),
      onAbsent: () => {},
      onAudioRefused: (codec) => assert.match(codec, /^[\x20-\x7e]+$/),
      onLost: ({ code }) => assert.equal(code, 'CAMERA_CODEC_NOT_SUPPORTED'),
    },
  );
  return publisher;
}

function mustFill(data: Buffer): void {
  let end = 0;
  eachNal(data, (_, nalEnd) => {
    end = nalEnd;
  });
  assert.equal(end, data.length);
}

export const RTMP: readonly Target[] = [
  {
    name: 'rtmp-connection',
    valid: () => [
      [
        opening('key'),
        ...PICTURES.map((body, index) => chunks(VIDEO, index * 40, body)),
        ...SOUNDS.map((body, index) => chunks(AUDIO, index * 40, body)),
        ...ENHANCED.map((body) => chunks(VIDEO, 400, body)),
      ],
    ],
    feed: (messages, random) => {
      const bytes = Buffer.concat(messages);
      const publisher = taker();
      let [handedOn, said] = [0, 0];
      const line = new RtmpLine({
        send: ({ length }) => {
          said += length;
        },
        onPublish: () => true,
        onMessage: (message) => {
          handedOn += message.data.length;
          publisher.take(message);
        },
        onEnd: () => {},
      });
      try {
        for (const piece of inPieces(bytes, 300, random)) line.push(Buffer.from(piece));
      } catch (thrown) {
        // The end of a connection, by its word; what is asserted above is not.
        if (thrown instanceof assert.AssertionError) throw thrown;
      }
      assert.ok(handedOn <= bytes.length && said < MOST_SAID_BYTES, `${handedOn} and ${said} of ${bytes.length} bytes`);
    },
  },
  {
    name: 'rtmp-tags',
    valid: () => [PICTURES, SOUNDS, ENHANCED, [...PICTURES, ...SOUNDS, ...ENHANCED]],
    feed: (messages, random) => {
      const publisher = taker();
      for (const data of messages) {
        const kind = random(4) === 0 ? 'audio' : 'video';
        publisher.take({ kind, data: Buffer.from(data), atMs: random(2 ** 31) });
        mustFill(withFourByteLengths(Buffer.from(data), random(3) + 1));
      }
    },
  },
];
