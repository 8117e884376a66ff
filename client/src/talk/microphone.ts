/** The desk's microphone, open for as long as somebody speaks and no longer. */
import { ClientError } from '../api/failure.ts';
import { openLoudness } from '../kit/loudness.ts';

export type Microphone = {
  track: MediaStreamTrack;
  /** Loudness now, 0 to 1. */
  level: () => number;
  close: () => void;
};

/** Loud speech is a third of full scale. */
const LOUD = 0.35;

/** The browser asks its person the first time. Errors: MICROPHONE_…, each with what to do about it. */
export async function openMicrophone(): Promise<Microphone> {
  if (!window.isSecureContext || !navigator.mediaDevices) throw new ClientError('MICROPHONE_INSECURE');
  const stream = await navigator.mediaDevices
    .getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } })
    .catch((thrown: unknown) => {
      throw microphoneFailure(thrown);
    });
  const [track] = stream.getAudioTracks();
  if (!track) throw new ClientError('MICROPHONE_MISSING');
  const loudness = openLoudness(stream);
  return {
    track,
    level: () => Math.min(1, loudness.level() / LOUD),
    close: () => {
      for (const each of stream.getTracks()) each.stop();
      loudness.close();
    },
  };
}

/** By the names of the Media Capture specification, section 10.2. */
export function microphoneFailure(thrown: unknown): ClientError {
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : 'unknown';
  if (name === 'NotAllowedError' || name === 'SecurityError') return new ClientError('MICROPHONE_DENIED', {}, thrown);
  if (name === 'NotFoundError' || name === 'OverconstrainedError')
    return new ClientError('MICROPHONE_MISSING', {}, thrown);
  return new ClientError('MICROPHONE_BUSY', { reason: name }, thrown);
}
