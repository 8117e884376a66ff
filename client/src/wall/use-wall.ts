/** The wall as the address says it, else as the person left it, else a fresh one. Every change goes into both. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useSite } from '../realtime/site-store.ts';
import { useSession } from '../session/session.ts';
import { camerasInOrder } from './camera-tree.ts';
import { layoutOf } from './layout.rules.ts';
import { freshWall, slotsOf, slotsText, type Wall } from './wall.rules.ts';
import { rememberedWall, rememberWall } from './wall-memory.ts';

export function useWall(): [Wall, (change: (wall: Wall) => Wall) => void] {
  const { person } = useSession();
  const { layout, slots } = useSearch({ from: '/console/wall' });
  const navigate = useNavigate();
  const cameras = useSite((site) => site.cameras);
  const cameraGroups = useSite((site) => site.cameraGroups);

  const wall = useMemo(() => {
    const known = rememberedWall(person.id) ?? freshWall(camerasInOrder({ cameras, cameraGroups }).map(({ id }) => id));
    return {
      layout: (layout === undefined ? undefined : layoutOf(layout)) ?? known.layout,
      slots: slots === undefined ? known.slots : slotsOf(slots),
    };
  }, [person.id, layout, slots, cameras, cameraGroups]);

  const change = useCallback(
    (changed: (wall: Wall) => Wall) => {
      const next = changed(wall);
      rememberWall(person.id, next);
      void navigate({
        to: '/wall',
        search: { layout: next.layout.text, slots: slotsText(next.slots) },
        replace: true,
      });
    },
    [wall, person.id, navigate],
  );
  return [wall, change];
}
