/**
 * Adds or changes one camera. Nothing typed is lost when the server refuses it;
 * the mistake is said at its field.
 */
import { Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { api } from '../api/api.ts';
import { inNameOrder } from '../incidents/choices.ts';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { BehaviourFields } from './BehaviourFields.tsx';
import classes from './CameraEditor.module.css';
import {
  type CameraForm,
  cameraMistakes,
  formOf,
  newCameraForm,
  toAddCamera,
  toChangeCamera,
} from './camera-form.rules.ts';
import { DeviceSettings } from './DeviceSettings.tsx';
import { refusedBy } from './form-failure.ts';
import { PlaceFields } from './PlaceFields.tsx';
import { RecordingFields } from './RecordingFields.tsx';
import { RemoveCamera } from './RemoveCamera.tsx';
import { SourceFields } from './SourceFields.tsx';

const FIELDS: readonly (keyof CameraForm)[] = [
  'name',
  'code',
  'groupId',
  'gridId',
  'sourceUrl',
  'subSourceUrl',
  'onvifUrl',
  'username',
  'password',
  'bearingDegrees',
  'viewAngleDegrees',
  'viewReachMetres',
];

export function CameraEditor({ camera, onDone }: { camera: Camera | null; onDone: () => void }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const groups = useSite((site) => site.cameraGroups);
  // As it is now, also when somebody else saves it meanwhile.
  const saved = useSite((site) => (camera ? (site.cameras.get(camera.id) ?? camera) : null));
  const [firstGroup] = inNameOrder(groups.values());
  const form = useForm<CameraForm>({
    initialValues: camera ? formOf(camera) : newCameraForm(groups.size === 1 ? (firstGroup?.id ?? null) : null),
    validate: (values) =>
      Object.fromEntries(
        Object.entries(cameraMistakes(values)).map(([field, mistake]) => [field, t(`cameras.need.${mistake}`)]),
      ),
  });
  const save = useMutation({
    mutationFn: (values: CameraForm) =>
      camera
        ? api('PATCH /api/cameras/:cameraId', { params: { cameraId: camera.id }, body: toChangeCamera(values) })
        : api('POST /api/cameras', { body: toAddCamera(values) }),
    onSuccess: ({ name }) => {
      notifications.show({ message: t(camera ? 'cameras.saved' : 'cameras.added', { name }) });
      onDone();
    },
    onError: (thrown) => form.setErrors(refusedBy(t, thrown, FIELDS).fields),
  });
  const failure = save.error ? refusedBy(t, save.error, FIELDS).failure : null;

  return (
    <form
      className={classes.editor}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      aria-label={t(camera ? 'cameras.editTitle' : 'cameras.addTitle')}
      noValidate
    >
      <Stack gap="lg">
        <SourceFields form={form} camera={saved} />
        <PlaceFields form={form} cameraId={camera?.id ?? null} />
        <BehaviourFields form={form} />
        <RecordingFields form={form} />
        {saved && <DeviceSettings camera={saved} />}
        {failure && <FailureNotice failure={failure} />}
      </Stack>
      <footer className={classes.foot}>
        {camera && <RemoveCamera camera={camera} onRemoved={onDone} />}
        <div className={classes.buttons}>
          <DialogButtons onCancel={onDone} label={t('cameras.save')} isBusy={save.isPending} isAllowed={canAct} />
        </div>
      </footer>
    </form>
  );
}
