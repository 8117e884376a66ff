/** Signs a person out everywhere, after asking. */
import { ActionIcon } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconLogout } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../config/contract/person.ts';
import { api } from '../api/api.ts';
import { AskFirst } from '../kit/AskFirst.tsx';
import { sayFailure } from '../kit/say-failure.ts';

export function EndSessions({ person }: { person: Person }) {
  const { t } = useTranslation();
  const end = useMutation({
    mutationFn: () => api('POST /api/people/:personId/end-sessions', { params: { personId: person.id } }),
    onSuccess: () => {
      notifications.show({ message: t('people.endSessionsDone', { name: person.name }) });
    },
    onError: sayFailure,
  });
  return (
    <AskFirst
      question={t('people.endSessionsQuestion', { name: person.name })}
      act={t('people.endSessions')}
      isBusy={end.isPending}
      onAct={end.mutate}
    >
      {(ask) => (
        <ActionIcon
          {...ask}
          loading={end.isPending}
          aria-label={`${t('people.endSessions')} ${person.name}`}
          title={t('people.endSessions')}
        >
          <IconLogout size={16} />
        </ActionIcon>
      )}
    </AskFirst>
  );
}
