/** How urgent what a camera tells by itself is. Pure. */
import type { AlertLevel, DetectionKind } from '../../config/contract/alert.ts';

/** A digital input is most often the button under a counter, or a door that must stay shut. */
const LEVELS: Record<DetectionKind, AlertLevel> = {
  motion: 'warning',
  tampered: 'warning',
  lineCrossed: 'warning',
  digitalInput: 'critical',
};

export function levelOf(kind: DetectionKind): AlertLevel {
  return LEVELS[kind];
}
