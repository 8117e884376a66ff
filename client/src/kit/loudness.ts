/** How loud a stream of sound is, for a meter that shows that a microphone hears. */

export type Loudness = {
  /** Its peak now, 0 to 1 of full scale. */
  level: () => number;
  close: () => void;
};

export function openLoudness(stream: MediaStream): Loudness {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    level: () => {
      analyser.getFloatTimeDomainData(samples);
      return Math.min(
        1,
        samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0),
      );
    },
    close: () => void context.close(),
  };
}
