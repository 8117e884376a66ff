/** Takes a grant back, after saying how many people it concerns. */
import { ActionIcon } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CameraGrant } from '../../../config/contract/camera-grant.ts';
import { api } from '../api/api.ts';
import { AskFirst } from '../kit/AskFirst.tsx';
import { sayFailure } from '../kit/say-failure.ts';
import { CAMERA_GRANTS_KEY } from './people-key.ts';

type RemoveGrantProps = { grant: CameraGrant; name: string; concerned: number };

export function RemoveGrant({ grant, name, concerned }: RemoveGrantProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => api('DELETE /api/camera-grants/:grantId', { params: { grantId: grant.id } }),
    onSuccess: () => {
      notifications.show({ message: t('cameraRights.removed', { to: name }) });
      void queries.invalidateQueries({ queryKey: CAMERA_GRANTS_KEY });
    },
    onError: sayFailure,
  });
  return (
    <AskFirst
      question={t('cameraRights.removeQuestion', { to: name, count: concerned })}
      act={t('cameraRights.remove')}
      isBusy={remove.isPending}
      onAct={remove.mutate}
    >
      {(ask) => (
        <ActionIcon
          {...ask}
          loading={remove.isPending}
          aria-label={t('cameraRights.removeOf', { to: name })}
          title={t('cameraRights.remove')}
        >
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </AskFirst>
  );
}
