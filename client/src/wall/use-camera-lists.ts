/** A person's favourites, and the lists of cameras they made or were given. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayChange, useRemoveItem, useSavedItems, useSaveItem } from '../saved/saved-items.ts';
import { toggled } from './camera-lists.rules.ts';
import type { CameraList } from './camera-tree.ts';

/** Not an id the server could have given: the favourites are there before anything was saved. */
const FAVOURITES = 'favourites';

export type CameraLists = ReturnType<typeof useCameraLists>;

export function useCameraLists() {
  const { t } = useTranslation();
  const mayChange = useMayChange();
  const { data: favouriteItems = [] } = useSavedItems('favourites');
  const { data: items = [] } = useSavedItems('cameraList');
  const save = useSaveItem();
  const remove = useRemoveItem();
  const [favourites] = favouriteItems;
  const starred = useMemo(() => new Set(favourites?.content.cameraIds ?? []), [favourites]);
  const all = useMemo(
    (): CameraList[] => [
      ...(starred.size > 0 ? [{ id: FAVOURITES, name: t('saved.favourites'), cameraIds: [...starred] }] : []),
      ...items.map(({ id, name, content }) => ({ id, name, cameraIds: content.cameraIds })),
    ],
    [starred, items, t],
  );

  return {
    all,
    items,
    isFavourite: (cameraId: string) => starred.has(cameraId),
    toggleFavourite(cameraId: string) {
      const content = { kind: 'favourites' as const, cameraIds: toggled([...starred], cameraId) };
      save.mutate({ id: favourites?.id ?? null, name: FAVOURITES, shared: false, content });
    },
    mayChange: (listId: string) => items.some((item) => item.id === listId && mayChange(item)),
    has: (listId: string, cameraId: string) =>
      items.some(({ id, content }) => id === listId && content.cameraIds.includes(cameraId)),
    toggleIn(listId: string, cameraId: string) {
      const item = items.find(({ id }) => id === listId);
      if (!item) return;
      const content = { ...item.content, cameraIds: toggled(item.content.cameraIds, cameraId) };
      save.mutate({ id: item.id, name: item.name, shared: item.shared, content });
    },
    remove: (listId: string) => remove.mutate(listId),
  };
}
