/**
 * Takes an RTSP connection apart: RTP and RTCP packets behind `$` (RFC 2326
 * section 10.12) and the text between them.
 *
 * Packets are handed out as views into the buffer that was read, without a copy:
 * whoever keeps one copies it. Only a packet cut by the end of a read is copied.
 * After lost synchronisation it goes on at the next thing that looks right.
 */
const DOLLAR = 0x24;
const MAX_HEAD_BYTES = 16_384;
const MAX_BODY_BYTES = 262_144;
const MAX_CHANNEL = 31;

export type InterleavedListener = {
  /** `packet` is valid only until this returns. */
  onPacket(channel: number, packet: Buffer): void;
  /** Head and body of one message, response or request. */
  onMessage(head: string, body: string): void;
  /** Bytes that are neither: the peer does not speak RTSP, or sync was lost. */
  onSkipped(byteCount: number): void;
};

export class InterleavedReader {
  readonly #listener: InterleavedListener;
  #kept: Buffer = Buffer.alloc(0);

  constructor(listener: InterleavedListener) {
    this.#listener = listener;
  }

  push(chunk: Buffer): void {
    let rest = chunk;
    while (this.#kept.length > 0 && rest.length > 0) {
      const wanted = missingBytes(this.#kept);
      const taken = Math.min(wanted, rest.length);
      const joined = Buffer.concat([this.#kept, rest.subarray(0, taken)]);
      rest = rest.subarray(taken);
      this.#kept = joined.subarray(this.#take(joined));
    }
    if (rest.length === 0) return;
    const used = this.#take(rest);
    if (used < rest.length) this.#kept = Buffer.from(rest.subarray(used));
  }

  /** Hands out everything that is whole; answers how many bytes that was. */
  #take(bytes: Buffer): number {
    let at = 0;
    while (at < bytes.length) {
      const used = bytes[at] === DOLLAR ? this.#takePacket(bytes, at) : this.#takeText(bytes, at);
      if (used === 0) return at;
      at += used;
    }
    return at;
  }

  #takePacket(bytes: Buffer, at: number): number {
    if (bytes.length - at < 4) return 0;
    const channel = bytes[at + 1] ?? 0;
    if (channel > MAX_CHANNEL) return this.#skip(bytes, at);
    const length = bytes.readUInt16BE(at + 2);
    if (bytes.length - at < 4 + length) return 0;
    this.#listener.onPacket(channel, bytes.subarray(at + 4, at + 4 + length));
    return 4 + length;
  }

  #takeText(bytes: Buffer, at: number): number {
    if (!looksLikeText(bytes, at)) return this.#skip(bytes, at);
    const { end, bodyStart } = headBounds(bytes, at);
    if (end < 0) return bytes.length - at > MAX_HEAD_BYTES ? this.#skip(bytes, at) : 0;
    const head = bytes.toString('latin1', at, end);
    const total = bodyStart - at + contentLength(head);
    if (bytes.length - at < total) return 0;
    this.#listener.onMessage(head, bytes.toString('utf8', bodyStart, at + total));
    return total;
  }

  /** To the next `$` or the next response, or past everything. */
  #skip(bytes: Buffer, at: number): number {
    const packet = bytes.indexOf(DOLLAR, at + 1);
    const message = bytes.indexOf('RTSP/', at + 1, 'latin1');
    const next = Math.min(packet < 0 ? bytes.length : packet, message < 0 ? bytes.length : message);
    this.#listener.onSkipped(next - at);
    return next - at;
  }
}

/** How much more is needed before what was kept can be whole; at least one byte. */
function missingBytes(kept: Buffer): number {
  if (kept[0] !== DOLLAR) return Number.MAX_SAFE_INTEGER;
  if (kept.length < 4) return 4 - kept.length;
  return Math.max(1, 4 + kept.readUInt16BE(2) - kept.length);
}

/** A head ends at an empty line; some cameras end lines with LF alone. Line ends before the first line are no end. */
function headBounds(bytes: Buffer, at: number): { end: number; bodyStart: number } {
  let begin = at;
  while (bytes[begin] === 0x0d || bytes[begin] === 0x0a) begin += 1;
  const proper = bytes.indexOf('\r\n\r\n', begin, 'latin1');
  const bare = bytes.indexOf('\n\n', begin, 'latin1');
  if (bare >= 0 && (proper < 0 || bare < proper)) return { end: bare, bodyStart: bare + 2 };
  return { end: proper, bodyStart: proper + 4 };
}

/** A message begins with a capital letter (`RTSP/1.0 200` or a request's method); line ends before it are allowed. */
function looksLikeText(bytes: Buffer, at: number): boolean {
  const first = bytes[at] ?? 0;
  return (first >= 0x41 && first <= 0x5a) || first === 0x0d || first === 0x0a;
}

function contentLength(head: string): number {
  const match = /^content-length\s*:\s*(\d+)\s*$/im.exec(head);
  return Math.min(Number(match?.[1] ?? 0), MAX_BODY_BYTES);
}
