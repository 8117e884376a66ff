/** What was kept and what was taken out: locks and exports beside each other. */
import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecordedSpan } from '../../../config/contract/recording.ts';
import { useMay } from '../session/session.ts';
import { ExportList } from './ExportList.tsx';
import { LockList } from './LockList.tsx';
import classes from './PlaybackPage.module.css';

export function SidePanel({ onOpen }: { onOpen: (cameraId: string, range: RecordedSpan) => void }) {
  const { t } = useTranslation();
  const mayExport = useMay('recording.export');
  return (
    <Tabs
      defaultValue={mayExport ? 'exports' : 'locks'}
      className={classes.tabs ?? ''}
      classNames={{ panel: classes.panel ?? '' }}
    >
      <Tabs.List grow>
        {mayExport && <Tabs.Tab value="exports">{t('playback.exports')}</Tabs.Tab>}
        <Tabs.Tab value="locks">{t('playback.locks')}</Tabs.Tab>
      </Tabs.List>
      {mayExport && (
        <Tabs.Panel value="exports">
          <ExportList />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="locks">
        <LockList onOpen={onOpen} />
      </Tabs.Panel>
    </Tabs>
  );
}
