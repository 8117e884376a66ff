/** Takes a grant back, after saying how many people it concerns. */
import { ActionIcon, Button, Group, Popover, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraGrant } from '../../../config/contract/camera-grant.ts';
import { api } from '../api/api.ts';
import { sayFailure } from '../kit/say-failure.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { CAMERA_GRANTS_KEY } from './people-key.ts';

type RemoveGrantProps = { grant: CameraGrant; name: string; concerned: number };

export function RemoveGrant({ grant, name, concerned }: RemoveGrantProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => api('DELETE /api/camera-grants/:grantId', { params: { grantId: grant.id } }),
    onSuccess: () => {
      notifications.show({ message: t('cameraRights.removed', { to: name }) });
      void queries.invalidateQueries({ queryKey: CAMERA_GRANTS_KEY });
    },
    onError: sayFailure,
  });
  const label = t('cameraRights.removeOf', { to: name });
  return (
    <Popover opened={isAsking} onChange={setAsking} position="bottom-end" width={320} trapFocus returnFocus withArrow>
      <Popover.Target>
        <ActionIcon
          disabled={!canAct}
          onClick={() => setAsking(true)}
          aria-label={label}
          title={t('cameraRights.remove')}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" mb="sm">
          {t('cameraRights.removeQuestion', { to: name, count: concerned })}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('cameraRights.keep')}
          </Button>
          <Button loading={remove.isPending} disabled={!canAct} onClick={() => remove.mutate()}>
            {t('cameraRights.remove')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
