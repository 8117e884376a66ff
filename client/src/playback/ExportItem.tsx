/** One export: its story so far, and what this person can do about it. */
import { Button, Progress } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ERROR_STATUS, type ErrorCode } from '../../../config/contract/errors.ts';
import type { RecordingExport } from '../../../config/contract/recording.ts';
import { api } from '../api/api.ts';
import { failureText } from '../api/failure-text.ts';
import { Modal } from '../kit/Modal.tsx';
import { sayFailure } from '../kit/say-failure.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useMay, useSession } from '../session/session.ts';
import { useNowMs } from '../time/use-now.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './PlaybackPage.module.css';
import { EXPORTS_KEY } from './playback-keys.ts';
import { RefuseForm } from './RefuseForm.tsx';
import { sizeText } from './size-text.ts';

export function ExportItem({ made }: { made: RecordingExport }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const nowMs = useNowMs(30_000);
  const { decision } = made;
  return (
    <li data-state={made.state} data-export-id={made.id}>
      <div className={classes.itemHead}>
        <strong>{made.reason}</strong>
        <span className={classes.state} data-state={made.state}>
          {t(`playback.exportState.${made.state}`)}
        </span>
      </div>
      <small>
        {time.short(made.fromMs, nowMs)} – {time.short(made.toMs, nowMs)}
      </small>
      <small>
        {t('playback.askedBy', {
          name: made.by.name,
          time: time.short(made.atMs, nowMs),
          count: made.cameraIds.length,
        })}
      </small>
      {decision && (
        <small>
          {t(decision.isApproved ? 'playback.approvedBy' : 'playback.refusedBy', {
            name: decision.name,
            time: time.short(decision.atMs, nowMs),
          })}
          {decision.note && `：${decision.note}`}
        </small>
      )}
      {made.cancelledBy && <small>{t('playback.cancelledBy', { name: made.cancelledBy.name })}</small>}
      {made.state === 'working' && (
        <div className={classes.progress}>
          <Progress value={made.progress * 100} size="sm" aria-label={t('playback.progress')} striped animated />
          <span>{Math.floor(made.progress * 100)}%</span>
        </div>
      )}
      {made.failure && (
        <p role="alert">{failureText(t, { code: codeOf(made.failure.code), detail: made.failure.detail })}</p>
      )}
      {made.files.map(({ name, byteCount, sha256 }) => (
        <a
          key={name}
          href={`/api/exports/${made.id}/files/${encodeURIComponent(name)}`}
          download
          title={`${name}\nSHA-256 ${sha256}`}
        >
          <IconDownload size={14} aria-hidden />
          <span>{name}</span>
          <small>{sizeText(byteCount)}</small>
        </a>
      ))}
      <ExportActs made={made} />
    </li>
  );
}

function ExportActs({ made }: { made: RecordingExport }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const mayApprove = useMay('recording.approve');
  const canAct = useCanAct();
  const queries = useQueryClient();
  const [isRefusing, setRefusing] = useState(false);
  const done = () => void queries.invalidateQueries({ queryKey: EXPORTS_KEY });
  const params = { exportId: made.id };
  const decide = useMutation({
    mutationFn: (decision: { isApproved: boolean; note?: string }) =>
      api('POST /api/exports/:exportId/decision', { params, body: decision }),
    onSuccess: () => setRefusing(false),
    onError: sayFailure,
    onSettled: done,
  });
  const cancel = useMutation({
    mutationFn: () => api('POST /api/exports/:exportId/cancel', { params }),
    onError: sayFailure,
    onSettled: done,
  });
  const isOwn = made.by.personId === person.id;
  const isOpen = made.state === 'waiting' || made.state === 'working';
  if (!isOpen) return null;
  return (
    <div className={classes.acts}>
      {made.state === 'waiting' && !isOwn && mayApprove && (
        <>
          <Button
            size="compact-xs"
            disabled={!canAct}
            loading={decide.isPending}
            onClick={() => decide.mutate({ isApproved: true })}
          >
            {t('playback.approve')}
          </Button>
          <Button size="compact-xs" variant="default" disabled={!canAct} onClick={() => setRefusing(true)}>
            {t('playback.refuse')}
          </Button>
        </>
      )}
      {made.state === 'waiting' && isOwn && <small>{t('playback.waitsForOther')}</small>}
      {isOwn && (
        <Button
          size="compact-xs"
          variant="default"
          disabled={!canAct}
          loading={cancel.isPending}
          onClick={() => cancel.mutate()}
        >
          {t('playback.cancelExport')}
        </Button>
      )}
      <Modal opened={isRefusing} onClose={() => setRefusing(false)} title={t('playback.refuseTitle')}>
        <RefuseForm
          isBusy={decide.isPending}
          onSubmit={(note) => decide.mutate({ isApproved: false, note })}
          onCancel={() => setRefusing(false)}
        />
      </Modal>
    </div>
  );
}

function codeOf(code: string): ErrorCode {
  return code in ERROR_STATUS ? (code as ErrorCode) : 'INTERNAL';
}
