/** Recordings of one camera by the time of day: looked at, locked as evidence, exported. */
import { IconDeviceCctv } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../kit/ListState.tsx';
import { NoRight } from '../kit/NoRight.tsx';
import { useSite } from '../realtime/site-store.ts';
import { refusalOf } from '../session/refusal.rules.ts';
import { useSession } from '../session/session.ts';
import { CameraTree } from '../wall/CameraTree.tsx';
import { ExportList } from './ExportList.tsx';
import classes from './PlaybackPage.module.css';
import { RecordingDesk } from './RecordingDesk.tsx';

export function PlaybackPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { camera: cameraId = null, at } = useSearch({ from: '/console/playback' });
  const camera = useSite((site) => (cameraId === null ? undefined : site.cameras.get(cameraId)));

  const { person } = useSession();
  const refusal = camera && refusalOf(person, { action: 'recording.view', cameraGroupId: camera.groupId });

  const pick = (picked: string) =>
    void navigate({ to: '/playback', search: { camera: picked, ...(at !== undefined && { at }) }, replace: true });

  return (
    <main className={classes.page}>
      <CameraTree shownIds={new Set(cameraId ? [cameraId] : [])} selectedId={cameraId} onPick={pick} />
      {camera && refusal && (
        <div className={classes.nothing}>
          <NoRight refusal={refusal} />
        </div>
      )}
      {camera && !refusal && <RecordingDesk key={`${camera.id} ${at}`} camera={camera} startMs={at ?? null} />}
      {!camera && (
        <div className={classes.nothing}>
          <Empty icon={IconDeviceCctv} title={t('playback.choose')} hint={t('playback.chooseHint')} />
        </div>
      )}
      <ExportList />
    </main>
  );
}
