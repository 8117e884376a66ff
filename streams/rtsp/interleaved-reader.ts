/**
 * Takes an RTSP connection apart: RTP and RTCP packets behind `$` (RFC 2326
 * section 10.12) and the text between them.
 *
 * Packets are handed out as views into the buffer that was read, without a copy:
 * whoever keeps one copies it. Only a packet cut by the end of a read is copied.
 * After lost synchronisation it goes on at the next thing that looks right.
 */
const DOLLAR = 0x24;
const FRAME_BYTES = 4;
const RTP_HEADER_BYTES = 12;
/** After lost synchronisation a longer packet is not waited for. */
const MAX_BELIEVED_BYTES = 16_384;
/** Of what follows a packet, as much as tells whether the packet was whole. */
const LOOK_AHEAD_BYTES = FRAME_BYTES + RTP_HEADER_BYTES;
const NOTHING = Buffer.alloc(0);
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
  #kept: Buffer = NOTHING;
  #isLost = false;

  constructor(listener: InterleavedListener) {
    this.#listener = listener;
  }

  push(chunk: Buffer): void {
    let rest = chunk;
    while (this.#kept.length > 0 && rest.length > 0) {
      const kept = this.#kept;
      const taken = Math.min(missingBytes(kept) + LOOK_AHEAD_BYTES, rest.length);
      const joined = Buffer.concat([kept, rest.subarray(0, taken)]);
      const used = this.#take(joined);
      // What was only looked at is still in `rest`.
      const isDone = used >= kept.length;
      rest = rest.subarray(isDone ? used - kept.length : taken);
      this.#kept = isDone ? NOTHING : joined.subarray(used);
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
    const start = at + FRAME_BYTES;
    if (start >= bytes.length) return 0;
    const channel = bytes[at + 1] ?? 0;
    const end = start + bytes.readUInt16BE(at + 2);
    if (channel > MAX_CHANNEL || (this.#isLost && !looksLikeRtp(bytes, start, end))) return this.#skip(bytes, at);
    if (end > bytes.length) return 0;
    const next = end < bytes.length && !looksRight(bytes, end) ? cutAt(bytes, at, end) : -1;
    if (next >= 0) return this.#skipTo(next, at);
    this.#isLost = false;
    this.#listener.onPacket(channel, bytes.subarray(start, end));
    return end - at;
  }

  #takeText(bytes: Buffer, at: number): number {
    if (!beginsMessage(bytes, at)) return this.#skip(bytes, at);
    const { end, bodyStart } = headBounds(bytes, at);
    if (end < 0) return bytes.length - at > MAX_HEAD_BYTES ? this.#skip(bytes, at) : 0;
    const head = bytes.toString('latin1', at, end);
    const total = bodyStart - at + contentLength(head);
    if (bytes.length - at < total) return 0;
    this.#isLost = false;
    this.#listener.onMessage(head, bytes.toString('utf8', bodyStart, at + total));
    return total;
  }

  /** To the next `$` or the next response, or past everything. */
  #skip(bytes: Buffer, at: number): number {
    const packet = bytes.indexOf(DOLLAR, at + 1);
    const message = bytes.indexOf('RTSP/', at + 1, 'latin1');
    return this.#skipTo(Math.min(packet < 0 ? bytes.length : packet, message < 0 ? bytes.length : message), at);
  }

  #skipTo(next: number, at: number): number {
    this.#isLost = true;
    this.#listener.onSkipped(next - at);
    return next - at;
  }
}

/** Of a packet that may be one: both RTP and RTCP begin with their version, 2. */
function looksLikeRtp(bytes: Buffer, start: number, end: number): boolean {
  const byteCount = end - start;
  return byteCount >= RTP_HEADER_BYTES && byteCount <= MAX_BELIEVED_BYTES && (bytes[start] ?? 0) >> 6 === 2;
}

/**
 * Where the next packet begins inside one that lost its end on the way: on the same
 * channel, and with the same source in it. Negative where there is none, and only
 * what follows is wrong.
 */
function cutAt(bytes: Buffer, at: number, end: number): number {
  const sourceAt = at + FRAME_BYTES + 8;
  const source = bytes.subarray(sourceAt, sourceAt + 4);
  if (source.length < 4) return -1;
  for (let found = bytes.indexOf(source, sourceAt + 4); found >= 0; found = bytes.indexOf(source, found + 1)) {
    const next = found + 4 - LOOK_AHEAD_BYTES;
    if (next >= end) return -1;
    if (bytes[next] === DOLLAR && bytes[next + 1] === bytes[at + 1]) return next;
  }
  return -1;
}

/** How much more is needed before what was kept can be whole, or be judged; at least one byte. */
function missingBytes(kept: Buffer): number {
  if (kept[0] !== DOLLAR) return Number.MAX_SAFE_INTEGER;
  if (kept.length <= FRAME_BYTES) return FRAME_BYTES + 1 - kept.length;
  return Math.max(1, FRAME_BYTES + kept.readUInt16BE(2) - kept.length);
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

function looksRight(bytes: Buffer, at: number): boolean {
  return bytes[at] === DOLLAR || beginsMessage(bytes, at);
}

/** `RTSP/1.0 200` or a request's method, or as much of it as is there; line ends before it are allowed. */
function beginsMessage(bytes: Buffer, at: number): boolean {
  const first = bytes[at] ?? 0;
  const isCandidate = (first >= 0x41 && first <= 0x5a) || first === 0x0d || first === 0x0a;
  return isCandidate && /^[\r\n]*(RTSP\/|[A-Z_]{3,16} |[A-Z_]{0,16}$)/.test(bytes.toString('latin1', at, at + 32));
}

function contentLength(head: string): number {
  const match = /^content-length\s*:\s*(\d+)\s*$/im.exec(head);
  return Math.min(Number(match?.[1] ?? 0), MAX_BODY_BYTES);
}
