/** What was taken out, by whom and why; how far it is; and the files, once they are there. */
import { Progress } from '@mantine/core';
import { IconDownload, IconFileCertificate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ERROR_STATUS, type ErrorCode } from '../../../config/contract/errors.ts';
import type { RecordingExport } from '../../../config/contract/recording.ts';
import { api } from '../api/api.ts';
import { failureText } from '../api/failure-text.ts';
import { Empty, Failed, Loading } from '../kit/ListState.tsx';
import { useMay } from '../session/session.ts';
import { useNowMs } from '../time/use-now.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './PlaybackPage.module.css';
import { sizeText } from './size-text.ts';

export const EXPORTS_KEY = ['exports'] as const;

const WORKING_EVERY_MS = 1_000;
const RESTING_EVERY_MS = 30_000;

export function ExportList() {
  const { t } = useTranslation();
  const mayExport = useMay('recording.export');
  const { data, error, refetch } = useQuery({
    queryKey: EXPORTS_KEY,
    queryFn: ({ signal }) => api('GET /api/exports', { signal }),
    enabled: mayExport,
    refetchInterval: ({ state }) =>
      state.data?.some((each) => each.state === 'working') ? WORKING_EVERY_MS : RESTING_EVERY_MS,
  });
  if (!mayExport) return null;
  return (
    <aside className={classes.exports} aria-label={t('playback.exports')}>
      <h2>{t('playback.exports')}</h2>
      {!data && !error && <Loading />}
      {error && !data && <Failed thrown={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && (
        <Empty icon={IconFileCertificate} title={t('playback.noExports')} hint={t('playback.noExportsHint')} />
      )}
      <ol>
        {data?.map((made) => (
          <ExportItem key={made.id} made={made} />
        ))}
      </ol>
    </aside>
  );
}

function ExportItem({ made }: { made: RecordingExport }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const nowMs = useNowMs(30_000);
  return (
    <li data-state={made.state}>
      <strong>{made.reason}</strong>
      <small>
        {time.short(made.fromMs, nowMs)} – {time.short(made.toMs, nowMs)}
      </small>
      <small>
        {made.by.name} · {time.short(made.atMs, nowMs)}
      </small>
      {made.state === 'working' && (
        <Progress value={made.progress * 100} size="sm" aria-label={t('playback.progress')} striped animated />
      )}
      {made.failure && (
        <p role="alert">{failureText(t, { code: codeOf(made.failure.code), detail: made.failure.detail })}</p>
      )}
      {made.files.map(({ name, byteCount, sha256 }) => (
        <a
          key={name}
          href={`/api/exports/${made.id}/files/${encodeURIComponent(name)}`}
          download
          title={`SHA-256 ${sha256}`}
        >
          <IconDownload size={14} aria-hidden />
          <span>{name}</span>
          <small>{sizeText(byteCount)}</small>
        </a>
      ))}
    </li>
  );
}

function codeOf(code: string): ErrorCode {
  return code in ERROR_STATUS ? (code as ErrorCode) : 'INTERNAL';
}
