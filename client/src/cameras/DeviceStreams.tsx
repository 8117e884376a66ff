/** Main and sub-stream of a camera out of those its device offers (ONVIF media profiles), in place of typed addresses. */
import { Button, Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconListDetails } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import type { DeviceStream } from '../../../config/contract/device.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { streamsOf } from '../devices/find-devices.rules.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import classes from './CameraEditor.module.css';
import type { CameraForm } from './camera-form.rules.ts';

type DeviceStreamsProps = { form: UseFormReturnType<CameraForm>; camera: Camera | null };

export function DeviceStreams({ form, camera }: DeviceStreamsProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const { onvifUrl, username, password, sourceUrl, subSourceUrl } = form.values;
  const inspect = useMutation({
    mutationFn: () =>
      api('POST /api/devices/inspect', {
        body: { onvifUrl, username, password, ...(camera && { cameraId: camera.id }) },
      }),
  });
  const ask = () => inspect.mutate();
  const streams = inspect.data ? streamsOf(inspect.data, { sourceUrl, sourceToken: camera?.sourceToken ?? '' }) : [];
  const data = streams.map(({ streamUri, name, token, encoding, width, height }: DeviceStream) => ({
    value: streamUri,
    label: t('devices.stream', { name: name || token, encoding: encoding ?? '', width, height }),
  }));
  return (
    <>
      <div>
        <Button
          variant="default"
          leftSection={<IconListDetails size={16} />}
          loading={inspect.isPending}
          disabled={!canAct || onvifUrl.trim() === ''}
          onClick={ask}
        >
          {t('cameras.chooseStreams')}
        </Button>
      </div>
      {inspect.error && <FailureNotice failure={failureOf(inspect.error)} onRetry={ask} />}
      {inspect.data && (
        <div className={classes.row}>
          <Select
            label={t('devices.main')}
            placeholder={t('cameras.typedAddress')}
            allowDeselect={false}
            value={streams.some(({ streamUri }) => streamUri === sourceUrl) ? sourceUrl : null}
            onChange={(address) => address !== null && form.setFieldValue('sourceUrl', address)}
            data={data}
          />
          <Select
            label={t('devices.sub')}
            placeholder={t('devices.noSub')}
            clearable
            value={streams.some(({ streamUri }) => streamUri === subSourceUrl) ? subSourceUrl : null}
            onChange={(address) => form.setFieldValue('subSourceUrl', address ?? '')}
            data={data.filter(({ value }) => value !== sourceUrl)}
          />
        </div>
      )}
    </>
  );
}
