/** Whether this person may speak out of a camera that offers it. One that was not asked yet is asked when somebody turns to it. */
import { useEffect } from 'react';
import type { Camera } from '../../../config/contract/camera.ts';
import { useConnection } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { useRefusal } from '../session/session.ts';
import { useTalk } from './talk-store.ts';

export function useCanTalk(camera: Pick<Camera, 'id' | 'groupId' | 'disabled'>): boolean {
  const isAllowed = useMayTalk(camera);
  const isOffered = useSite((site) => site.health.get(camera.id)?.canTalk === true);
  return isAllowed && isOffered && !camera.disabled;
}

/** `isTurnedTo`: its tile is the selected one. */
export function useTalkAsked(camera: Pick<Camera, 'id' | 'groupId'>, isTurnedTo: boolean): void {
  const isAllowed = useMayTalk(camera);
  const ask = useTalk((talk) => talk.ask);
  const isUnknown = useSite(({ health }) => {
    const known = health.get(camera.id);
    return known?.canTalk === null && known.state === 'live';
  });
  const isOnline = useConnection(({ state }) => state === 'online');
  const isDue = isTurnedTo && isAllowed && isUnknown && isOnline;
  useEffect(() => {
    if (!isDue) return;
    ask?.('talkAsk', { cameraId: camera.id }).catch(() => {
      // It is told with the camera's health, as what it offers would be.
    });
  }, [isDue, ask, camera.id]);
}

function useMayTalk({ groupId }: Pick<Camera, 'groupId'>): boolean {
  const watching = useRefusal('camera.watch', groupId);
  const talking = useRefusal('camera.talk', groupId);
  return watching === null && talking === null;
}
