/** Where an alert is: its camera by name, or the system itself. */
import type { TFunction } from 'i18next';
import type { Alert } from '../../../config/contract/alert.ts';
import type { Camera } from '../../../config/contract/camera.ts';

export function alertPlace(
  t: TFunction,
  { cameraId }: Pick<Alert, 'cameraId'>,
  cameras: ReadonlyMap<string, Pick<Camera, 'name'>>,
): string {
  if (cameraId === null) return t('alerts.system');
  return cameras.get(cameraId)?.name ?? t('camera.unknown');
}
