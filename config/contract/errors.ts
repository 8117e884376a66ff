/**
 * The failures both sides can name.
 *
 * A code is a promise: the client translates it (`errors.CODE`), tests assert on
 * it, and it never changes once released. The message is for the log, not for
 * the operator. The number is the HTTP status (RFC 9110 section 15).
 */
import { z } from 'zod';

export const ERROR_STATUS = {
  ACCOUNT_DISABLED: 403,
  ACCOUNT_LOCKED: 429,
  ACCOUNT_TAKEN: 409,
  ALERT_CANNOT_MOVE: 409,
  ALERT_NOT_FOUND: 404,
  ALERT_NOT_SHELVED: 409,
  BASE_MAP_AWAY: 503,
  BODY_TOO_LARGE: 413,
  CAMERA_AUDIO_NOT_SUPPORTED: 422,
  CAMERA_CLOCK_OFF: 422,
  CAMERA_CODEC_NOT_SUPPORTED: 422,
  CAMERA_CONNECTION_LOST: 502,
  CAMERA_DISABLED: 409,
  CAMERA_GRANT_NOT_FOUND: 404,
  CAMERA_HAS_B_FRAMES: 422,
  CAMERA_KEY_FRAMES_RARE: 422,
  CAMERA_NO_AUDIO: 422,
  CAMERA_NO_FRAMES: 504,
  CAMERA_NO_VIDEO: 422,
  CAMERA_NOT_FOUND: 404,
  CAMERA_NOT_RTSP: 502,
  CAMERA_NOT_PUSHED: 409,
  CAMERA_NOT_PUSHING: 502,
  CAMERA_REFUSED: 502,
  CAMERA_SOURCE_UNKNOWN: 422,
  CAMERA_STREAM_NOT_FOUND: 502,
  CAMERA_TIMEOUT: 504,
  CAMERA_UNREACHABLE: 502,
  CAMERA_WRONG_PASSWORD: 502,
  COMPATIBILITY_FAILED: 502,
  DECODER_BUSY: 503,
  DECODER_FAILED: 502,
  DATABASE_AWAY: 503,
  DISK_FULL: 507,
  DISK_NOT_WRITABLE: 507,
  DISK_TOO_SLOW: 507,
  EVIDENCE_NOT_FOUND: 404,
  EVIDENCE_NOT_READABLE: 422,
  EVIDENCE_TOO_LARGE: 413,
  EVIDENCE_TOO_MANY: 409,
  EXPORT_CANNOT_MOVE: 409,
  EXPORT_NOT_FOUND: 404,
  EXPORT_NOT_OWN: 403,
  EXPORT_OWN_DECISION: 403,
  FOREIGN_ORIGIN: 403,
  GRID_BASE_TAKEN: 409,
  GRID_BASE_WRONG: 400,
  GRID_CODE_TAKEN: 409,
  GRID_CODE_WRONG: 400,
  GRID_IMPORT_REFUSED: 409,
  GRID_LAST_BASE: 409,
  GRID_NOT_FOUND: 404,
  GRID_SHAPE_WRONG: 400,
  GROUP_NOT_FOUND: 404,
  HANDOVER_CANNOT_MOVE: 409,
  HANDOVER_CHANGED: 409,
  HANDOVER_SAME_PERSON: 409,
  HANDOVER_TOO_EARLY: 409,
  HANDOVER_UNSIGNED: 409,
  IMPORT_REFUSED: 409,
  INCIDENT_CANNOT_MOVE: 409,
  INCIDENT_NOT_FOUND: 404,
  INTERNAL: 500,
  INVALID_JSON: 400,
  INVALID_REQUEST: 400,
  LAST_ADMINISTRATOR: 409,
  MATTER_CHANGED: 409,
  MATTER_CODE_TAKEN: 409,
  MATTER_FIELD_MISSING: 400,
  MATTER_FIELD_WRONG: 400,
  MATTER_NOT_FOUND: 404,
  MATTER_NOT_IN_GRID: 422,
  MATTER_STANDARD_UNKNOWN: 400,
  MEDIATION_CANNOT_MOVE: 409,
  MEDIATION_CHANGED: 409,
  MEDIATION_NOT_DISPUTE: 409,
  MEDIATION_NOT_FOUND: 404,
  MEDIATION_NOT_VISITED: 409,
  MEDIATION_OPEN: 409,
  MEDIA_NODE_AWAY: 503,
  MEDIA_SESSION_NOT_FOUND: 404,
  MEDIA_TOKEN_EXPIRED: 401,
  MEDIA_TOKEN_INVALID: 401,
  NO_PICTURE: 404,
  NOT_ALLOWED: 403,
  NOT_IN_MEDIATION: 403,
  NOT_FOUND: 404,
  NOT_SIGNED_IN: 401,
  OFFER_NOT_ACCEPTED: 406,
  ONVIF_CLOCK_WRONG: 502,
  ONVIF_NOT_OFFERED: 422,
  PASSWORD_TOO_WEAK: 400,
  PERSON_NOT_FOUND: 404,
  PERSON_TWICE_IN_SHIFT: 400,
  PLAN_CHANGED: 409,
  PLAN_IN_USE: 409,
  PLAN_ITEM_DONE: 409,
  PLAN_ITEM_NOT_FOUND: 404,
  PLAN_ITEM_OPEN: 409,
  PLAN_NOT_FOUND: 404,
  PRESET_NOT_FOUND: 404,
  PLACE_IMPORT_REFUSED: 409,
  PLACE_NOT_FOUND: 404,
  PTZ_HELD: 409,
  PTZ_ON_PATROL: 409,
  PTZ_ON_TOUR: 409,
  RECORDER_BUSY: 503,
  RECORDER_CHANNEL_UNKNOWN: 422,
  RECORDING_LOCK_EMPTY: 409,
  RECORDING_LOCK_END_PAST: 400,
  RECORDING_LOCK_NOT_FOUND: 404,
  RECORDING_LOCK_OF_RECORDER: 409,
  RECORDING_NOT_FOUND: 404,
  SAVED_NOT_FOUND: 404,
  SAVED_TOO_MANY: 409,
  RECEIPT_NOT_FOUND: 404,
  REPORT_POINT_NOT_FOUND: 404,
  TOO_MANY_REPORTS: 429,
  SCREEN_NOT_FOUND: 404,
  RIGHT_ENDED: 403,
  SEARCH_NO_NETWORK: 503,
  SEARCH_NOT_FOUND: 404,
  SESSION_ENDED: 401,
  SHIFT_CHANGED: 409,
  SHIFT_NOT_FOUND: 404,
  SHIFT_OVERLAPS: 409,
  SHIFT_SIGNED: 409,
  SHIFT_TIME_WRONG: 400,
  STREAM_KEY_INVALID: 401,
  TALK_CODEC_NOT_SUPPORTED: 422,
  TALK_HELD: 409,
  TALK_NOT_OFFERED: 422,
  VOLUNTEER_NOT_FOUND: 404,
  CLOSING_CONDITION_OPEN: 409,
  GRID_WITHOUT_MEMBER: 409,
  SPOT_TASK_OF_PARTY: 409,
  INCIDENT_OUTSIDE_STREET: 422,
  INCIDENT_TAKEN: 409,
  NOT_THE_UNITS: 403,
  NO_UNIT: 403,
  NOTICE_NOT_FOUND: 404,
  SUPERVISION_NOT_OPEN: 409,
  UNIT_NAME_TAKEN: 409,
  UNIT_NOT_FOUND: 404,
  WATERMARK_FAILED: 502,
  WATERMARK_FONT_MISSING: 503,
  WRONG_CREDENTIALS: 401,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;
/** What the sentence needs to be exact: the field, the codec, the limit. Never a secret. */
export type ErrorDetail = Record<string, string | number>;
export const Failure = z.object({
  code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Failure = { code: ErrorCode; detail: ErrorDetail };

/** What crosses a socket in answer to a question: a value, or a failure with its code. */
export type Reply<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;

  constructor(code: ErrorCode, detail: ErrorDetail = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(detail)}`, { cause });
    this.code = code;
    this.detail = detail;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }

  toFailure(): Failure {
    return { code: this.code, detail: this.detail };
  }
}

/** Anything thrown becomes an AppError; only the unexpected becomes INTERNAL. */
export function toAppError(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : new AppError('INTERNAL', {}, thrown);
}

/** The value of a reply, or its failure thrown again on this side. */
export function unwrap<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value;
  throw new AppError(reply.failure.code, reply.failure.detail);
}
