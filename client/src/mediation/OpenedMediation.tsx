/** A mediation that one has no part in: opened with a reason, shown once, kept nowhere. */
import { Button, Group, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import classes from './Mediation.module.css';
import { MediationText } from './MediationText.tsx';

export function OpenedMediation({ incidentId }: { incidentId: string }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const [reason, setReason] = useState('');
  const open = useMutation({
    mutationFn: () =>
      api('POST /api/incidents/:incidentId/mediation/open', {
        params: { incidentId },
        body: { reason: reason.trim() },
      }),
    gcTime: 0,
  });
  if (open.data) {
    return (
      <>
        <p className={classes.quiet}>{t('mediation.opened')}</p>
        <MediationText mediation={open.data} />
      </>
    );
  }
  return (
    <form
      className={classes.form}
      aria-label={t('mediation.open')}
      onSubmit={(event) => {
        event.preventDefault();
        open.mutate();
      }}
    >
      {open.error && <FailureNotice failure={failureOf(open.error)} />}
      <Textarea
        label={t('mediation.openReason')}
        autosize
        maxRows={4}
        maxLength={500}
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
      <Group justify="flex-end" mt="xs">
        <Button
          type="submit"
          variant="default"
          size="compact-sm"
          loading={open.isPending}
          disabled={!canAct || reason.trim() === ''}
        >
          {t('mediation.open')}
        </Button>
      </Group>
    </form>
  );
}
