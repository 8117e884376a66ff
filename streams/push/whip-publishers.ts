/** Devices that send over WHIP (RFC 9725): OBS, GStreamer, a phone's browser. */
import { AppError } from '../../config/contract/errors.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import { ReorderBuffer } from '../rtp/reorder-buffer.ts';
import { CONNECTS_WITHIN_MS, type MediasoupSfu, type Received } from '../sfu/mediasoup.sfu.ts';
import { RtpMedia } from '../sources/rtp-media.ts';
import type { Source, SourceListener } from '../sources/source.ts';
import { answerWhip, readWhipOffer, type WhipOffer } from '../webrtc/whip-sdp.ts';
import type { Publisher, PushDesk } from './push-desk.ts';

/** Browsers send a key frame only when they are asked. Whoever joins starts from the last one. */
const KEY_FRAME_EVERY_MS = 2_000;
/** Sooner than that for whoever joins, but no oftener than this. */
const ASKED_EVERY_MS = 1_000;

type Needs = { sfu: MediasoupSfu; pushes: PushDesk; newId: NewId };

export class WhipPublishers {
  readonly #needs: Needs;
  readonly #open = new Map<string, { cameraId: string; end(): void }>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** The right to be that camera was looked at before. Errors: OFFER_NOT_ACCEPTED. */
  async open(cameraId: string, offer: string): Promise<{ publishingId: string; answer: string }> {
    const { sfu, pushes, newId } = this.#needs;
    const read = readWhipOffer(offer);
    const transport = await sfu.openTransport();
    const { transportId } = transport;
    const publishingId = newId();
    try {
      await sfu.connectTransport(transportId, read.dtlsParameters);
      const video = await sfu.receive(transportId, read.video);
      const audio = read.audio && (await sfu.receive(transportId, read.audio));
      const publisher = new WhipPublisher(read, { video, audio }, () => this.#end(publishingId));
      const leave = pushes.arrive(cameraId, publisher);
      const end = () => {
        leave();
        sfu.closeTransport(transportId);
        publisher.gone();
      };
      this.#open.set(publishingId, { cameraId, end });
      sfu.onTransportGone(transportId, () => this.#end(publishingId), CONNECTS_WITHIN_MS);
      return { publishingId, answer: answerWhip(read, transport) };
    } catch (thrown) {
      sfu.closeTransport(transportId);
      throw thrown;
    }
  }

  /** Errors: MEDIA_SESSION_NOT_FOUND. */
  end(cameraId: string, publishingId: string): void {
    if (this.#open.get(publishingId)?.cameraId !== cameraId) throw new AppError('MEDIA_SESSION_NOT_FOUND');
    this.#end(publishingId);
  }

  #end(publishingId: string): void {
    const open = this.#open.get(publishingId);
    this.#open.delete(publishingId);
    open?.end();
  }
}

class WhipPublisher implements Publisher {
  readonly #offer: WhipOffer;
  readonly #received: { video: Received; audio: Received | undefined };
  readonly #end: () => void;
  #media: RtpMedia | undefined;
  #listener: SourceListener | undefined;

  constructor(offer: WhipOffer, received: { video: Received; audio: Received | undefined }, end: () => void) {
    this.#offer = offer;
    this.#received = received;
    this.#end = end;
    const pictures = new ReorderBuffer((packet) => this.#media?.pushVideo(packet));
    const sound = new ReorderBuffer((packet) => this.#media?.pushAudio(packet));
    received.video.onRtp((packet) => pictures.push(packet, Date.now()));
    received.audio?.onRtp((packet) => sound.push(packet, Date.now()));
  }

  open(needs: Parameters<Publisher['open']>[0], listener: SourceListener): Source {
    const media = new RtpMedia(needs, listener);
    media.describe(this.#offer.video.sdp, this.#offer.audio?.sdp);
    this.#media = media;
    this.#listener = listener;
    const { video } = this.#received;
    let askedAtMs = Number.NEGATIVE_INFINITY;
    const ask = (everyMs: number) => {
      if (needs.clock() - askedAtMs < everyMs) return;
      askedAtMs = needs.clock();
      video.requestKeyFrame();
    };
    ask(0);
    const timer = setInterval(() => ask(KEY_FRAME_EVERY_MS), KEY_FRAME_EVERY_MS / 4);
    return {
      setUrgent: () => {
        // Every packet is handed on as it comes.
      },
      requestKeyFrame: () => ask(ASKED_EVERY_MS),
      stats: () => ({ ...media.counts, cameraClock: null }),
      close: async () => {
        clearInterval(timer);
        if (this.#media === media) this.#media = undefined;
        if (this.#listener === listener) this.#listener = undefined;
      },
    };
  }

  close(): void {
    this.#end();
  }

  gone(): void {
    this.#listener?.onLost(new AppError('CAMERA_NOT_PUSHING'));
    this.#listener = undefined;
  }
}
