/**
 * What the SDP of WHEP and of WHIP have in common (RFC 8829, RFC 8840): we are
 * ICE-lite, sit on one port, and take the DTLS client's hand.
 */
import { parse, write } from 'sdp-transform';
import { AppError } from '../../config/contract/errors.ts';
import type { OpenedTransport } from '../../config/contract/rtc.ts';

export type RtcSession = ReturnType<typeof parse>;
export type RtcMedia = RtcSession['media'][number];
export type DtlsClient = { role: 'client'; fingerprints: { algorithm: string; value: string }[] };

/** Errors: OFFER_NOT_ACCEPTED. */
export function parseOffer(offer: string): RtcSession {
  const session = parse(offer);
  if (session.media.length === 0) throw new AppError('OFFER_NOT_ACCEPTED', { field: 'm=' });
  // What looks like a number was made one, whatever it is.
  for (const { rtp, fmtp } of session.media) {
    for (const each of rtp) each.codec = `${each.codec}`;
    for (const each of fmtp) each.config = `${each.config}`;
  }
  return session;
}

/** Errors: OFFER_NOT_ACCEPTED. */
export function readDtls(session: RtcSession, media: RtcMedia): DtlsClient {
  const fingerprint = media.fingerprint ?? session.fingerprint;
  if (!fingerprint) throw new AppError('OFFER_NOT_ACCEPTED', { field: 'a=fingerprint' });
  const setup = media.setup ?? session.setup;
  if (setup === 'passive') throw new AppError('OFFER_NOT_ACCEPTED', { field: 'a=setup:actpass' });
  return { role: 'client', fingerprints: [{ algorithm: fingerprint.type, value: fingerprint.hash }] };
}

/** Port 0 declines a medium, but not one that only waits for its bundle (RFC 9143 section 6). */
export function isOffered(media: RtcMedia): boolean {
  return media.port !== 0 || media.bundleOnly !== undefined;
}

/** Constrained Baseline first, because that is what is declared; any other H.264 is carried the same. */
export function h264PayloadType(video: RtcMedia): number | undefined {
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

/** Of a medium that is accepted: how to reach us. */
export function transportLines(transport: OpenedTransport) {
  const ice = transport.iceParameters as IceParameters;
  const candidates = transport.iceCandidates as IceCandidate[];
  const { fingerprints } = transport.dtlsParameters as DtlsParameters;
  const fingerprint = fingerprints.find(({ algorithm }) => algorithm === 'sha-256') ?? fingerprints[0];
  return {
    port: 9,
    connection: NOWHERE,
    setup: 'passive' as const,
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
    endOfCandidates: 'end-of-candidates' as const,
    rtcpMux: 'rtcp-mux' as const,
    rtcpRsize: 'rtcp-rsize' as const,
  };
}

const NOWHERE = { version: 4, ip: '0.0.0.0' } as const;

function declined({ type, protocol, payloads, mid }: RtcMedia): RtcMedia {
  return {
    type,
    port: 0,
    protocol,
    payloads: payloads ?? '0',
    connection: NOWHERE,
    ...(mid === undefined ? {} : { mid }),
    rtp: [],
    fmtp: [],
    direction: 'inactive',
  };
}

/** Each medium of the offer in its place: as `answered` gives it, or declined. */
export function writeAnswer(session: RtcSession, answered: ReadonlyMap<RtcMedia, RtcMedia>): string {
  const mids = [...answered.keys()].flatMap(({ mid }) => (mid === undefined ? [] : [`${mid}`]));
  return write({
    version: 0,
    origin: { username: '-', sessionId: 1, sessionVersion: 1, netType: 'IN', ipVer: 4, address: '0.0.0.0' },
    name: '-',
    timing: { start: 0, stop: 0 },
    icelite: 'ice-lite',
    ...(mids.length === 0 ? {} : { groups: [{ type: 'BUNDLE', mids: mids.join(' ') }] }),
    media: session.media.map((media) => answered.get(media) ?? declined(media)),
  });
}
