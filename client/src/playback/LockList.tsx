/** What of this day is locked, by whom and why. */
import { ActionIcon } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RecordingLock } from '../../../config/contract/recording.ts';
import { api } from '../api/api.ts';
import { sayFailure } from '../kit/say-failure.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './PlaybackPage.module.css';

type LockListProps = { locks: readonly RecordingLock[]; mayUnlock: boolean; onGo: (atMs: number) => void };

export function LockList({ locks, mayUnlock, onGo }: LockListProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const canAct = useCanAct();
  const queries = useQueryClient();
  const unlock = useMutation({
    mutationFn: ({ id }: RecordingLock) => api('DELETE /api/recording-locks/:lockId', { params: { lockId: id } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['recordings'] }),
    onError: sayFailure,
  });
  if (locks.length === 0) return null;
  return (
    <ul className={classes.locks} aria-label={t('playback.locks')}>
      {locks.map((lock) => (
        <li key={lock.id}>
          <button type="button" onClick={() => onGo(lock.fromMs)}>
            {time.clock(lock.fromMs)} – {time.clock(lock.toMs)}
          </button>
          <span>
            {lock.reason} · {lock.by.name}
          </span>
          {mayUnlock && (
            <ActionIcon
              size="sm"
              disabled={!canAct}
              aria-label={t('playback.unlock')}
              title={t('playback.unlock')}
              onClick={() => unlock.mutate(lock)}
            >
              <IconLockOpen size={14} />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  );
}
