/** The clock of a history that is written down in a minute: it goes where it is told, and never back. */
import type { Clock } from '../../../config/kernel/clock.ts';
import type { NewId } from '../../../config/kernel/new-id.ts';
import type { Chance } from './chance.ts';

export type MovableClock = Clock & { moveTo(atMs: number): void };

export function movableClock(startMs: number): MovableClock {
  let nowMs = startMs;
  return Object.assign(() => nowMs, {
    moveTo: (atMs: number) => {
      nowMs = Math.max(nowMs, atMs);
    },
  });
}

/** UUID version 7 (RFC 9562 section 5.7) whose chance is given, so that the same history has the same ids. */
export function repeatableIds(clock: Clock, chance: Chance): NewId {
  let sequence = 0;
  const hex = (value: number, length: number) => Math.floor(value).toString(16).padStart(length, '0').slice(-length);
  return () => {
    sequence = (sequence + 1) & 0xfff;
    const time = hex(clock(), 12);
    const random = () => hex(chance.next() * 2 ** 32, 8);
    const [high, low] = [random(), random()];
    const variant = hex(0x8000 | chance.int(0, 0x3fff), 4);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(sequence, 3)}-${variant}-${high}${low.slice(0, 4)}`;
  };
}
