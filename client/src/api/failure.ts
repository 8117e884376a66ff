/**
 * What went wrong, in a form that can be shown: the contract's codes, and the few
 * things that only this side can know.
 */
import { AppError, type ErrorCode, type ErrorDetail } from '../../../config/contract/errors.ts';

export const CLIENT_CODES = [
  'SERVER_AWAY',
  'WEBRTC_BLOCKED',
  'PLAYBACK_FAILED',
  'MICROPHONE_BUSY',
  'MICROPHONE_DENIED',
  'MICROPHONE_INSECURE',
  'MICROPHONE_MISSING',
] as const;

export type ShownCode = ErrorCode | (typeof CLIENT_CODES)[number];
export type ShownFailure = { code: ShownCode; detail: ErrorDetail };

/** The server cannot be reached, or it is not the one that answered. */
export class ClientError extends Error {
  override readonly name = 'ClientError';
  readonly code: (typeof CLIENT_CODES)[number];
  readonly detail: ErrorDetail;

  constructor(code: (typeof CLIENT_CODES)[number], detail: ErrorDetail = {}, cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.detail = detail;
  }
}

export function failureOf(thrown: unknown): ShownFailure {
  if (thrown instanceof AppError || thrown instanceof ClientError) return { code: thrown.code, detail: thrown.detail };
  return { code: 'INTERNAL', detail: {} };
}
