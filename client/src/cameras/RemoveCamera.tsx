/** Removes a camera, after asking. */
import { Button, Group, Popover, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { api } from '../api/api.ts';
import { sayFailure } from '../kit/say-failure.ts';
import { useCanAct } from '../realtime/connection-store.ts';

export function RemoveCamera({ camera, onRemoved }: { camera: Camera; onRemoved: () => void }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => api('DELETE /api/cameras/:cameraId', { params: { cameraId: camera.id } }),
    onSuccess: () => {
      notifications.show({ message: t('cameras.removed', { name: camera.name }) });
      onRemoved();
    },
    onError: sayFailure,
  });
  return (
    <Popover
      opened={isAsking}
      onChange={setAsking}
      position="top-start"
      shadow="md"
      width={320}
      trapFocus
      returnFocus
      withArrow
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconTrash size={16} />}
          disabled={!canAct}
          onClick={() => setAsking(true)}
        >
          {t('cameras.remove')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" mb="sm">
          {t('cameras.removeQuestion', { name: camera.name })}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('cameras.keep')}
          </Button>
          <Button color="red" loading={remove.isPending} disabled={!canAct} onClick={() => remove.mutate()}>
            {t('cameras.remove')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
