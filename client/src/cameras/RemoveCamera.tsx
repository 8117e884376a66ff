/** Removes a camera, after asking. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { api } from '../api/api.ts';
import { AskFirst } from '../kit/AskFirst.tsx';
import { sayFailure } from '../kit/say-failure.ts';

export function RemoveCamera({ camera, onRemoved }: { camera: Camera; onRemoved: () => void }) {
  const { t } = useTranslation();
  const remove = useMutation({
    mutationFn: () => api('DELETE /api/cameras/:cameraId', { params: { cameraId: camera.id } }),
    onSuccess: () => {
      notifications.show({ message: t('cameras.removed', { name: camera.name }) });
      onRemoved();
    },
    onError: sayFailure,
  });
  return (
    <AskFirst
      question={t('cameras.removeQuestion', { name: camera.name })}
      keep={t('cameras.keep')}
      act={t('cameras.remove')}
      position="top-start"
      isDangerous
      isBusy={remove.isPending}
      onAct={remove.mutate}
    >
      {(ask) => (
        <Button variant="default" leftSection={<IconTrash size={16} />} loading={remove.isPending} {...ask}>
          {t('cameras.remove')}
        </Button>
      )}
    </AskFirst>
  );
}
