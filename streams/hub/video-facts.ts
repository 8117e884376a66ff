/** What parameter sets say of a stream, whatever its codec. */
import { codecString, parseSps } from '../rtp/h264.ts';
import { h265CodecString, parseH265Sps } from '../rtp/h265.ts';
import type { ParameterSets } from './access-unit.ts';

/** `codec` is RFC 6381's. */
export type VideoFacts = { codec: string; width: number; height: number };

/** Undefined when the sequence parameter set is broken. */
export function factsOf(sets: ParameterSets): VideoFacts | undefined {
  if (sets.codec === 'h265') {
    const facts = parseH265Sps(sets.sps);
    return facts && { codec: h265CodecString(facts), width: facts.width, height: facts.height };
  }
  const facts = parseSps(sets.sps);
  return facts && { codec: codecString(facts), width: facts.width, height: facts.height };
}
