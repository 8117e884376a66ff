/**
 * Plays a camera as fragmented MP4 over a WebSocket, through Media Source Extensions:
 * a picture at once, whatever its codec, wherever WebRTC does not come through.
 */
import { z } from 'zod';
import type { Quality } from '../../../config/contract/camera.ts';
import { ERROR_STATUS, type ErrorCode } from '../../../config/contract/errors.ts';
import { api } from '../api/api.ts';
import { ClientError, type ShownFailure } from '../api/failure.ts';
import type { Pane, Playback } from './playback.ts';

const Said = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), codec: z.string() }),
  z.object({ kind: z.literal('time'), ticks: z.number(), atMs: z.number() }),
  z.object({ kind: z.literal('lost'), pictures: z.number() }),
]);
const Codes = z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]);

const TICKS_PER_SECOND = 90_000;
const OPEN_WITHIN_MS = 5_000;
const FIRST_PICTURE_WITHIN_MS = 6_000;
/** Behind the newest picture: enough for a network that is not quite even. */
const BEHIND_S = 0.15;
const JUMPS_FROM_S = 2;
const HURRIES_FROM_S = 0.6;
const KEPT_S = 10;
const LOOK_EVERY_MS = 500;

/** Errors: the server's codes; PLAYBACK_FAILED when this browser or the way there is not up to it. */
export async function playFmp4(
  { cameraId, quality }: { cameraId: string; quality: Quality },
  { video, still }: Pane,
): Promise<Playback> {
  const { fmp4Url } = await api('POST /api/media-tokens', { body: { cameraId, quality } });
  const socket = new WebSocket(fmp4Url);
  socket.binaryType = 'arraybuffer';
  const { promise: ended, resolve: end } = Promise.withResolvers<ShownFailure | null>();
  const first = Promise.withResolvers<void>();
  first.promise.catch(() => {});
  const source = new MediaSource();
  const address = URL.createObjectURL(source);
  const feed = new Feed(source, (reason) => fail({ code: 'PLAYBACK_FAILED', detail: { reason } }));
  let lostPictures = 0;
  let newest: { ticks: number; heardAtMs: number } | undefined;

  const fail = (failure: ShownFailure | null) => {
    first.reject(new ClientError('PLAYBACK_FAILED', { reason: failure?.code ?? 'closed' }));
    end(failure);
  };
  const hear = (text: string) => {
    const said = Said.parse(JSON.parse(text));
    if (said.kind === 'time') newest = { ticks: said.ticks, heardAtMs: performance.now() };
    if (said.kind === 'lost') lostPictures += said.pictures;
    if (said.kind === 'start' && !feed.begin(said.codec))
      fail({ code: 'PLAYBACK_FAILED', detail: { reason: said.codec } });
  };
  socket.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') return hear(data);
    feed.add(data);
    first.resolve();
  });
  socket.addEventListener('close', ({ reason }) => {
    const code = Codes.safeParse(reason);
    fail(code.success ? { code: code.data, detail: {} } : null);
  });

  /** A picture that cannot be decoded ends the media source for good. */
  const failToDecode = () => fail({ code: 'PLAYBACK_FAILED', detail: { reason: 'decode' } });
  video.addEventListener('error', failToDecode);
  // What WebRTC left there would win over it.
  still.keep();
  video.srcObject = null;
  video.src = address;
  const look = setInterval(() => stayNear(video, feed), LOOK_EVERY_MS);
  const close = () => {
    video.removeEventListener('error', failToDecode);
    clearInterval(look);
    socket.close();
    URL.revokeObjectURL(address);
    video.playbackRate = 1;
    video.removeAttribute('src');
  };
  const timer = setTimeout(
    () => first.reject(new ClientError('PLAYBACK_FAILED', { reason: 'timeout' })),
    OPEN_WITHIN_MS,
  );
  try {
    await Promise.all([first.promise, feed.opened]);
    await feed.untilPlayable(FIRST_PICTURE_WITHIN_MS);
  } catch (thrown) {
    close();
    throw thrown;
  } finally {
    clearTimeout(timer);
  }
  stayNear(video, feed);
  video.play().catch(() => {
    // Muted video may always play; a rejection means that the element was taken away meanwhile.
  });
  return {
    by: 'fmp4',
    quality,
    ended,
    measure: async () => {
      if (!newest) return { delayMs: null, lostPictures };
      const nowS = newest.ticks / TICKS_PER_SECOND + (performance.now() - newest.heardAtMs) / 1_000;
      return { delayMs: Math.max(0, (nowS - video.currentTime) * 1_000), lostPictures };
    },
    close,
  };
}

/** At the newest picture, or hurrying there; never further behind than people would notice. */
function stayNear(video: HTMLVideoElement, feed: Feed): void {
  const endS = feed.endS;
  if (endS === undefined) return;
  const behindS = endS - video.currentTime;
  if (behindS > JUMPS_FROM_S || behindS < 0) video.currentTime = Math.max(0, endS - BEHIND_S);
  video.playbackRate = behindS > HURRIES_FROM_S ? 1.1 : 1;
  feed.forgetBefore(video.currentTime - KEPT_S);
}

/** Appends one piece after the other: a source buffer takes the next only when it is done with the last. */
class Feed {
  readonly opened: Promise<void>;
  readonly #source: MediaSource;
  readonly #waiting: ArrayBuffer[] = [];
  #buffer: SourceBuffer | undefined;
  #codec = '';
  #forgetBeforeS = 0;
  readonly #onRefused: (reason: string) => void;

  constructor(source: MediaSource, onRefused: (reason: string) => void) {
    this.#source = source;
    this.#onRefused = onRefused;
    this.opened = new Promise((resolve) => {
      source.addEventListener(
        'sourceopen',
        () => {
          this.#openBuffer();
          resolve();
        },
        { once: true },
      );
    });
  }

  get endS(): number | undefined {
    const ranges = this.#buffer?.buffered;
    return ranges && ranges.length > 0 ? ranges.end(ranges.length - 1) : undefined;
  }

  /** False when this browser cannot play it. */
  begin(codec: string): boolean {
    const type = typeOf(codec);
    if (!MediaSource.isTypeSupported(type)) return false;
    const before = this.#codec;
    this.#codec = codec;
    if (before !== '' && before !== codec) this.#buffer?.changeType(type);
    this.#openBuffer();
    return true;
  }

  add(bytes: ArrayBuffer): void {
    this.#waiting.push(bytes);
    this.#next();
  }

  forgetBefore(seconds: number): void {
    this.#forgetBeforeS = seconds;
  }

  async untilPlayable(withinMs: number): Promise<void> {
    const untilMs = performance.now() + withinMs;
    while (this.endS === undefined) {
      if (performance.now() > untilMs) throw new ClientError('PLAYBACK_FAILED', { reason: 'no picture' });
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  #openBuffer(): void {
    if (this.#buffer || this.#codec === '' || this.#source.readyState !== 'open') return;
    this.#buffer = this.#source.addSourceBuffer(typeOf(this.#codec));
    this.#buffer.addEventListener('updateend', () => this.#next());
    this.#next();
  }

  #next(): void {
    const buffer = this.#buffer;
    if (!buffer || buffer.updating || this.#source.readyState !== 'open') return;
    const startS = buffer.buffered.length > 0 ? buffer.buffered.start(0) : 0;
    if (this.#forgetBeforeS - startS > KEPT_S) {
      buffer.remove(startS, this.#forgetBeforeS);
      return;
    }
    const bytes = this.#waiting.shift();
    if (!bytes) return;
    try {
      buffer.appendBuffer(bytes);
    } catch (thrown) {
      this.#onRefused(thrown instanceof Error ? thrown.name : String(thrown));
    }
  }
}

function typeOf(codec: string): string {
  return `video/mp4; codecs="${codec}"`;
}
