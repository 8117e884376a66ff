/** Sortable ids: UUID version 7 (RFC 9562 section 5.7). */
import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

export type NewId = () => string;

/** Ids of one millisecond keep the order in which they were made. */
export function uuidV7(clock: Clock): NewId {
  let lastMs = 0;
  let sequence = 0;
  return () => {
    const nowMs = Math.max(clock(), lastMs);
    sequence = nowMs === lastMs ? sequence + 1 : 0;
    lastMs = nowMs;
    const bytes = randomBytes(16);
    bytes.writeUIntBE(nowMs, 0, 6);
    bytes.writeUInt16BE(0x7000 | (sequence & 0x0fff), 6);
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  };
}
