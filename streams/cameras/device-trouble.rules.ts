/** Which troubles with a camera's ONVIF service may be over soon, and which must be mended first. Pure. */
import type { ErrorCode } from '../../config/contract/errors.ts';

/** Trying again and again with a wrong password locks the account. */
const LASTING: readonly ErrorCode[] = ['CAMERA_WRONG_PASSWORD', 'ONVIF_CLOCK_WRONG', 'ONVIF_NOT_OFFERED'];

export function isLasting(code: ErrorCode): boolean {
  return LASTING.includes(code);
}
