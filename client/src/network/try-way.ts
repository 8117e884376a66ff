/**
 * Tries one way to the media node for real: a WebRTC transport of its own over UDP or
 * over TCP alone, up to the first answered connectivity check (ICE, RFC 8445).
 */
import type { Ask } from '../realtime/console-socket.ts';
import type { TriedWay } from './network.rules.ts';

type Candidate = {
  foundation: string;
  priority: number;
  address?: string;
  ip: string;
  protocol: 'udp' | 'tcp';
  port: number;
  type: string;
  tcpType?: string;
};
type IceParameters = { usernameFragment: string; password: string };
type DtlsParameters = { fingerprints: { algorithm: string; value: string }[] };

const CONNECT_WITHIN_MS = 5_000;

/** Errors: the server's codes, when it cannot even be asked. */
export async function tryWebRtc(ask: Ask, protocol: 'udp' | 'tcp'): Promise<TriedWay> {
  const opened = await ask('openTransport', {});
  const candidates = (opened.iceCandidates as Candidate[]).filter((each) => each.protocol === protocol);
  const addresses = candidates.map(({ address, ip, port }) => `${address ?? ip}:${port}`);
  const peer = new RTCPeerConnection();
  try {
    peer.createDataChannel('network test');
    const connected = whenConnected(peer);
    await peer.setLocalDescription(await peer.createOffer());
    const [algorithm = '', value = ''] =
      /^a=fingerprint:(\S+) (\S+)/m.exec(peer.localDescription?.sdp ?? '')?.slice(1) ?? [];
    const dtlsParameters = { role: 'client', fingerprints: [{ algorithm, value }] };
    await ask('connectTransport', { transportId: opened.transportId, dtlsParameters });
    const startedMs = performance.now();
    const sdp = answerOf(opened.iceParameters as IceParameters, opened.dtlsParameters as DtlsParameters, candidates);
    await peer.setRemoteDescription({ type: 'answer', sdp });
    const isConnected = await connected;
    const connectMs = performance.now() - startedMs;
    return {
      addresses,
      connectMs: isConnected ? connectMs : null,
      roundTripMs: isConnected ? await roundTrip(peer) : null,
    };
  } finally {
    peer.close();
  }
}

function whenConnected(peer: RTCPeerConnection): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), CONNECT_WITHIN_MS);
    peer.addEventListener('iceconnectionstatechange', () => {
      const { iceConnectionState: state } = peer;
      if (state !== 'connected' && state !== 'completed' && state !== 'failed') return;
      clearTimeout(timer);
      resolve(state !== 'failed');
    });
  });
}

async function roundTrip(peer: RTCPeerConnection): Promise<number | null> {
  for (const stat of (await peer.getStats()).values()) {
    if (stat.type === 'candidate-pair' && stat.nominated && typeof stat.currentRoundTripTime === 'number') {
      return stat.currentRoundTripTime * 1_000;
    }
  }
  return null;
}

function answerOf(ice: IceParameters, dtls: DtlsParameters, candidates: readonly Candidate[]): string {
  const fingerprint = dtls.fingerprints.find(({ algorithm }) => algorithm === 'sha-256') ?? dtls.fingerprints[0];
  return [
    'v=0',
    'o=- 1 1 IN IP4 0.0.0.0',
    's=-',
    't=0 0',
    'a=ice-lite',
    'a=group:BUNDLE 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    'a=mid:0',
    `a=ice-ufrag:${ice.usernameFragment}`,
    `a=ice-pwd:${ice.password}`,
    `a=fingerprint:${fingerprint?.algorithm} ${fingerprint?.value}`,
    'a=setup:passive',
    'a=sctp-port:5000',
    ...candidates.map(
      ({ foundation, priority, address, ip, protocol, port, type, tcpType }) =>
        `a=candidate:${foundation} 1 ${protocol} ${priority} ${address ?? ip} ${port} typ ${type}${tcpType ? ` tcptype ${tcpType}` : ''}`,
    ),
    'a=end-of-candidates',
    '',
  ].join('\r\n');
}

/** Whether a WebSocket opens there at all: what comes over it would need a token. */
export function tryWebSocket(url: string): Promise<TriedWay> {
  const { host } = new URL(url);
  const startedMs = performance.now();
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    const end = (connectMs: number | null) => {
      clearTimeout(timer);
      socket.close();
      resolve({ addresses: [host], connectMs, roundTripMs: null });
    };
    const timer = setTimeout(() => end(null), CONNECT_WITHIN_MS);
    socket.addEventListener('open', () => end(performance.now() - startedMs));
    socket.addEventListener('error', () => end(null));
  });
}
