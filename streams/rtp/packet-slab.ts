/**
 * Memory for packets, taken from the system in large pieces that many of them share:
 * Node's own pool makes a new piece for every sixth packet, and the collector pays.
 */
const SLAB_BYTES = 128 * 1_024;

export class PacketSlab {
  #slab = Buffer.alloc(0);
  #end = 0;

  /** Not zeroed. It lives as long as any packet of its piece is held. */
  take(byteCount: number): Buffer {
    if (this.#end + byteCount > this.#slab.length) {
      this.#slab = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, byteCount));
      this.#end = 0;
    }
    const packet = this.#slab.subarray(this.#end, this.#end + byteCount);
    this.#end += byteCount;
    return packet;
  }
}
