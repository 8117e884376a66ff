/** What stands against somebody who asks for what they may not: never theirs, or theirs until a moment that is past. */
import { AppError } from '../../config/contract/errors.ts';
import { endedAtMs, type Holder, maySee, type Scope } from '../../config/contract/rights.ts';

/** Errors: RIGHT_ENDED with that moment, NOT_ALLOWED. */
export function requireRightTo(holder: Holder, scope: Scope): void {
  if (maySee(holder, scope)) return;
  const { action } = scope;
  const atMs = endedAtMs(holder, scope);
  throw atMs === null ? new AppError('NOT_ALLOWED', { action }) : new AppError('RIGHT_ENDED', { action, atMs });
}

/** Whether what was asked of somebody's rights was refused, and not merely that nobody could be asked. */
export function isRefusal(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code !== 'INTERNAL' && thrown.code !== 'DATABASE_AWAY';
}
