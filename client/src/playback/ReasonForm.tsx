/** What is about to be done with a range, and why: nobody takes or keeps recordings without saying so. */
import { Stack, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordedSpan } from '../../../config/contract/recording.ts';
import type { ShownFailure } from '../api/failure.ts';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { Facts } from '../kit/Facts.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useTimeText } from '../time/use-time-text.ts';

const MAX_LENGTH = 200;

type ReasonFormProps = {
  hint: string;
  range: RecordedSpan;
  failure: ShownFailure | null;
  isBusy: boolean;
  isAllowed: boolean;
  label: string;
  children?: ReactNode;
  onSubmit: (reason: string) => void;
  onCancel: () => void;
};

export function ReasonForm({ hint, range, failure, isBusy, label, children, onSubmit, ...form }: ReasonFormProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const canAct = useCanAct();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(reason);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>{hint}</p>
        <Facts
          facts={[
            [t('playback.from'), time.dateTime(range.fromMs)],
            [t('playback.to'), time.dateTime(range.toMs)],
          ]}
        />
        {children}
        <Textarea
          label={t('playback.reason')}
          placeholder={t('playback.reasonHint')}
          withAsterisk
          autosize
          minRows={2}
          maxLength={MAX_LENGTH}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {failure && <FailureNotice failure={failure} />}
        <DialogButtons
          onCancel={form.onCancel}
          label={label}
          isBusy={isBusy}
          isAllowed={canAct && form.isAllowed && reason.trim() !== ''}
        />
      </Stack>
    </form>
  );
}
