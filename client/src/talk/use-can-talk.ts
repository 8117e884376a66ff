/** Whether this person may speak out of a camera that offers it. One that was not asked yet is asked when somebody turns to it. */
import { useEffect } from 'react';
import type { Camera } from '../../../config/contract/camera.ts';
import { useConnection } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { useRefusal } from '../session/session.ts';
import { useTalk } from './talk-store.ts';

/** One that did not answer in time, busy as it was, is asked again while somebody is turned to it. */
const ASK_AGAIN_MS = 5_000;

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
    if (!isDue || !ask) return;
    // What it says is told with its health, a refusal too, and then nothing is due any more.
    const askNow = () => void ask('talkAsk', { cameraId: camera.id }).catch(() => {});
    askNow();
    const timer = setInterval(askNow, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isDue, ask, camera.id]);
}

function useMayTalk({ groupId }: Pick<Camera, 'groupId'>): boolean {
  const watching = useRefusal('camera.watch', groupId);
  const talking = useRefusal('camera.talk', groupId);
  return watching === null && talking === null;
}
