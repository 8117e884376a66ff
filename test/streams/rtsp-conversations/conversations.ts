/**
 * Cameras of the field: recorded conversations, each altered to one quirk. A row names
 * what it guards: without that piece of the product it was seen red.
 */
import { ADDRESS_ROWS } from './addresses.rows.ts';
import type { Row } from './converse.ts';
import { DESCRIPTION_ROWS } from './description.rows.ts';
import { PACKET_ROWS } from './packet.rows.ts';
import { SESSION_ROWS } from './session.rows.ts';
import { SIGNING_ROWS } from './signing.rows.ts';

export const CONVERSATIONS: readonly Row[] = [
  ...ADDRESS_ROWS,
  ...DESCRIPTION_ROWS,
  ...SIGNING_ROWS,
  ...SESSION_ROWS,
  ...PACKET_ROWS,
];
