/**
 * The SDP of WHEP: reads a player's offer and answers it (RFC 8829, RFC 8840).
 *
 * The player names the payload types; H.264 in packetization-mode 1 is looked for.
 */
import { AppError } from '../../config/contract/errors.ts';
import type { Consumed, OpenedTransport } from '../../config/contract/rtc.ts';
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

export type WhepOffer = {
  session: RtcSession;
  video: RtcMedia;
  payloadType: number;
  dtlsParameters: DtlsClient;
  /** mediasoup's shape, with the player's payload type. */
  rtpCapabilities: unknown;
};

const FEEDBACK = [
  { type: 'nack', parameter: '' },
  { type: 'nack', parameter: 'pli' },
  { type: 'ccm', parameter: 'fir' },
];
const FORMAT = 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f';

export function readOffer(offer: string): WhepOffer {
  const session = parseOffer(offer);
  const video = session.media.find((media) => media.type === 'video' && isOffered(media));
  if (!video) throw new AppError('OFFER_NOT_ACCEPTED', { field: 'm=video' });
  if (video.direction === 'sendonly' || video.direction === 'inactive') {
    throw new AppError('OFFER_NOT_ACCEPTED', { field: 'a=recvonly' });
  }
  const payloadType = h264PayloadType(video);
  if (payloadType === undefined) throw new AppError('OFFER_NOT_ACCEPTED', { field: 'H264 packetization-mode=1' });
  return {
    session,
    video,
    payloadType,
    dtlsParameters: readDtls(session, video),
    rtpCapabilities: {
      codecs: [
        {
          kind: 'video',
          mimeType: 'video/H264',
          preferredPayloadType: payloadType,
          clockRate: 90_000,
          parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
          rtcpFeedback: FEEDBACK,
        },
      ],
      headerExtensions: [],
    },
  };
}

type RtpParameters = { encodings: { ssrc: number }[]; rtcp: { cname: string } };

/** Only the video is taken; every other medium of the offer is declined in its place. */
export function answerOffer(
  { session, video, payloadType }: WhepOffer,
  transport: OpenedTransport,
  consumed: Consumed,
): string {
  const { encodings, rtcp } = consumed.rtpParameters as RtpParameters;
  const answered: RtcMedia = {
    type: video.type,
    protocol: video.protocol,
    payloads: `${payloadType}`,
    ...(video.mid === undefined ? {} : { mid: video.mid }),
    rtp: [{ payload: payloadType, codec: 'H264', rate: 90_000 }],
    fmtp: [{ payload: payloadType, config: FORMAT }],
    rtcpFb: FEEDBACK.map(({ type, parameter }) => ({
      payload: payloadType,
      type,
      ...(parameter === '' ? {} : { subtype: parameter }),
    })),
    direction: 'sendonly',
    ...transportLines(transport),
    msid: [{ id: 'lianqin', appdata: consumed.producerId }],
    ssrcs: [{ id: encodings[0]?.ssrc ?? 0, attribute: 'cname', value: rtcp.cname }],
  };
  return writeAnswer(session, new Map([[video, answered]]));
}
