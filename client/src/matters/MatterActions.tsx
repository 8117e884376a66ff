/** Change a matter, end it, or use it again. Nothing is removed: what was filed under it keeps its version. */
import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPencil } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Matter } from '../../../config/contract/matter.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { AskFirst } from '../kit/AskFirst.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { readMattersAnew } from './matters.ts';

export function MatterActions({ matter, onChange }: { matter: Matter; onChange: () => void }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const { id, name, version, disabled } = matter;
  const end = useMutation({
    mutationFn: () =>
      api('PATCH /api/matters/:matterId', { params: { matterId: id }, body: { version, disabled: !disabled } }),
    onSuccess: () =>
      notifications.show({ message: t(disabled ? 'matterEditor.takenUp' : 'matterEditor.ended', { name }) }),
    onSettled: readMattersAnew,
  });
  return (
    <>
      <Group gap="xs">
        <Button leftSection={<IconPencil size={16} aria-hidden />} disabled={!canAct} onClick={onChange}>
          {t('matterEditor.change')}
        </Button>
        {disabled ? (
          <Button variant="default" disabled={!canAct} loading={end.isPending} onClick={() => end.mutate()}>
            {t('matterEditor.takeUp')}
          </Button>
        ) : (
          <AskFirst
            question={t('matterEditor.endQuestion', { name })}
            keep={t('matterEditor.endKeep')}
            act={t('matterEditor.end')}
            isBusy={end.isPending}
            onAct={() => end.mutate()}
          >
            {(ask) => (
              <Button variant="default" loading={end.isPending} {...ask}>
                {t('matterEditor.end')}
              </Button>
            )}
          </AskFirst>
        )}
      </Group>
      {end.error && <FailureNotice failure={failureOf(end.error)} />}
    </>
  );
}
