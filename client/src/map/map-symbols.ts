/**
 * The shapes of the map, drawn once: every state has its own outline, so that
 * colour is never the only difference. Paths are for a box of 24 by 24; the
 * legend draws the same paths.
 */
import type { ShownCameraState } from '../video/camera-state.ts';

export type SymbolName =
  | `camera-${ShownCameraState}`
  | 'alert-critical'
  | 'alert-warning'
  | 'alert-notice'
  | 'incident';
type Drawn = {
  path: string;
  isFilled: boolean;
  mark?: string;
  tone: 'neutral' | 'quiet' | 'critical' | 'warning' | 'notice' | 'accent';
};

const DISC = 'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17z';
const SQUARE = 'M4.5 4.5h15v15h-15z';
const TRIANGLE = 'M12 2.5L22 20.5H2z';
const OCTAGON = 'M8 2h8l6 6v8l-6 6H8l-6-6V8z';
const BADGE = 'M3 3h18v13h-6l-3 5l-3-5H3z';
const CAMERA_MARK = 'M7.5 9.5h6v5h-6zM14.5 11l3-1.6v5.2l-3-1.6z';
const CROSS_MARK = 'M8.5 8.5l7 7M15.5 8.5l-7 7';
const BANG_MARK = 'M12 9v5.5M12 17v.6';
const DOTS_MARK = 'M8 12h.6M12 12h.6M16 12h.6';
const SLASH_MARK = 'M8 16l8-8';
const FLAG_MARK = 'M8 7h8M8 10h8M8 13h5';

export const SYMBOLS: Record<SymbolName, Drawn> = {
  'camera-live': { path: DISC, isFilled: true, mark: CAMERA_MARK, tone: 'neutral' },
  'camera-idle': { path: DISC, isFilled: false, mark: CAMERA_MARK, tone: 'neutral' },
  'camera-connecting': { path: DISC, isFilled: false, mark: DOTS_MARK, tone: 'quiet' },
  'camera-stalled': { path: TRIANGLE, isFilled: false, mark: BANG_MARK, tone: 'warning' },
  'camera-offline': { path: SQUARE, isFilled: false, mark: CROSS_MARK, tone: 'warning' },
  'camera-disabled': { path: SQUARE, isFilled: false, mark: SLASH_MARK, tone: 'quiet' },
  'alert-critical': { path: OCTAGON, isFilled: true, mark: 'M12 6.5v7M12 16.4v.8', tone: 'critical' },
  'alert-warning': { path: TRIANGLE, isFilled: true, mark: BANG_MARK, tone: 'warning' },
  'alert-notice': { path: DISC, isFilled: true, mark: 'M12 7v.6M12 11v6', tone: 'notice' },
  incident: { path: BADGE, isFilled: true, mark: FLAG_MARK, tone: 'accent' },
};

export const SYMBOL_BOX = 24;
