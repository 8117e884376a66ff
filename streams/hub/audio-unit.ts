/** One piece of a camera's sound, as every output takes it. */

/** `config`: the AudioSpecificConfig (ISO/IEC 14496-3) of AAC; empty for the others. */
export type AudioFormat = {
  codec: 'AAC' | 'Opus' | 'PCMA' | 'PCMU';
  clockRate: number;
  channels: number;
  config: Buffer;
};

export type AudioUnit = {
  /** One frame of AAC or Opus; samples of G.711. */
  data: Buffer;
  /** 90 kHz ticks, on the timeline of the camera's pictures. */
  ticks: number;
  durationTicks: number;
  receivedAtMs: number;
  /** The same object until it changes. */
  format: AudioFormat;
};
