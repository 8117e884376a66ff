/** What is locked, by whom, why and until when; those that have run out are shown as such. */
import { ActionIcon } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RecordedSpan, RecordingLock } from '../../../config/contract/recording.ts';
import { api } from '../api/api.ts';
import { AskFirst } from '../kit/AskFirst.tsx';
import { Empty, Failed, Loading } from '../kit/ListState.tsx';
import { sayFailure } from '../kit/say-failure.ts';
import { useSite } from '../realtime/site-store.ts';
import { useMay } from '../session/session.ts';
import { useNowMs } from '../time/use-now.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './PlaybackPage.module.css';
import { LOCKS_KEY, RECORDINGS_KEY } from './playback-keys.ts';

const LOOK_AGAIN_MS = 30_000;

export function LockList({ onOpen }: { onOpen: (cameraId: string, range: RecordedSpan) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayLock = useMay('recording.lock');
  const { data, error, refetch } = useQuery({
    queryKey: LOCKS_KEY,
    queryFn: ({ signal }) => api('GET /api/recording-locks', { signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const unlock = useMutation({
    mutationFn: ({ id }: RecordingLock) => api('DELETE /api/recording-locks/:lockId', { params: { lockId: id } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: LOCKS_KEY });
      void queries.invalidateQueries({ queryKey: RECORDINGS_KEY });
    },
    onError: sayFailure,
  });
  if (!data) return error ? <Failed thrown={error} onRetry={() => void refetch()} /> : <Loading />;
  if (data.length === 0)
    return <Empty icon={IconLock} title={t('playback.noLocks')} hint={t('playback.noLocksHint')} />;
  return (
    <ol className={classes.list} aria-label={t('playback.locks')}>
      {data.map((lock) => (
        <LockItem
          key={lock.id}
          lock={lock}
          onOpen={() => onOpen(lock.cameraId, lock)}
          onUnlock={mayLock ? () => unlock.mutate(lock) : undefined}
        />
      ))}
    </ol>
  );
}

type LockItemProps = { lock: RecordingLock; onOpen: () => void; onUnlock: (() => void) | undefined };

function LockItem({ lock, onOpen, onUnlock }: LockItemProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const nowMs = useNowMs(30_000);
  const cameraName = useSite((site) => site.cameras.get(lock.cameraId)?.name ?? lock.cameraId);
  const isOver = lock.untilMs !== null && lock.untilMs <= nowMs;
  return (
    <li data-over={isOver}>
      <div className={classes.itemHead}>
        <strong>{lock.reason}</strong>
        {onUnlock && (
          <AskFirst
            question={t('playback.unlockQuestion', { reason: lock.reason })}
            act={t('playback.unlock')}
            isDangerous
            isBusy={false}
            onAct={onUnlock}
          >
            {(ask) => (
              <ActionIcon {...ask} size="sm" aria-label={t('playback.unlock')} title={t('playback.unlock')}>
                <IconLockOpen size={14} />
              </ActionIcon>
            )}
          </AskFirst>
        )}
      </div>
      <button type="button" className={classes.open} onClick={onOpen}>
        {cameraName}
        <span>
          {time.short(lock.fromMs, nowMs)} – {time.clock(lock.toMs)}
        </span>
      </button>
      <small>
        {lock.by.name} · {time.short(lock.atMs, nowMs)}
      </small>
      <small data-over={isOver}>
        {lock.untilMs === null
          ? t('playback.lockedForGood')
          : t(isOver ? 'playback.lockOver' : 'playback.lockedUntil', { time: time.dateTime(lock.untilMs) })}
      </small>
    </li>
  );
}
