/** Takes cameras to the wall from another page: all of them at once, into free slots, beside what is there. */
import { useNavigate } from '@tanstack/react-router';
import { useSite } from '../realtime/site-store.ts';
import { useSession } from '../session/session.ts';
import { camerasInOrder } from './camera-tree.ts';
import { freshWall, joined, slotsText } from './wall.rules.ts';
import { rememberedWall, rememberWall } from './wall-memory.ts';

export function useOpenOnWall(): (cameraIds: readonly string[]) => void {
  const { person } = useSession();
  const navigate = useNavigate();
  return (cameraIds) => {
    const known = rememberedWall(person.id) ?? freshWall(camerasInOrder(useSite.getState()).map(({ id }) => id));
    const wall = joined(known, cameraIds);
    rememberWall(person.id, wall);
    void navigate({ to: '/wall', search: { layout: wall.layout.text, slots: slotsText(wall.slots) } });
  };
}
