/** Signs a person out everywhere, after asking. */
import { ActionIcon, Button, Group, Popover, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconLogout } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../config/contract/person.ts';
import { api } from '../api/api.ts';
import { sayFailure } from '../kit/say-failure.ts';
import { useCanAct } from '../realtime/connection-store.ts';

export function EndSessions({ person }: { person: Person }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const [isAsking, setAsking] = useState(false);
  const end = useMutation({
    mutationFn: () => api('POST /api/people/:personId/end-sessions', { params: { personId: person.id } }),
    onSuccess: () => {
      setAsking(false);
      notifications.show({ message: t('people.endSessionsDone', { name: person.name }) });
    },
    onError: sayFailure,
  });
  return (
    <Popover
      opened={isAsking}
      onChange={setAsking}
      position="bottom-end"
      shadow="md"
      width={300}
      trapFocus
      returnFocus
      withArrow
    >
      <Popover.Target>
        <ActionIcon
          disabled={!canAct}
          onClick={() => setAsking(true)}
          aria-label={`${t('people.endSessions')} ${person.name}`}
          title={t('people.endSessions')}
        >
          <IconLogout size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" mb="sm">
          {t('people.endSessionsQuestion', { name: person.name })}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('people.keep')}
          </Button>
          <Button loading={end.isPending} disabled={!canAct} onClick={() => end.mutate()}>
            {t('people.endSessions')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
