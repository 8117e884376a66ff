/** Why somebody may not do something with a camera, and which workspaces are open to them. Pure. */
import { type Action, endedAtMs, type Holder, may, maySee, type Scope } from '../../../config/contract/rights.ts';
import type { ShownFailure } from '../api/failure.ts';

/** Null when they may. */
export function refusalOf(holder: Holder, scope: Scope): ShownFailure | null {
  if (maySee(holder, scope)) return null;
  const { action } = scope;
  const atMs = endedAtMs(holder, scope);
  return atMs === null
    ? { code: 'NOT_ALLOWED', detail: { action } }
    : { code: 'RIGHT_ENDED', detail: { action, atMs } };
}

/** A workspace whose right has just run out says so itself; it does not vanish from under whoever works there. */
export function mayEnter(holder: Holder, action: Action): boolean {
  return may(holder, action) || endedAtMs(holder, { action, cameraGroupId: null }) !== null;
}
