/** Why an export is refused: whoever asked for it is to know. */
import { Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { useCanAct } from '../realtime/connection-store.ts';

const MAX_LENGTH = 200;

type RefuseFormProps = { isBusy: boolean; onSubmit: (note: string) => void; onCancel: () => void };

export function RefuseForm({ isBusy, onSubmit, onCancel }: RefuseFormProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const [note, setNote] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(note);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Textarea
          label={t('playback.refuseReason')}
          withAsterisk
          autosize
          minRows={2}
          maxLength={MAX_LENGTH}
          data-autofocus
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <DialogButtons
          onCancel={onCancel}
          label={t('playback.refuse')}
          isBusy={isBusy}
          isAllowed={canAct && note.trim() !== ''}
        />
      </Stack>
    </form>
  );
}
