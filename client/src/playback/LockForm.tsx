/** Locks a range of the chosen cameras as evidence, for good or until a day. */
import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordedSpan } from '../../../config/contract/recording.ts';
import { dayOf, daySpan } from '../../../config/contract/site-day.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { serverNowMs } from '../realtime/connection-store.ts';
import { useSiteProfile } from '../session/session.ts';
import { CamerasField } from './CamerasField.tsx';
import { LOCKS_KEY, RECORDINGS_KEY } from './playback-keys.ts';
import { ReasonForm } from './ReasonForm.tsx';

type LockFormProps = { cameraIds: readonly string[]; range: RecordedSpan; onDone: () => void };

export function LockForm({ cameraIds, range, onDone }: LockFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { timeZone } = useSiteProfile();
  const [chosen, setChosen] = useState<readonly string[]>(cameraIds);
  const [untilDay, setUntilDay] = useState('');
  const lock = useMutation({
    mutationFn: (reason: string) => {
      const untilMs = untilDay === '' ? null : daySpan(untilDay, timeZone).toMs - 1;
      return api('POST /api/recording-locks', { body: { cameraIds: [...chosen], ...range, reason, untilMs } });
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: RECORDINGS_KEY });
      void queries.invalidateQueries({ queryKey: LOCKS_KEY });
      onDone();
    },
  });
  return (
    <ReasonForm
      hint={t('playback.lockHint')}
      range={range}
      failure={lock.error ? failureOf(lock.error) : null}
      isBusy={lock.isPending}
      isAllowed={chosen.length > 0}
      label={t('playback.lock')}
      onSubmit={(reason) => lock.mutate(reason)}
      onCancel={onDone}
    >
      <CamerasField chosen={chosen} onChoose={setChosen} />
      <TextInput
        type="date"
        label={t('playback.until')}
        description={t('playback.untilHint')}
        min={dayOf(serverNowMs(), timeZone)}
        value={untilDay}
        onChange={(event) => setUntilDay(event.currentTarget.value)}
      />
    </ReasonForm>
  );
}
