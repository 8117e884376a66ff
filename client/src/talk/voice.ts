/** One voice on its way to a camera: the microphone in G.711 over WebRTC, which the camera's loudspeaker takes as it is. */
import type { OpenedTalk } from '../../../config/contract/talk.ts';
import { ClientError } from '../api/failure.ts';
import type { Ask } from '../realtime/console-socket.ts';

const SPOKEN = ['audio/PCMA', 'audio/PCMU'];
const CONNECT_WITHIN_MS = 4_000;

export type Voice = { talkId: string; limitMs: number; close: () => void };

type Needs = {
  ask: Ask;
  cameraId: string;
  track: MediaStreamTrack;
  /** The way to the node was lost after it stood. */
  onLost: () => void;
};

/** Resolves when what is said is heard there. Errors: the server's codes, WEBRTC_BLOCKED. */
export async function openVoice({ ask, cameraId, track, onLost }: Needs): Promise<Voice> {
  const peer = new RTCPeerConnection();
  try {
    const sender = peer.addTransceiver(track, { direction: 'sendonly' });
    const codecs = RTCRtpSender.getCapabilities('audio')?.codecs ?? [];
    sender.setCodecPreferences(codecs.filter(({ mimeType }) => SPOKEN.includes(mimeType)));
    await peer.setLocalDescription();
    const { talkId, answer, limitMs }: OpenedTalk = await ask('talk', {
      cameraId,
      offer: peer.localDescription?.sdp ?? '',
    });
    await peer.setRemoteDescription({ type: 'answer', sdp: answer });
    await connected(peer);
    peer.addEventListener('connectionstatechange', () => {
      if (peer.connectionState === 'failed') onLost();
    });
    return { talkId, limitMs, close: () => peer.close() };
  } catch (thrown) {
    peer.close();
    throw thrown;
  }
}

function connected(peer: RTCPeerConnection): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new ClientError('WEBRTC_BLOCKED')), CONNECT_WITHIN_MS);
  const look = () => {
    if (peer.connectionState === 'connected') resolve();
    if (peer.connectionState === 'failed') reject(new ClientError('WEBRTC_BLOCKED'));
  };
  peer.addEventListener('connectionstatechange', look);
  look();
  return promise.finally(() => {
    clearTimeout(timer);
    peer.removeEventListener('connectionstatechange', look);
  });
}
