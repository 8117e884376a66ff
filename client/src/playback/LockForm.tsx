/** Locks a range as evidence. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import type { RecordedSpan } from '../../../config/contract/recording.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { ReasonForm } from './ReasonForm.tsx';

export function LockForm({ camera, range, onDone }: { camera: Camera; range: RecordedSpan; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const lock = useMutation({
    mutationFn: (reason: string) =>
      api('POST /api/recording-locks', { body: { cameraId: camera.id, ...range, reason } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['recordings', camera.id] });
      onDone();
    },
  });
  return (
    <ReasonForm
      hint={t('playback.lockHint')}
      range={range}
      failure={lock.error ? failureOf(lock.error) : null}
      isBusy={lock.isPending}
      label={t('playback.lock')}
      onSubmit={(reason) => lock.mutate(reason)}
      onCancel={onDone}
    />
  );
}
