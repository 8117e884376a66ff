/**
 * What becomes of an attempt to sign in. Pure: no clock, no store, no hashing.
 *
 * Failures are counted by what was typed, whether such an account exists or not,
 * so that the answer never tells which accounts do.
 */
import type { ErrorCode } from '../../config/contract/errors.ts';

export type Failures = { failureCount: number; lockedUntilMs: number };
export type Attempt = { passwordIsRight: boolean; disabled: boolean; nowMs: number };
export type Limits = { lockAfterFailures: number; lockMs: number };

export type Decision = { outcome: 'signedIn' } | { outcome: 'refused' | 'locked'; code: ErrorCode; failures: Failures };

export function decide(attempt: Attempt, before: Failures | undefined, limits: Limits): Decision {
  const failures = before ?? { failureCount: 0, lockedUntilMs: 0 };
  if (failures.lockedUntilMs > attempt.nowMs) return { outcome: 'locked', code: 'ACCOUNT_LOCKED', failures };
  if (!attempt.passwordIsRight) return fail(failures, attempt.nowMs, limits);
  if (attempt.disabled) return { outcome: 'refused', code: 'ACCOUNT_DISABLED', failures };
  return { outcome: 'signedIn' };
}

/** The count starts again once the lock is over. */
function fail({ failureCount }: Failures, nowMs: number, limits: Limits): Decision {
  const count = failureCount + 1;
  const locks = count >= limits.lockAfterFailures;
  const failures = locks
    ? { failureCount: 0, lockedUntilMs: nowMs + limits.lockMs }
    : { failureCount: count, lockedUntilMs: 0 };
  return { outcome: 'refused', code: 'WRONG_CREDENTIALS', failures };
}
