/** One piece of a camera's sound, as every output takes it. */

/** `config`: the AudioSpecificConfig (ISO/IEC 14496-3) of AAC; empty for the others. */
export type AudioFormat = {
  codec: 'AAC' | 'Opus' | 'PCMA' | 'PCMU';
  clockRate: number;
  channels: number;
  config: Buffer;
};

/** The one kind of G.711 that is taken: what browsers, FLV and the static types of RTP mean by it. */
export const G711: Omit<AudioFormat, 'codec'> = { clockRate: 8_000, channels: 1, config: Buffer.alloc(0) };

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
