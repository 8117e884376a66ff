/** Of these cameras, those with which this person may do that. */
import { useMemo } from 'react';
import { type Action, maySee } from '../../../config/contract/rights.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSession } from '../session/session.ts';

export function usePermitted(cameraIds: readonly string[], action: Action): readonly string[] {
  const { person } = useSession();
  const cameras = useSite((site) => site.cameras);
  return useMemo(
    () =>
      cameraIds.filter((cameraId) => {
        const camera = cameras.get(cameraId);
        return camera && maySee(person, { action, cameraGroupId: camera.groupId });
      }),
    [cameraIds, cameras, person, action],
  );
}
