/** What was taken out, by whom and why; who let it; how far it is; and the files, once they are there. */
import { IconFileCertificate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { Empty, Failed, Loading } from '../kit/ListState.tsx';
import { ExportItem } from './ExportItem.tsx';
import classes from './PlaybackPage.module.css';
import { EXPORTS_KEY } from './playback-keys.ts';

const WORKING_EVERY_MS = 1_000;
/** Somebody else decides on it, or asks for a decision. */
const RESTING_EVERY_MS = 5_000;

export function ExportList() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({
    queryKey: EXPORTS_KEY,
    queryFn: ({ signal }) => api('GET /api/exports', { signal }),
    refetchInterval: ({ state }) =>
      state.data?.some((each) => each.state === 'working') ? WORKING_EVERY_MS : RESTING_EVERY_MS,
  });
  if (!data) return error ? <Failed thrown={error} onRetry={() => void refetch()} /> : <Loading />;
  if (data.length === 0) {
    return <Empty icon={IconFileCertificate} title={t('playback.noExports')} hint={t('playback.noExportsHint')} />;
  }
  return (
    <ol className={classes.list} aria-label={t('playback.exports')}>
      {data.map((made) => (
        <ExportItem key={made.id} made={made} />
      ))}
    </ol>
  );
}
