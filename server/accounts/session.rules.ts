/** When a session is over. Pure. */

export type SessionLimits = { idleSignOutMs: number; sessionMaxMs: number };
type Age = { wall: boolean; createdAtMs: number; touchedAtMs: number };

/** Why it is over, or null while it holds. A wall is watched, not touched, so it never idles out. */
export function expiry(session: Age, nowMs: number, limits: SessionLimits): 'ended' | 'idle' | null {
  if (nowMs - session.createdAtMs >= limits.sessionMaxMs) return 'ended';
  if (!session.wall && nowMs - session.touchedAtMs >= limits.idleSignOutMs) return 'idle';
  return null;
}
