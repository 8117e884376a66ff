/**
 * Cameras of the field: recorded conversations, each altered to one quirk. A row names
 * the piece of the product that it holds in place, and how it was seen red.
 */
import { ADDRESS_ROWS } from './addresses.rows.ts';
import type { Row } from './converse.ts';
import { DESCRIPTION_ROWS } from './description.rows.ts';
import { PACKET_ROWS } from './packet.rows.ts';
import { SESSION_ROWS } from './session.rows.ts';
import { SIGNING_ROWS } from './signing.rows.ts';
import { SOUND_ROWS } from './sound.rows.ts';

export const CONVERSATIONS: readonly Row[] = [
  ...ADDRESS_ROWS,
  ...DESCRIPTION_ROWS,
  ...SIGNING_ROWS,
  ...SESSION_ROWS,
  ...PACKET_ROWS,
  ...SOUND_ROWS,
];
