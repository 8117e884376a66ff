/**
 * One RTMP connection of a device that publishes. The only file that imports
 * `node-media-server`, and of it only the protocol: the handshake, the chunk stream, the
 * commands (config/decisions/0012). Messages of pictures and sound are handed on as they came.
 */
import logger from 'node-media-server/src/core/logger.js';
import Rtmp from 'node-media-server/src/protocol/rtmp.js';

export type RtmpMessage = { kind: 'video' | 'audio'; data: Buffer; atMs: number };

export type RtmpListener = {
  send(bytes: Buffer): void;
  /** Whether it may. */
  onPublish(app: string, streamKey: string): boolean;
  onMessage(message: RtmpMessage): void;
  /** It has nothing more to say, or is to be told nothing more. */
  onEnd(): void;
};

const VERSION = 3;
const MESSAGE = { chunkSize: 1, audio: 8, video: 9 };
const MAX_CHUNK_BYTES = 0xffffff;
/** Commands are small; who does not publish yet sends nothing else. */
const MAX_COMMAND_BYTES = 65_536;
const MAX_MESSAGE_BYTES = 8 * 1_024 * 1_024;
/** Of all messages that have begun. */
const MAX_HELD_BYTES = 2 * MAX_MESSAGE_BYTES;
const MAX_CHUNK_STREAMS = 16;
const ACKNOWLEDGE_EVERY_BYTES = 1_000_000;
/** Times and counts have 32 bits. */
const WRAP = 2 ** 32;

// It prints what devices say, and stream keys with it.
logger.log = () => {};

export class RtmpLine extends Rtmp {
  readonly #listener: RtmpListener;
  #isPublishing = false;
  #isOver = false;
  #heardBytes = 0;
  #acknowledgedBytes = 0;

  constructor(listener: RtmpListener) {
    super();
    this.#listener = listener;
    this.onOutputCallback = (bytes) => listener.send(bytes);
    // A megabyte for reading files, which nobody does here.
    this.flv = undefined;
  }

  /** `bytes` may be changed when this has returned. Errors: of any kind, when it is not RTMP or too much of it. */
  push(bytes: Buffer): void {
    if (this.#heardBytes === 0 && bytes[0] !== VERSION) throw new Error('another protocol');
    this.#heardBytes += bytes.length;
    const trouble = this.parserData(bytes);
    if (trouble !== null) throw new Error(trouble);
    if (this.#isOver || this.#heardBytes - this.#acknowledgedBytes < ACKNOWLEDGE_EVERY_BYTES) return;
    this.#acknowledgedBytes = this.#heardBytes;
    this.sendACK(this.#heardBytes % WRAP);
  }

  protected override chunkMessageHeaderRead(): number {
    const end = super.chunkMessageHeaderRead();
    const limit = this.#isPublishing ? MAX_MESSAGE_BYTES : MAX_COMMAND_BYTES;
    if (this.parserPacket.header.length > limit) throw new RangeError('message too long');
    if (this.inPackets.size > MAX_CHUNK_STREAMS) throw new RangeError('too many chunk streams');
    return end;
  }

  protected override packetAlloc(): void {
    // After 49 days it would be silent for ever.
    this.parserPacket.clock %= WRAP;
    super.packetAlloc();
    let held = 0;
    for (const { capacity } of this.inPackets.values()) held += capacity;
    if (held > MAX_HELD_BYTES) throw new RangeError('too many messages at once');
  }

  protected override packetHandler(): void {
    if (!this.#isOver) super.packetHandler();
  }

  protected override controlHandler(): void {
    super.controlHandler();
    if (this.parserPacket.header.type !== MESSAGE.chunkSize) return;
    if (this.inChunkSize < 1 || this.inChunkSize > MAX_CHUNK_BYTES) throw new RangeError('chunk size');
  }

  protected override dataHandler(): void {
    const packet = this.parserPacket;
    const { type, length } = packet.header;
    if (!this.#isPublishing || (type !== MESSAGE.audio && type !== MESSAGE.video)) return;
    const data = packet.payload.subarray(0, length);
    // The next message gets memory of its own: this one is handed on without a copy.
    packet.payload = Buffer.alloc(0);
    packet.capacity = 0;
    this.#listener.onMessage({ kind: type === MESSAGE.audio ? 'audio' : 'video', data, atMs: packet.clock });
  }

  /** Enhanced RTMP: what may be sent is said (`NetConnection.connect`, its answer). */
  protected override respondConnect(transactionId: unknown): void {
    this.sendInvokeMessage(0, {
      cmd: '_result',
      transId: transactionId,
      cmdObj: { fmsVer: 'FMS/3,0,1,123', capabilities: 31 },
      info: {
        level: 'status',
        code: 'NetConnection.Connect.Success',
        description: 'Connection succeeded.',
        objectEncoding: this.objectEncoding,
        fourCcList: Object.assign(['avc1', 'hvc1', 'mp4a'], { sarray: true }),
      },
    });
  }

  protected override onPublish({ streamName }: { streamName?: unknown }): void {
    this.streamId = this.parserPacket.header.stream_id;
    const app = typeof this.streamApp === 'string' ? this.streamApp : '';
    const [streamKey = ''] = typeof streamName === 'string' ? streamName.split('?') : [];
    if (this.#isPublishing || !this.#listener.onPublish(app, streamKey)) {
      this.#refuse('NetStream.Publish.BadName', 'No device is known by this stream key.');
      return;
    }
    this.#isPublishing = true;
    this.sendStatusMessage(this.streamId, 'status', 'NetStream.Publish.Start', 'Publishing.');
  }

  protected override onPlay(): void {
    this.streamId = this.parserPacket.header.stream_id;
    this.#refuse('NetStream.Play.Failed', 'Nothing is played over RTMP here.');
  }

  protected override onDeleteStream(): void {
    this.#end();
  }

  #refuse(code: string, why: string): void {
    this.sendStatusMessage(this.streamId, 'error', code, why);
    this.#end();
  }

  #end(): void {
    this.#isOver = true;
    this.#listener.onEnd();
  }
}
