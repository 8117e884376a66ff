/** JPEGs of key frames, each decoded once however many ask for it at the same time. */
import { type AccessUnit, toAnnexB } from '../hub/access-unit.ts';
import type { DecoderPool } from './decoder-pool.ts';

export class KeyFrameJpegs {
  readonly #decoders: DecoderPool;
  readonly #made = new WeakMap<AccessUnit, Promise<Buffer>>();

  constructor(decoders: DecoderPool) {
    this.#decoders = decoders;
  }

  /** Errors: DECODER_BUSY, DECODER_FAILED. */
  of(keyFrame: AccessUnit): Promise<Buffer> {
    const known = this.#made.get(keyFrame);
    if (known) return known;
    const made = this.#decoders.jpegOfKeyFrame(toAnnexB(keyFrame), keyFrame.parameterSets.codec);
    this.#made.set(keyFrame, made);
    made.catch(() => this.#made.delete(keyFrame));
    return made;
  }
}
