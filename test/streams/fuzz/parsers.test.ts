/**
 * Whatever a camera sends, no parser throws, hangs or reads past its bytes.
 *
 * Each round takes something valid, spoils it by a seed that the failure names, and
 * feeds it in pieces.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { streetClips } from '../../../config/setup/street-path.mjs';
import { eachNal } from '../../../streams/hub/access-unit.ts';
import { isBSlice, parseSps } from '../../../streams/rtp/h264.ts';
import { H264Depacketizer } from '../../../streams/rtp/h264-depacketizer.ts';
import { signerFor } from '../../../streams/rtsp/digest.ts';
import { InterleavedReader } from '../../../streams/rtsp/interleaved-reader.ts';
import { parseSdp } from '../../../streams/rtsp/sdp.ts';
import { readOffer } from '../../../streams/webrtc/whep-sdp.ts';
import { DELTA, fuA, IDR, PPS, picture, SPS, stapA } from '../../fixtures/h264-packets.ts';
import { inPieces, rounds } from '../../fixtures/spoilt.ts';

const clip = readFileSync(streetClips()[0] ?? '').subarray(0, 200_000);
const description = Buffer.from(
  'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=x\r\na=control:*\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n' +
    `a=fmtp:96 packetization-mode=1;sprop-parameter-sets=${SPS.toString('base64')},${PPS.toString('base64')}\r\na=control:track1\r\n`,
);

describe('spoilt input', () => {
  test('of an RTSP connection is read or skipped, in whatever pieces it comes', () => {
    const answer = Buffer.concat([
      Buffer.from(`RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: ${description.length}\r\n\r\n`),
      description,
    ]);
    const packet = Buffer.concat([Buffer.from([0x24, 0, 0, 200]), Buffer.alloc(200, 0x41)]);
    rounds([Buffer.concat([answer, packet, packet, answer, packet])], (spoilt, random) => {
      let given = 0;
      const reader = new InterleavedReader({
        onPacket: (_, bytes) => {
          given += bytes.length + 4;
        },
        onMessage: (head, body) => {
          given += head.length + 4 + Buffer.byteLength(body);
        },
        onSkipped: (byteCount) => {
          given += byteCount;
        },
      });
      for (const piece of inPieces(spoilt, 90, random)) reader.push(piece);
      // Invalid UTF-8 in a body is replaced by longer characters: never more than three bytes for one.
      expect(given).toBeLessThanOrEqual(spoilt.length * 3);
    });
  });

  test('of RTP gives whole pictures or none', () => {
    const packets = [
      ...picture([stapA(SPS, PPS), ...fuA(IDR, 9)], { sequence: 0, timestamp: 0 }),
      ...picture([DELTA], { sequence: 8, timestamp: 3_600 }),
    ];
    rounds(packets, (spoilt, random) => {
      const depacketizer = new H264Depacketizer(({ data }) => {
        let end = 0;
        eachNal(data, (_, nalEnd) => {
          end = nalEnd;
        });
        expect(end).toBe(data.length);
      });
      for (const packet of packets) depacketizer.push(random(4) === 0 ? spoilt : packet);
      depacketizer.push(spoilt);
    });
  });

  test('of parameter sets and slices is refused or read', () => {
    rounds([SPS, clip.subarray(4, 60), IDR], (spoilt) => {
      const facts = parseSps(spoilt);
      if (facts) expect(facts.width * facts.height).toBeLessThanOrEqual(16_384 ** 2);
      expect(typeof isBSlice(spoilt)).toBe('boolean');
    });
  });

  test('of descriptions, challenges and offers ends in an answer or a named refusal', () => {
    const challenge = Buffer.from('Digest realm="c", nonce="n", qop="auth", algorithm=SHA-256');
    rounds([description, challenge], (spoilt) => {
      const text = spoilt.toString('latin1');
      parseSdp(text);
      signerFor([text], { username: 'u', password: 'p' })?.('PLAY', 'rtsp://c/');
      expect(() => readOffer(text)).toThrow(/OFFER_NOT_ACCEPTED/);
    });
  });
});
