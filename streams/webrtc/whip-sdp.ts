/**
 * The SDP of WHIP (RFC 9725): reads a sender's offer and answers it.
 *
 * H.264 in packetization-mode 1 is taken, and of sound Opus or G.711; what it sends
 * beside that is declined in its place.
 */
import { AppError } from '../../config/contract/errors.ts';
import type { OpenedTransport } from '../../config/contract/rtc.ts';
import type { SdpMedia } from '../rtsp/sdp.ts';
import {
  type DtlsClient,
  h264PayloadType,
  isOffered,
  parseOffer,
  type RtcMedia,
  type RtcSession,
  readDtls,
  transportLines,
  writeAnswer,
} from './rtc-sdp.ts';

const MID_EXTENSION = 'urn:ietf:params:rtp-hdrext:sdes:mid';
const SOUNDS = ['OPUS', 'PCMA', 'PCMU'];

/** One medium that is taken. */
export type WhipMedia = {
  media: RtcMedia;
  sdp: SdpMedia;
  ssrc: number | undefined;
  /** Of the header extension that names the medium; undefined where the sender has none. */
  midExtensionId: number | undefined;
};

export type WhipOffer = {
  session: RtcSession;
  video: WhipMedia;
  audio: WhipMedia | undefined;
  dtlsParameters: DtlsClient;
};

/** Errors: OFFER_NOT_ACCEPTED. */
export function readWhipOffer(offer: string): WhipOffer {
  const session = parseOffer(offer);
  const sent = (kind: string) =>
    session.media.find(
      (media) =>
        media.type === kind && isOffered(media) && media.direction !== 'recvonly' && media.direction !== 'inactive',
    );
  const video = sent('video');
  if (!video) throw new AppError('OFFER_NOT_ACCEPTED', { field: 'm=video' });
  const payloadType = h264PayloadType(video);
  if (payloadType === undefined) throw new AppError('OFFER_NOT_ACCEPTED', { field: 'H264 packetization-mode=1' });
  const audio = sent('audio');
  const sound = audio?.rtp.find(({ codec }) => SOUNDS.includes(codec.toUpperCase()));
  return {
    session,
    video: mediaOf(video, payloadType),
    audio: audio && sound && mediaOf(audio, sound.payload),
    dtlsParameters: readDtls(session, video),
  };
}

export function mediaOf(media: RtcMedia, payloadType: number): WhipMedia {
  const rtp = media.rtp.find(({ payload }) => payload === payloadType);
  const config = media.fmtp.find(({ payload }) => payload === payloadType)?.config ?? '';
  const format = config.split(';').map((pair): [string, string] => {
    const [name = '', ...value] = pair.trim().split('=');
    return [name.toLowerCase(), value.join('=')];
  });
  return {
    media,
    sdp: {
      kind: media.type,
      payloadType,
      codec: rtp?.codec.toUpperCase() ?? '',
      clockRate: rtp?.rate ?? 90_000,
      channels: Number(rtp?.encoding ?? 1),
      format: Object.fromEntries(format),
      control: undefined,
    },
    ssrc: media.ssrcs?.[0] === undefined ? undefined : Number(media.ssrcs[0].id),
    midExtensionId: media.ext?.find(({ uri }) => uri === MID_EXTENSION)?.value,
  };
}

const VIDEO_FEEDBACK = [
  { type: 'nack' },
  { type: 'nack', subtype: 'pli' },
  { type: 'ccm', subtype: 'fir' },
  { type: 'goog-remb' },
];

export function answerWhip({ session, video, audio }: WhipOffer, transport: OpenedTransport): string {
  const taken = audio ? [video, audio] : [video];
  return writeAnswer(session, new Map(taken.map((each) => [each.media, answerMedia(each, transport)])));
}

export function answerMedia({ media, sdp, midExtensionId }: WhipMedia, transport: OpenedTransport): RtcMedia {
  const { payloadType, codec, clockRate, channels } = sdp;
  const config = media.fmtp.find(({ payload }) => payload === payloadType)?.config;
  return {
    type: media.type,
    protocol: media.protocol,
    payloads: `${payloadType}`,
    ...(media.mid === undefined ? {} : { mid: media.mid }),
    rtp: [
      {
        payload: payloadType,
        codec: codec === 'OPUS' ? 'opus' : codec,
        rate: clockRate,
        ...(channels > 1 ? { encoding: channels } : {}),
      },
    ],
    fmtp: config === undefined ? [] : [{ payload: payloadType, config }],
    ...(media.type === 'video'
      ? { rtcpFb: VIDEO_FEEDBACK.map((feedback) => ({ payload: payloadType, ...feedback })) }
      : {}),
    ...(midExtensionId === undefined ? {} : { ext: [{ value: midExtensionId, uri: MID_EXTENSION }] }),
    direction: 'recvonly',
    ...transportLines(transport),
  };
}
