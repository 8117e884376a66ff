/** What it takes to bring a scene back: which windows to reuse, open and close, and what could not be reached. Pure. */
import type { Screen } from '../../../config/contract/screen.ts';
import type { WallContent } from '../../../config/contract/wall.ts';
import type { OpenWindow } from './pop-out-channel.ts';

export type WindowPlan = { show: OpenWindow[]; open: WallContent[]; close: string[] };

/** A window that shows what is wanted stays as it is; the others show the rest, and what is too many closes. */
export function planWindows(open: readonly OpenWindow[], wanted: readonly WallContent[]): WindowPlan {
  const free = [...open];
  const missing = wanted.filter((content) => {
    const same = free.findIndex((each) => isSame(each.content, content));
    if (same >= 0) free.splice(same, 1);
    return same < 0;
  });
  const reused = free.slice(0, missing.length);
  return {
    show: reused.flatMap(({ windowId }, index) => {
      const content = missing[index];
      return content ? [{ windowId, content }] : [];
    }),
    open: missing.slice(reused.length),
    close: free.slice(reused.length).map(({ windowId }) => windowId),
  };
}

/** `isGone`: the server knows no such screen. */
export type Sent = { screenId: string; failure: string | null; isGone: boolean };
export type Unreached =
  | { say: 'screenGone' }
  | { say: 'screenOff'; name: string }
  | { say: 'screenFailed'; name: string; why: string }
  | { say: 'failed'; why: string }
  | { say: 'windowBlocked'; count: number };

/** `failure` in words. A screen that is off was told all the same: it shows it once it is on. */
export function unreached(
  sent: readonly Sent[],
  screens: readonly Pick<Screen, 'id' | 'name'>[],
  onIds: ReadonlySet<string>,
  blockedCount: number,
): Unreached[] {
  const ofScreens = sent.flatMap(({ screenId, failure, isGone }): Unreached[] => {
    const name = screens.find(({ id }) => id === screenId)?.name;
    if (isGone) return [{ say: 'screenGone' }];
    // Whoever may not see the screens knows no names; the reason is said all the same.
    if (failure !== null)
      return [name === undefined ? { say: 'failed', why: failure } : { say: 'screenFailed', name, why: failure }];
    return name === undefined || onIds.has(screenId) ? [] : [{ say: 'screenOff', name }];
  });
  return [...ofScreens, ...(blockedCount > 0 ? [{ say: 'windowBlocked' as const, count: blockedCount }] : [])];
}

function isSame(one: WallContent, other: WallContent): boolean {
  return one.layout === other.layout && trimmed(one) === trimmed(other);
}

function trimmed({ slots }: WallContent): string {
  return slots
    .map((slot) => slot ?? '')
    .join(',')
    .replace(/,+$/, '');
}
