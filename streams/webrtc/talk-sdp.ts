/**
 * The SDP of a voice that comes from a browser: one medium of sound, in G.711, which is what
 * loudspeakers of cameras take.
 */
import { AppError } from '../../config/contract/errors.ts';
import type { OpenedTransport } from '../../config/contract/rtc.ts';
import type { TalkCodec } from '../rtsp/backchannel.rules.ts';
import {
  type DtlsClient,
  isOffered,
  parseOffer,
  type RtcMedia,
  type RtcSession,
  readDtls,
  writeAnswer,
} from './rtc-sdp.ts';
import { answerMedia, mediaOf, type WhipMedia } from './whip-sdp.ts';

const HEARD_BY_US: ReadonlySet<string | undefined> = new Set(['sendonly', 'sendrecv', undefined]);

export type TalkOffer = { session: RtcSession; media: RtcMedia; dtlsParameters: DtlsClient };

/** Errors: OFFER_NOT_ACCEPTED. */
export function readTalkOffer(offer: string): TalkOffer {
  const session = parseOffer(offer);
  const media = session.media.find(
    (each) => each.type === 'audio' && isOffered(each) && HEARD_BY_US.has(each.direction),
  );
  if (!media) throw new AppError('OFFER_NOT_ACCEPTED', { field: 'm=audio' });
  return { session, media, dtlsParameters: readDtls(session, media) };
}

/** The voice in what the camera takes. Errors: OFFER_NOT_ACCEPTED. */
export function voiceIn({ media }: TalkOffer, codec: TalkCodec): WhipMedia {
  const payload = media.rtp.find((each) => each.codec.toUpperCase() === codec)?.payload;
  if (payload === undefined) throw new AppError('OFFER_NOT_ACCEPTED', { field: codec });
  return mediaOf(media, payload);
}

export function answerTalk({ session, media }: TalkOffer, voice: WhipMedia, transport: OpenedTransport): string {
  return writeAnswer(session, new Map([[media, answerMedia(voice, transport)]]));
}
