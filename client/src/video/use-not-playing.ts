/** In words why a camera cannot be played by whoever looks at it; null when it can. */
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { failureText } from '../api/failure-text.ts';
import { useConnection } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { useRefusal } from '../session/session.ts';
import { notPlaying } from './not-playing.rules.ts';

export function useNotPlaying(camera: Camera): string | null {
  const { t } = useTranslation();
  const health = useSite((site) => site.health.get(camera.id));
  const refusal = useRefusal('camera.watch', camera.groupId);
  const mediaAvailable = useConnection((connection) => connection.mediaAvailable);
  const cause = notPlaying({ camera, health, refusal, mediaAvailable });
  if (cause === null) return null;
  return typeof cause === 'string' ? t(`tile.explained.${cause}`) : failureText(t, cause);
}
