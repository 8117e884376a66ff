/**
 * Who speaks out of which camera now: from a browser by WebRTC, in G.711, to the camera as it is.
 *
 * Whether a camera offers that is asked of it when somebody wants to know, and remembered. A talk
 * ends by itself when either end is gone, and after its limit, whatever became of the server.
 */
import { randomInt } from 'node:crypto';
import { AppError, toAppError } from '../../config/contract/errors.ts';
import type { CarriedCamera } from '../../config/contract/node.ts';
import type { TalkEnd } from '../../config/contract/talk.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { ReorderBuffer } from '../rtp/reorder-buffer.ts';
import { type Backchannel, openBackchannel, probeBackchannel } from '../rtsp/backchannel.ts';
import type { RtspAddress } from '../rtsp/rtsp-line.ts';
import type { MediasoupSfu } from '../sfu/mediasoup.sfu.ts';
import { answerTalk, readTalkOffer, voiceIn } from '../webrtc/talk-sdp.ts';
import { VoiceStamp } from './voice-stamp.ts';

const log = newLogger('talk');
/** A camera may be given a loudspeaker. */
const ASKED_ANEW_MS = 3_600_000;
const LASTING: ReadonlySet<string> = new Set(['TALK_NOT_OFFERED', 'TALK_CODEC_NOT_SUPPORTED']);

/** Null: there is no asking, as its pictures do not come over RTSP. */
type Known = { address: RtspAddress | null; refusal: AppError | null; askedAtMs: number | null };
type Talk = { cameraId: string; open: AsyncDisposableStack | undefined; limit: NodeJS.Timeout | undefined };
type Wish = { talkId: string; cameraId: string; offer: string; limitMs: number };

type Needs = {
  sfu: MediasoupSfu;
  clock: Clock;
  connectTimeoutMs: number;
  /** It ended by itself. */
  onEnded: (ended: { talkId: string; why: TalkEnd }) => void;
};

export class Talks {
  readonly #needs: Needs;
  readonly #known = new Map<string, Known>();
  readonly #talks = new Map<string, Talk>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** What was known of a camera that is at another address now is known no more. */
  follow({ cameraId, intake, sourceUrl, username, password }: CarriedCamera): void {
    const address = intake === 'rtsp' ? { rtspUrl: sourceUrl, username, password } : null;
    if (JSON.stringify(this.#known.get(cameraId)?.address) === JSON.stringify(address)) return;
    this.#endOf(cameraId, 'cameraLost');
    this.#known.set(cameraId, { address, refusal: null, askedAtMs: null });
  }

  forget(cameraId: string): void {
    this.#endOf(cameraId, 'cameraLost');
    this.#known.delete(cameraId);
  }

  /** Null while it was not asked. */
  canTalk(cameraId: string): boolean | null {
    const known = this.#known.get(cameraId);
    if (!known || known.address === null) return false;
    return known.askedAtMs === null ? null : known.refusal === null;
  }

  /** Resolves when the camera says that one can. Errors: why one cannot, which may be that it is away. */
  async ask(cameraId: string): Promise<void> {
    const { known, address } = this.#addressOf(cameraId);
    if (known.askedAtMs === null || this.#needs.clock() - known.askedAtMs > ASKED_ANEW_MS) {
      await this.#learning(known, probeBackchannel(address, this.#needs.connectTimeoutMs));
    }
    if (known.refusal) throw known.refusal;
  }

  /** Errors: as of `ask`, OFFER_NOT_ACCEPTED. */
  async open({ talkId, cameraId, offer, limitMs }: Wish): Promise<{ answer: string }> {
    const { sfu } = this.#needs;
    const read = readTalkOffer(offer);
    const { known, address } = this.#addressOf(cameraId);
    this.#endOf(cameraId, 'ended');
    const talk: Talk = { cameraId, open: undefined, limit: undefined };
    this.#talks.set(talkId, talk);
    await using opening = new AsyncDisposableStack();
    opening.defer(() => void this.#talks.delete(talkId));
    const backchannel = opening.adopt(await this.#openBackchannel(talkId, known, address), (open) => open.close());
    const voice = voiceIn(read, backchannel.codec);
    const transport = await sfu.openTransport();
    const { transportId } = transport;
    opening.defer(() => sfu.closeTransport(transportId));
    await sfu.connectTransport(transportId, read.dtlsParameters);
    const received = await sfu.receive(transportId, voice);
    received.onRtp(toCamera(backchannel));
    sfu.onTransportGone(transportId, () => this.#ended(talkId, 'deskLost'));
    // It was ended while it began.
    if (this.#talks.get(talkId) !== talk) throw new AppError('MEDIA_SESSION_NOT_FOUND');
    talk.limit = setTimeout(() => this.#ended(talkId, 'limit'), limitMs);
    talk.open = opening.move();
    log.info({ cameraId, talkId, codec: backchannel.codec }, 'talk began');
    return { answer: answerTalk(read, voice, transport) };
  }

  /** Ending one that is over is harmless. */
  async end(talkId: string): Promise<void> {
    const talk = this.#talks.get(talkId);
    if (!talk) return;
    this.#talks.delete(talkId);
    clearTimeout(talk.limit);
    log.info({ cameraId: talk.cameraId, talkId }, 'talk ended');
    await talk.open?.disposeAsync();
  }

  /** Whoever could end them is away. */
  async endAll(): Promise<void> {
    await Promise.all([...this.#talks.keys()].map((talkId) => this.end(talkId)));
  }

  #endOf(cameraId: string, why: TalkEnd): void {
    for (const [talkId, talk] of this.#talks) {
      if (talk.cameraId === cameraId) this.#ended(talkId, why);
    }
  }

  #ended(talkId: string, why: TalkEnd): void {
    const talk = this.#talks.get(talkId);
    if (!talk) return;
    this.end(talkId).catch((err) => log.error({ err, talkId }, 'talk was not closed'));
    // Whoever waits for it to begin is told by that.
    if (talk.open) this.#needs.onEnded({ talkId, why });
  }

  #addressOf(cameraId: string): { known: Known; address: RtspAddress } {
    const known = this.#known.get(cameraId);
    if (!known) throw new AppError('CAMERA_NOT_FOUND', { cameraId });
    if (known.address === null) throw new AppError('TALK_NOT_OFFERED');
    return { known, address: known.address };
  }

  #openBackchannel(talkId: string, known: Known, address: RtspAddress): Promise<Backchannel> {
    const lost = (why: AppError) => {
      log.info({ talkId, cause: why.toFailure() }, 'camera took no more speech');
      this.#ended(talkId, 'cameraLost');
    };
    return this.#learning(known, openBackchannel(address, this.#needs.connectTimeoutMs, lost));
  }

  /** What the camera says of itself is remembered; that it is away is not. */
  async #learning<T>(known: Known, asking: Promise<T>): Promise<T> {
    try {
      const answer = await asking;
      Object.assign(known, { refusal: null, askedAtMs: this.#needs.clock() });
      return answer;
    } catch (thrown) {
      const refusal = toAppError(thrown);
      if (LASTING.has(refusal.code)) Object.assign(known, { refusal, askedAtMs: this.#needs.clock() });
      throw thrown;
    }
  }
}

/** In order, once, and as one sender's. */
function toCamera({ payloadType, send }: Backchannel): (packet: Buffer) => void {
  const stamp = new VoiceStamp({
    ssrc: randomInt(1, 0x7fff_ffff),
    sequence: randomInt(0x8000),
    timestamp: randomInt(0x7fff_ffff),
    payloadType,
  });
  const inOrder = new ReorderBuffer((packet) => {
    const stamped = stamp.stamp(packet);
    if (stamped) send(stamped);
  });
  return (packet) => inOrder.push(packet, Date.now());
}
