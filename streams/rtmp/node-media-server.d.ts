/** What rtmp-line.ts relies on of a package that has no types; its version is fixed. */
declare module 'node-media-server/src/protocol/rtmp.js' {
  type Packet = {
    header: { type: number; length: number; stream_id: number };
    /** Of the message, in milliseconds. */
    clock: number;
    payload: Buffer;
    capacity: number;
  };

  /** The chunk stream of RTMP, its handshake and its commands, on one connection. */
  export default class Rtmp {
    protected flv: unknown;
    protected inChunkSize: number;
    protected readonly inPackets: Map<number, Packet>;
    protected readonly parserPacket: Packet;
    protected readonly streamApp: unknown;
    protected readonly objectEncoding: unknown;
    protected streamId: number;
    protected onOutputCallback: (bytes: Buffer) => void;
    protected parserData(bytes: Buffer): string | null;
    protected chunkMessageHeaderRead(): number;
    protected packetAlloc(): void;
    protected packetHandler(): void;
    protected controlHandler(): void;
    protected dataHandler(): void;
    protected onPublish(message: { streamName?: unknown }): void;
    protected onPlay(message: unknown): void;
    protected onDeleteStream(message: unknown): void;
    protected respondConnect(transactionId: unknown): void;
    protected respondPublish(): void;
    protected sendACK(byteCount: number): void;
    protected sendInvokeMessage(streamId: number, message: object): void;
    protected sendStatusMessage(streamId: number, level: string, code: string, description: string): void;
  }
}

declare module 'node-media-server/src/core/logger.js' {
  const logger: { log: (message: string, level?: string) => void };
  export default logger;
}
