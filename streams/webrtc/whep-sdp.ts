/**
 * The SDP of WHEP: reads a player's offer and answers it (RFC 8829, RFC 8840).
 *
 * The player names the payload types; H.264 in packetization-mode 1 is looked for.
 * We are ICE-lite, sit on one port, and take the DTLS client's hand.
 */
import { parse, write } from 'sdp-transform';
import { AppError } from '../../config/contract/errors.ts';
import type { Consumed, OpenedTransport } from '../../config/contract/rtc.ts';

type Session = ReturnType<typeof parse>;
type Media = Session['media'][number];

export type WhepOffer = {
  session: Session;
  video: Media;
  payloadType: number;
  dtlsParameters: { role: 'client'; fingerprints: { algorithm: string; value: string }[] };
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
  const session = parse(offer);
  const video = session.media.find(({ type, port }) => type === 'video' && port !== 0);
  if (!video) throw new AppError('OFFER_NOT_ACCEPTED', { field: 'm=video' });
  if (video.direction === 'sendonly' || video.direction === 'inactive') {
    throw new AppError('OFFER_NOT_ACCEPTED', { field: 'a=recvonly' });
  }
  const payloadType = h264PayloadType(video);
  if (payloadType === undefined) throw new AppError('OFFER_NOT_ACCEPTED', { field: 'H264 packetization-mode=1' });
  const fingerprint = video.fingerprint ?? session.fingerprint;
  if (!fingerprint) throw new AppError('OFFER_NOT_ACCEPTED', { field: 'a=fingerprint' });
  const setup = video.setup ?? session.setup;
  if (setup === 'passive') throw new AppError('OFFER_NOT_ACCEPTED', { field: 'a=setup:actpass' });
  return {
    session,
    video,
    payloadType,
    dtlsParameters: { role: 'client', fingerprints: [{ algorithm: fingerprint.type, value: fingerprint.hash }] },
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

/** Constrained Baseline first, because that is what is declared; any other H.264 decodes it too. */
function h264PayloadType(video: Media): number | undefined {
  const h264 = video.rtp.filter(({ codec }) => codec.toUpperCase() === 'H264').map(({ payload }) => payload);
  const formatOf = (payload: number) => video.fmtp.find((format) => format.payload === payload)?.config ?? '';
  const usable = h264.filter((payload) => formatOf(payload).includes('packetization-mode=1'));
  return usable.find((payload) => /profile-level-id=42e0/i.test(formatOf(payload))) ?? usable[0];
}

type IceParameters = { usernameFragment: string; password: string };
type IceCandidate = {
  foundation: string;
  priority: number;
  address?: string;
  ip: string;
  protocol: string;
  port: number;
  type: string;
  tcpType?: string;
};
type DtlsParameters = { fingerprints: { algorithm: string; value: string }[] };
type RtpParameters = { encodings: { ssrc: number }[]; rtcp: { cname: string } };

/** Only the video is taken; every other medium of the offer is declined in its place. */
export function answerOffer(
  { session, video, payloadType }: WhepOffer,
  transport: OpenedTransport,
  consumed: Consumed,
): string {
  const ice = transport.iceParameters as IceParameters;
  const candidates = transport.iceCandidates as IceCandidate[];
  const fingerprints = (transport.dtlsParameters as DtlsParameters).fingerprints;
  const fingerprint = fingerprints.find(({ algorithm }) => algorithm === 'sha-256') ?? fingerprints[0];
  const { encodings, rtcp } = consumed.rtpParameters as RtpParameters;
  const ssrc = encodings[0]?.ssrc ?? 0;
  const answered = (media: Media): Media => ({
    type: media.type,
    port: 9,
    protocol: media.protocol,
    payloads: `${payloadType}`,
    connection: { version: 4, ip: '0.0.0.0' },
    ...(media.mid === undefined ? {} : { mid: media.mid }),
    rtp: [{ payload: payloadType, codec: 'H264', rate: 90_000 }],
    fmtp: [{ payload: payloadType, config: FORMAT }],
    rtcpFb: FEEDBACK.map(({ type, parameter }) => ({
      payload: payloadType,
      type,
      ...(parameter === '' ? {} : { subtype: parameter }),
    })),
    direction: 'sendonly',
    setup: 'passive',
    iceUfrag: ice.usernameFragment,
    icePwd: ice.password,
    fingerprint: { type: fingerprint?.algorithm ?? '', hash: fingerprint?.value ?? '' },
    candidates: candidates.map(({ foundation, priority, address, ip, protocol, port, type, tcpType }) => ({
      foundation,
      component: 1,
      transport: protocol,
      priority,
      ip: address ?? ip,
      port,
      type,
      ...(tcpType === undefined ? {} : { tcptype: tcpType }),
    })),
    endOfCandidates: 'end-of-candidates',
    rtcpMux: 'rtcp-mux',
    rtcpRsize: 'rtcp-rsize',
    msid: [{ id: 'lianqin', appdata: consumed.producerId }],
    ssrcs: [{ id: ssrc, attribute: 'cname', value: rtcp.cname }],
  });
  const declined = (media: Media): Media => ({
    type: media.type,
    port: 0,
    protocol: media.protocol,
    payloads: media.payloads ?? '0',
    connection: { version: 4, ip: '0.0.0.0' },
    ...(media.mid === undefined ? {} : { mid: media.mid }),
    rtp: [],
    fmtp: [],
    direction: 'inactive',
  });
  return write({
    version: 0,
    origin: { username: '-', sessionId: 1, sessionVersion: 1, netType: 'IN', ipVer: 4, address: '0.0.0.0' },
    name: '-',
    timing: { start: 0, stop: 0 },
    icelite: 'ice-lite',
    ...(video.mid === undefined ? {} : { groups: [{ type: 'BUNDLE', mids: `${video.mid}` }] }),
    media: session.media.map((media) => (media === video ? answered(media) : declined(media))),
  });
}
