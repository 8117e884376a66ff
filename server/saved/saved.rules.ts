/** Who may see and change what people keep. Pure. */
import { AppError } from '../../config/contract/errors.ts';
import type { Person } from '../../config/contract/person.ts';
import { may, type Scope } from '../../config/contract/rights.ts';
import type { ChangeSavedItem, SavedItem } from '../../config/contract/saved.ts';

export const SAVED_SCOPE: Scope = { action: 'camera.watch', cameraGroupId: null };

function maySeeItem(person: Person, { shared, owner }: SavedItem): boolean {
  return shared || owner.personId === person.id;
}

/** The tour's name, and how long it stays there at most. Errors: SAVED_NOT_FOUND, PRESET_NOT_FOUND when it does not stop there. */
export function requireTourStop(
  person: Person,
  item: SavedItem | undefined,
  stop: { tourId: string; cameraId: string; presetToken: string },
): { tour: string; seconds: number } {
  if (!item || !maySeeItem(person, item) || item.content.kind !== 'tour')
    throw new AppError('SAVED_NOT_FOUND', { itemId: stop.tourId });
  const stays = item.content.steps
    .filter(({ cameraId, preset }) => cameraId === stop.cameraId && preset?.token === stop.presetToken)
    .map(({ seconds }) => seconds);
  if (stays.length === 0) throw new AppError('PRESET_NOT_FOUND');
  return { tour: item.name, seconds: Math.max(...stays) };
}

/** Errors: SAVED_NOT_FOUND, NOT_ALLOWED for what others share. */
export function requireChangeable(person: Person, item: SavedItem | undefined, itemId: string): SavedItem {
  if (!item || !maySeeItem(person, item)) throw new AppError('SAVED_NOT_FOUND', { itemId });
  if (item.owner.personId !== person.id) requireSharing(person);
  return item;
}

/** Errors: NOT_ALLOWED, INVALID_REQUEST when it would no longer be what it is. */
export function changed(person: Person, before: SavedItem, changes: ChangeSavedItem, nowMs: number): SavedItem {
  const after: SavedItem = {
    ...before,
    name: changes.name ?? before.name,
    shared: changes.shared ?? before.shared,
    content: changes.content ?? before.content,
    changedAtMs: nowMs,
  };
  if (after.content.kind !== before.content.kind) throw new AppError('INVALID_REQUEST', { field: 'content.kind' });
  requireKeepable(person, after);
  return after;
}

/** Errors: NOT_ALLOWED, INVALID_REQUEST. */
export function requireKeepable(person: Person, { shared, content }: Pick<SavedItem, 'shared' | 'content'>): void {
  if (!shared) return;
  requireSharing(person);
  if (content.kind === 'favourites') throw new AppError('INVALID_REQUEST', { field: 'shared' });
}

function requireSharing(person: Person): void {
  if (!may(person, 'wall.share')) throw new AppError('NOT_ALLOWED', { action: 'wall.share' });
}
