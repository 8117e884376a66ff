/**
 * The console's own tones, made by WebAudio.
 *
 * Browsers let a page sound only after a click; until then the state is `blocked`
 * and the top bar says so.
 */
import { create } from 'zustand';
import type { AlertLevel } from '../../../config/contract/alert.ts';

type Note = { hz: number; atMs: number; forMs: number };

/** Told apart with closed eyes: three quick high ones, two falling ones, a single soft one. */
const TONES: Record<AlertLevel, readonly Note[]> = {
  critical: [0, 180, 360].map((atMs) => ({ hz: 988, atMs, forMs: 130 })),
  warning: [
    { hz: 740, atMs: 0, forMs: 180 },
    { hz: 587, atMs: 220, forMs: 220 },
  ],
  notice: [{ hz: 523, atMs: 0, forMs: 160 }],
};
const LOUDNESS: Record<AlertLevel, number> = { critical: 0.28, warning: 0.2, notice: 0.12 };
const EDGE_S = 0.012;

export const useSound = create<{ state: 'blocked' | 'ready' }>()(() => ({ state: 'blocked' }));

let context: AudioContext | undefined;

/** Call from a click. */
export function startSound(): void {
  context ??= newContext();
  void context.resume();
}

export function playTone(level: AlertLevel): boolean {
  if (context?.state !== 'running') return false;
  for (const note of TONES[level]) playNote(context, note, LOUDNESS[level]);
  return true;
}

function newContext(): AudioContext {
  const made = new AudioContext();
  const show = () => useSound.setState({ state: made.state === 'running' ? 'ready' : 'blocked' });
  made.addEventListener('statechange', show);
  show();
  return made;
}

function playNote(audio: AudioContext, { hz, atMs, forMs }: Note, loudness: number): void {
  const from = audio.currentTime + atMs / 1_000;
  const until = from + forMs / 1_000;
  const oscillator = new OscillatorNode(audio, { type: 'triangle', frequency: hz });
  const gain = new GainNode(audio, { gain: 0 });
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(loudness, from + EDGE_S);
  gain.gain.setValueAtTime(loudness, until - EDGE_S);
  gain.gain.linearRampToValueAtTime(0, until);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(from);
  oscillator.stop(until);
}
