/**
 * How long a receiver may hold pictures before it shows them, told in the packets themselves
 * (RTP header extension playout-delay of WebRTC; one-byte header, RFC 8285 section 4.2). It
 * holds until it is told anew.
 */

export const PLAYOUT_DELAY_URI = 'http://www.webrtc.org/experiments/rtp-hdrext/playout-delay';
export const PLAYOUT_DELAY_ID = 11;

const ONE_BYTE_HEADERS = 0xbede;
const STEP_MS = 10;

/** The whole extension of a packet that has no other. Both in steps of 10 ms, up to 40 950. */
export function playoutDelay({ minMs, maxMs }: { minMs: number; maxMs: number }): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16BE(ONE_BYTE_HEADERS, 0);
  bytes.writeUInt16BE(1, 2);
  bytes[4] = (PLAYOUT_DELAY_ID << 4) | 2;
  bytes.writeUIntBE(((minMs / STEP_MS) << 12) | (maxMs / STEP_MS), 5, 3);
  return bytes;
}
