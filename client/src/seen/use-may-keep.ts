/** Whether this person may keep a picture of a camera and add it to an incident. Of which incidents, the incident says. */
import type { Camera } from '../../../config/contract/camera.ts';
import { ACT_RULES } from '../../../config/contract/incident-act.ts';
import { may, maySee } from '../../../config/contract/rights.ts';
import { useSession } from '../session/session.ts';

export function useMayKeep(): (camera: Pick<Camera, 'groupId'>) => boolean {
  const { person } = useSession();
  const mayRemark = may(person, ACT_RULES.remark.needs);
  return ({ groupId }) => mayRemark && maySee(person, { action: 'camera.snapshot', cameraGroupId: groupId });
}
