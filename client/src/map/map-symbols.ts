/**
 * The shapes of the map, drawn once: every state has its own outline, so that
 * colour is never the only difference. Paths are for a box of 24 by 24; the
 * legend draws the same paths.
 */
import type { MatterLevel, MatterTask } from '../../../config/contract/matter.ts';
import type { CameraMark } from './map-pins.rules.ts';

export type SymbolName =
  | `camera-${CameraMark}`
  | 'alert-critical'
  | 'alert-warning'
  | 'alert-notice'
  | `incident-${MatterLevel}-${MatterTask | 'none'}`
  | `cluster-${MatterLevel}`
  | 'unit'
  | `person-${'available' | 'busy' | 'old'}`;
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
/** Incidents have a point at their foot, and more corners the graver they are. */
const BADGE = 'M3 3h18v13h-6l-3 5l-3-5H3z';
const HOUSE = 'M12 1.5l9.5 5.5v9.5H15l-3 5l-3-5H2.5V7z';
const GEM = 'M12 1l10.5 9.5L15 17.5l-3 5l-3-5l-7.5-7z';
const STOP = 'M7.5 1.5h9L22 7v6l-4.5 4.5H15l-3 5l-3-5H6.5L2 13V7z';
/** Several of them have none, and stand hollow around their number. */
const PLATE = 'M3.5 4.5h17v15h-17z';
const HEXAGON = 'M12 2l9.5 5v10L12 22l-9.5-5V7z';
const DIAMOND = 'M12 .8L23.2 12L12 23.2L.8 12z';
const CAMERA_MARK = 'M7.5 9.5h6v5h-6zM14.5 11l3-1.6v5.2l-3-1.6z';
const LOCK_MARK = 'M8 11.5h8v5.5H8zM9.7 11.5v-2a2.3 2.3 0 0 1 4.6 0v2';
const CROSS_MARK = 'M8.5 8.5l7 7M15.5 8.5l-7 7';
const BANG_MARK = 'M12 9v5.5M12 17v.6';
const DOTS_MARK = 'M8 12h.6M12 12h.6M16 12h.6';
const SLASH_MARK = 'M8 16l8-8';
const ROUND_PLATE = 'M8 4.5h8a4 4 0 0 1 4 4v7a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4v-7a4 4 0 0 1 4-4z';
const PEOPLE_MARK =
  'M9 8.2a1.8 1.8 0 1 0 .01 0M15 8.2a1.8 1.8 0 1 0 .01 0M6.8 16c0-2 1-3 2.2-3s2.2 1 2.2 3M12.8 16c0-2 1-3 2.2-3s2.2 1 2.2 3';
/** Somebody on foot: round above, with a point at their place. */
const WALKER = 'M12 1.5a8 8 0 0 1 8 8c0 5-5 8.5-8 13c-3-4.5-8-8-8-13a8 8 0 0 1 8-8z';
const PERSON_MARK = 'M12 5.2a2 2 0 1 0 .01 0M8.2 14c0-2.6 1.6-4 3.8-4s3.8 1.4 3.8 4';
const FLAG_MARK = 'M8 7h8M8 10h8M8 13h5';
const SHIELD_MARK = 'M12 5l4.2 1.6v3.2c0 2.5-1.8 4-4.2 4.9c-2.4-.9-4.2-2.4-4.2-4.9V6.6z';
const SIDES_MARK = 'M8 7.5h7.5M13 5l2.6 2.5L13 10M16 12.5H8.5M11 10l-2.6 2.5L11 15';
const HAZARD_MARK = 'M12 5l5 9H7zM12 8.5v2.4';

export const SYMBOLS: Record<SymbolName, Drawn> = {
  'camera-live': { path: DISC, isFilled: true, mark: CAMERA_MARK, tone: 'neutral' },
  'camera-idle': { path: DISC, isFilled: false, mark: CAMERA_MARK, tone: 'neutral' },
  'camera-connecting': { path: DISC, isFilled: false, mark: DOTS_MARK, tone: 'quiet' },
  'camera-stalled': { path: TRIANGLE, isFilled: false, mark: BANG_MARK, tone: 'warning' },
  'camera-offline': { path: SQUARE, isFilled: false, mark: CROSS_MARK, tone: 'warning' },
  'camera-disabled': { path: SQUARE, isFilled: false, mark: SLASH_MARK, tone: 'quiet' },
  'camera-noPermission': { path: DISC, isFilled: false, mark: LOCK_MARK, tone: 'quiet' },
  'alert-critical': { path: OCTAGON, isFilled: true, mark: 'M12 6.5v7M12 16.4v.8', tone: 'critical' },
  'alert-warning': { path: TRIANGLE, isFilled: true, mark: BANG_MARK, tone: 'warning' },
  'alert-notice': { path: DISC, isFilled: true, mark: 'M12 7v.6M12 11v6', tone: 'notice' },
  'incident-general-crime': { path: BADGE, isFilled: true, mark: SHIELD_MARK, tone: 'accent' },
  'incident-general-dispute': { path: BADGE, isFilled: true, mark: SIDES_MARK, tone: 'accent' },
  'incident-general-hazard': { path: BADGE, isFilled: true, mark: HAZARD_MARK, tone: 'accent' },
  'incident-general-none': { path: BADGE, isFilled: true, mark: FLAG_MARK, tone: 'accent' },
  'incident-larger-crime': { path: HOUSE, isFilled: true, mark: SHIELD_MARK, tone: 'notice' },
  'incident-larger-dispute': { path: HOUSE, isFilled: true, mark: SIDES_MARK, tone: 'notice' },
  'incident-larger-hazard': { path: HOUSE, isFilled: true, mark: HAZARD_MARK, tone: 'notice' },
  'incident-larger-none': { path: HOUSE, isFilled: true, mark: FLAG_MARK, tone: 'notice' },
  'incident-major-crime': { path: GEM, isFilled: true, mark: SHIELD_MARK, tone: 'warning' },
  'incident-major-dispute': { path: GEM, isFilled: true, mark: SIDES_MARK, tone: 'warning' },
  'incident-major-hazard': { path: GEM, isFilled: true, mark: HAZARD_MARK, tone: 'warning' },
  'incident-major-none': { path: GEM, isFilled: true, mark: FLAG_MARK, tone: 'warning' },
  'incident-extraordinary-crime': { path: STOP, isFilled: true, mark: SHIELD_MARK, tone: 'critical' },
  'incident-extraordinary-dispute': { path: STOP, isFilled: true, mark: SIDES_MARK, tone: 'critical' },
  'incident-extraordinary-hazard': { path: STOP, isFilled: true, mark: HAZARD_MARK, tone: 'critical' },
  'incident-extraordinary-none': { path: STOP, isFilled: true, mark: FLAG_MARK, tone: 'critical' },
  unit: { path: ROUND_PLATE, isFilled: false, mark: PEOPLE_MARK, tone: 'neutral' },
  'person-available': { path: WALKER, isFilled: true, mark: PERSON_MARK, tone: 'neutral' },
  'person-busy': { path: WALKER, isFilled: false, mark: PERSON_MARK, tone: 'neutral' },
  'person-old': { path: WALKER, isFilled: false, mark: PERSON_MARK, tone: 'quiet' },
  'cluster-general': { path: PLATE, isFilled: false, tone: 'accent' },
  'cluster-larger': { path: HEXAGON, isFilled: false, tone: 'notice' },
  'cluster-major': { path: DIAMOND, isFilled: false, tone: 'warning' },
  'cluster-extraordinary': { path: OCTAGON, isFilled: false, tone: 'critical' },
};

export const SYMBOL_BOX = 24;
