/**
 * Decoded pictures, from a bounded number of ffmpeg processes fed with the hub's pictures.
 *
 * No second session with the camera. A one-off JPEG waits for its turn; a
 * continuous decoder keeps its place until it is closed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { AppError } from '../../config/contract/errors.ts';
import { newLogger } from '../../config/kernel/logger.ts';

const log = newLogger('pictures');

const ONE_OFF_MS = 8_000;
const MAX_WAITING = 64;
/** Places continuous decoders leave free, so that a person's test picture never waits for analysis. */
const KEPT_FOR_ONE_OFFS = 2;
const MAX_UNREAD_AUDIO_BYTES = 64 * 1_024;
const MAX_UNREAD_INPUT_BYTES = 4 * 1_024 * 1_024;

/** An access unit delimiter behind each picture tells the parser that it is whole, a frame earlier. */
const DELIMITERS = { h264: Buffer.from([0, 0, 0, 1, 0x09, 0xf0]), h265: Buffer.from([0, 0, 0, 1, 0x46, 0x01, 0x50]) };

/** ffmpeg's names of the byte stream formats. */
const FORMATS = { h264: 'h264', h265: 'hevc' };
export type Codec = keyof typeof FORMATS;

/** Raw pictures of a camera: planar YUV 4:2:0, `width × height × 3 / 2` bytes each. */
export type RawDecoder = {
  /** Answers false when the decoder is behind and left the picture out; feed it a key frame next. */
  feed(annexB: Buffer): boolean;
  close(): void;
};

/** Takes pictures as a RawDecoder does; what it makes of them goes where it was told. */
export type Transcoder = RawDecoder;

export type AudioTranscoder = { feed(adts: Buffer): void; close(): void };

type TranscodeWish = { codec: Codec; to: { host: string; port: number }; onEnded(): void };

type RawWish = {
  codec: Codec;
  width: number;
  height: number;
  /** Every n-th picture is handed out. */
  everyNth: number;
  onPicture(yuv: Buffer): void;
  onEnded(): void;
};

/** Transcoding is for those who could see nothing else: small enough for a processor without help. */
const TRANSCODED_WIDTH = 1_280;

/**
 * A byte stream has no times of its own, and its pictures come in the order of decoding: they are stamped when they
 * leave the decoder, on RTP's clock, a tick apart at least.
 */
const AS_THEY_COME = "settb=1/90000,setpts='max((RTCTIME-RTCSTART)*0.09,if(isnan(PREV_OUTPTS),0,PREV_OUTPTS+1))'";

export class DecoderPool {
  readonly #size: number;
  readonly #running = new Set<ChildProcess>();
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(size: number) {
    this.#size = size;
  }

  get running(): number {
    return this.#running.size;
  }

  /** JPEG of a key frame. Errors: DECODER_BUSY, DECODER_FAILED. */
  jpegOfKeyFrame(annexB: Buffer, codec: Codec, maxWidth = 1_280): Promise<Buffer> {
    // biome-ignore format: one option a line reads like the command it is
    return this.#convert(annexB, [
      '-f', FORMATS[codec], '-i', 'pipe:0',
      '-frames:v', '1', '-vf', `scale='min(${maxWidth},iw)':-2`,
      '-f', 'mjpeg', '-q:v', '4', 'pipe:1',
    ]);
  }

  /** JPEG of one raw picture. */
  jpegOfRaw(yuv: Buffer, { width, height }: { width: number; height: number }): Promise<Buffer> {
    // biome-ignore format: one option a line reads like the command it is
    return this.#convert(yuv, [
      '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${width}x${height}`, '-i', 'pipe:0',
      '-frames:v', '1',
      '-f', 'mjpeg', '-q:v', '4', 'pipe:1',
    ]);
  }

  /** Undefined when every decoder it may have is taken. */
  openRaw({ codec, width, height, everyNth, onPicture, onEnded }: RawWish): RawDecoder | undefined {
    if (this.#taken >= this.#size - KEPT_FOR_ONE_OFFS) return undefined;
    this.#taken += 1;
    const pictureBytes = (width * height * 3) / 2;
    // biome-ignore format: one option a line reads like the command it is
    const child = this.#spawn([
      '-flags', 'low_delay', '-fflags', 'nobuffer', '-probesize', '32', '-analyzeduration', '0',
      '-threads', '1', '-skip_loop_filter', 'all',
      '-f', FORMATS[codec], '-i', 'pipe:0',
      '-vf', `select='not(mod(n\\,${everyNth}))',scale=${width}:${height}:flags=fast_bilinear`, '-vsync', 'passthrough',
      '-f', 'rawvideo', '-pix_fmt', 'yuv420p', 'pipe:1',
    ]);
    let partial: Buffer[] = [];
    let partialBytes = 0;
    child.stdout?.on('data', (chunk: Buffer) => {
      let rest = chunk;
      while (rest.length > 0) {
        const piece = rest.subarray(0, pictureBytes - partialBytes);
        rest = rest.subarray(piece.length);
        partial.push(piece);
        partialBytes += piece.length;
        if (partialBytes < pictureBytes) continue;
        onPicture(Buffer.concat(partial));
        partial = [];
        partialBytes = 0;
      }
    });
    child.once('close', () => {
      this.#release();
      onEnded();
    });
    return {
      feed: (annexB) => feed(child, annexB, codec),
      close: () => child.kill('SIGKILL'),
    };
  }

  /** The same pictures as H.264 without reordering, over RTP. Undefined when every decoder it may have is taken. */
  openTranscoder({ codec, to, onEnded }: TranscodeWish): Transcoder | undefined {
    if (this.#taken >= this.#size - KEPT_FOR_ONE_OFFS) return undefined;
    this.#taken += 1;
    // biome-ignore format: one option a line reads like the command it is
    const child = this.#spawn([
      '-flags', 'low_delay', '-fflags', 'nobuffer', '-probesize', '32', '-analyzeduration', '0',
      '-f', FORMATS[codec], '-i', 'pipe:0',
      '-an', '-vf', `scale='min(${TRANSCODED_WIDTH},iw)':-2,${AS_THEY_COME}`,
      '-vsync', 'passthrough', '-enc_time_base', '1:90000', '-pix_fmt', 'yuv420p',
      '-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-profile:v', 'baseline',
      '-crf', '24', '-maxrate', '4M', '-bufsize', '4M', '-g', '50', '-x264-params', 'repeat-headers=1',
      '-f', 'rtp', '-payload_type', '96', `rtp://${to.host}:${to.port}?rtcpport=${to.port}&pkt_size=1200`,
    ]);
    child.stdout?.resume();
    child.once('close', () => {
      this.#release();
      onEnded();
    });
    return { feed: (annexB) => feed(child, annexB, codec), close: () => child.kill('SIGKILL') };
  }

  /** Frames of AAC (ADTS) as Opus, over RTP. Undefined when every decoder it may have is taken. */
  openOpusTranscoder({ to, onEnded }: Omit<TranscodeWish, 'codec'>): AudioTranscoder | undefined {
    if (this.#taken >= this.#size - KEPT_FOR_ONE_OFFS) return undefined;
    this.#taken += 1;
    // biome-ignore format: one option a line reads like the command it is
    const child = this.#spawn([
      '-fflags', 'nobuffer', '-probesize', '2048', '-analyzeduration', '0',
      '-f', 'aac', '-i', 'pipe:0',
      '-vn', '-c:a', 'libopus', '-ar', '48000', '-ac', '2', '-b:a', '48k', '-frame_duration', '20',
      '-f', 'rtp', '-payload_type', '96', `rtp://${to.host}:${to.port}?rtcpport=${to.port}&pkt_size=1200`,
    ]);
    child.stdout?.resume();
    child.once('close', () => {
      this.#release();
      onEnded();
    });
    return {
      feed: (adts) => {
        if (child.stdin?.writable && child.stdin.writableLength < MAX_UNREAD_AUDIO_BYTES) child.stdin.write(adts);
      },
      close: () => child.kill('SIGKILL'),
    };
  }

  close(): void {
    for (const child of this.#running) child.kill('SIGKILL');
  }

  async #convert(input: Buffer, args: string[]): Promise<Buffer> {
    await this.#take();
    try {
      return await this.#run(input, args);
    } finally {
      this.#release();
    }
  }

  #run(input: Buffer, args: string[]): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const child = this.#spawn(args);
      const output: Buffer[] = [];
      const timer = setTimeout(() => child.kill('SIGKILL'), ONE_OFF_MS);
      child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
      child.once('close', () => {
        clearTimeout(timer);
        if (output.length > 0) resolve(Buffer.concat(output));
        else reject(new AppError('DECODER_FAILED'));
      });
      child.stdin?.end(input);
    });
  }

  #spawn(args: string[]): ChildProcess {
    const child = spawn('ffmpeg', ['-hide_banner', '-loglevel', 'error', ...args], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#running.add(child);
    child.once('close', () => this.#running.delete(child));
    child.once('error', (thrown) => log.error({ err: thrown }, 'ffmpeg did not start'));
    // A decoder that ends early closes its input under our hands; its end is told by `close`.
    child.stdin?.on('error', (thrown) => log.debug({ err: thrown }, 'decoder input closed'));
    return child;
  }

  #take(): Promise<void> {
    if (this.#taken < this.#size) {
      this.#taken += 1;
      return Promise.resolve();
    }
    if (this.#waiting.length >= MAX_WAITING) return Promise.reject(new AppError('DECODER_BUSY'));
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#taken -= 1;
  }
}

function feed({ stdin }: ChildProcess, annexB: Buffer, codec: Codec): boolean {
  if (!stdin?.writable || stdin.writableLength > MAX_UNREAD_INPUT_BYTES) return false;
  stdin.write(annexB);
  stdin.write(DELIMITERS[codec]);
  return true;
}
