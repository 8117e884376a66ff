/** One recording of the phone's microphone. */
import { openLoudness } from '../kit/loudness.ts';

export const VOICE_MAX_SECONDS = 60;
/** What the server knows and some browser makes. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
const BITS_PER_SECOND = 32_000;

export type Recording = {
  /** Loudness now, 0 to 1. */
  level: () => number;
  stop: () => void;
  /** Nothing when nothing was heard. */
  done: Promise<Blob | null>;
};

/** Rejects where there is no microphone, or it may not be used. */
export async function startRecording(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, { ...(mimeType && { mimeType }), audioBitsPerSecond: BITS_PER_SECOND });
  const loudness = openLoudness(stream);
  const parts: Blob[] = [];
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop();
  };
  const timer = setTimeout(stop, VOICE_MAX_SECONDS * 1_000);
  const done = new Promise<Blob | null>((resolve) => {
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => {
      clearTimeout(timer);
      for (const track of stream.getTracks()) track.stop();
      loudness.close();
      const bytes = new Blob(parts, { type: recorder.mimeType });
      resolve(bytes.size > 0 ? bytes : null);
    };
  });
  recorder.start();
  return {
    level: loudness.level,
    stop,
    done,
  };
}
