/**
 * Sends RTP to the SFU without bursts and without loss.
 *
 * A key frame is over a hundred packets; a stock kernel's socket buffer holds
 * fewer, and what it does not hold is lost without a word. So a picture leaves in
 * small batches a millisecond apart, and after a window of packets the next waits
 * until the SFU says that it has read them, however busy the machine is.
 */
import { createSocket, type Socket } from 'node:dgram';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { asksForKeyFrame } from '../rtp/rtcp.ts';

const log = newLogger('webrtc');

const BATCH_PACKETS = 24;
const BATCH_EVERY_MS = 1;
/** Datagrams of up to 1200 bytes cost 2304 bytes of the buffer each: the stock 212,992 hold 92. */
const WINDOW_PACKETS = 64;
/** What was sent this long ago has been read: asking for every small picture would cost more than it brings. */
const READ_BY_THEN_MS = 40;

export type PacedSocketNeeds = {
  host: string;
  port: number;
  clock: Clock;
  /** Resolves when the SFU has read that many bytes since the beginning, or when they must be taken for lost. */
  received(byteCount: number): Promise<void>;
  /** Somebody behind the SFU has lost what cannot be sent again. */
  onKeyFrameWanted?: () => void;
};

export async function openPacedSocket(needs: PacedSocketNeeds): Promise<PacedSocket> {
  const socket = createSocket('udp4');
  try {
    await connected(socket, needs);
  } catch (thrown) {
    socket.close();
    throw thrown;
  }
  socket.on('error', (thrown) => log.warn({ err: thrown }, 'RTP socket failed'));
  const { onKeyFrameWanted } = needs;
  if (onKeyFrameWanted) {
    socket.on('message', (packet) => {
      if (asksForKeyFrame(packet)) onKeyFrameWanted();
    });
  }
  return new PacedSocket(socket, needs);
}

export class PacedSocket {
  readonly #socket: Socket;
  readonly #needs: PacedSocketNeeds;
  #queue: Buffer[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isWaiting = false;
  #closed = false;
  #sentBytes = 0;
  #unread = 0;
  #lastSentAtMs = 0;

  constructor(socket: Socket, needs: PacedSocketNeeds) {
    this.#socket = socket;
    this.#needs = needs;
  }

  get queuedPackets(): number {
    return this.#queue.length;
  }

  send(packets: readonly Buffer[]): void {
    for (const packet of packets) this.#queue.push(packet);
    if (!this.#timer && !this.#isWaiting) this.#sendBatch();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#queue = [];
    this.#socket.close();
  }

  #sendBatch(): void {
    this.#timer = undefined;
    const nowMs = this.#needs.clock();
    if (nowMs - this.#lastSentAtMs > READ_BY_THEN_MS) this.#unread = 0;
    if (this.#unread + BATCH_PACKETS > WINDOW_PACKETS && this.#queue.length > 0) {
      void this.#waitUntilRead();
      return;
    }
    const batch = this.#queue.splice(0, BATCH_PACKETS);
    for (const packet of batch) {
      this.#socket.send(packet);
      this.#sentBytes += packet.length;
    }
    this.#unread += batch.length;
    this.#lastSentAtMs = nowMs;
    if (this.#queue.length > 0) this.#timer = setTimeout(() => this.#sendBatch(), BATCH_EVERY_MS);
  }

  async #waitUntilRead(): Promise<void> {
    this.#isWaiting = true;
    await this.#needs.received(this.#sentBytes);
    this.#isWaiting = false;
    this.#unread = 0;
    if (!this.#closed) this.#sendBatch();
  }
}

function connected(socket: Socket, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    // Node calls back on failure too, and then emits no error.
    socket.connect(port, host, (thrown?: Error) => {
      socket.off('error', reject);
      if (thrown) reject(thrown);
      else resolve();
    });
  });
}
