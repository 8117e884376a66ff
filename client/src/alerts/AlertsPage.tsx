/** The alert desk: the queue at the left, the alert in hand at the right, everything from the keyboard. */
import { Button, Select, Switch } from '@mantine/core';
import { IconHandClick } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isShelved } from '../../../config/contract/alert.ts';
import { Empty } from '../kit/ListState.tsx';
import { Page } from '../kit/Page.tsx';
import { useSite } from '../realtime/site-store.ts';
import { camerasInOrder } from '../wall/camera-tree.ts';
import { AlertDetail } from './AlertDetail.tsx';
import { AlertDialogs } from './AlertDialogs.tsx';
import { AlertList } from './AlertList.tsx';
import classes from './AlertsPage.module.css';
import type { AlertFilter } from './alert-order.ts';
import { FloodBanner } from './FloodBanner.tsx';
import { ShelfList } from './ShelfList.tsx';
import { type AlertDesk, useAlertDesk } from './use-alert-desk.ts';
import { type AlertQueue, useAlertQueue } from './use-alert-queue.ts';

export function AlertsPage() {
  const { t } = useTranslation();
  const queue = useAlertQueue();
  const desk = useAlertDesk(queue.alerts, { ownsArrows: true });
  useFirstInHand(queue, desk);

  return (
    <Page
      title={t('workspace.alerts')}
      note={t('alerts.shownCount', { count: queue.alerts.length })}
      actions={<Filters queue={queue} />}
    >
      <div className={classes.desk}>
        <section className={classes.queue}>
          <FloodBanner onCamera={(cameraId) => queue.setFilter({ ...queue.filter, cameraId })} />
          {queue.isPaused && (
            <div className={classes.paused} role="status">
              <span>{t('alerts.paused', { count: queue.waitingCount })}</span>
              <Button size="compact-xs" variant="default" onClick={() => queue.setPaused(false)}>
                {t('alerts.resume')}
              </Button>
            </div>
          )}
          {queue.filter.state === 'shelved' ? <ShelfList /> : <OnShelf queue={queue} />}
          <div className={classes.list}>
            <AlertList
              alerts={queue.alerts}
              selectedId={desk.selected?.id}
              onSelect={desk.select}
              onOpen={() => desk.open('preview')}
            />
          </div>
        </section>
        <section className={classes.detail}>
          {desk.selected ? (
            <AlertDetail key={desk.selected.id} alert={desk.selected} desk={desk} />
          ) : (
            <Empty icon={IconHandClick} title={t('alerts.chooseOne')} hint={t('alerts.keysHint')} />
          )}
        </section>
      </div>
      <AlertDialogs desk={desk} />
    </Page>
  );
}

/** What is put away is not forgotten. */
function OnShelf({ queue: { filter, setFilter } }: { queue: AlertQueue }) {
  const { t } = useTranslation();
  const count = useSite((site) => [...site.alerts.values()].filter(isShelved).length);
  if (count === 0) return null;
  return (
    <div className={classes.paused}>
      <span>{t('alerts.shelf.count', { count })}</span>
      <Button size="compact-xs" variant="default" onClick={() => setFilter({ ...filter, state: 'shelved' })}>
        {t('alerts.shelf.show')}
      </Button>
    </div>
  );
}

/** Whoever opens the desk with nothing in hand begins at the top of the queue. */
function useFirstInHand({ alerts }: AlertQueue, { selected, select }: AlertDesk): void {
  const isOffered = useRef(false);
  useEffect(() => {
    const [first] = alerts;
    if (isOffered.current || !first) return;
    isOffered.current = true;
    if (!selected) select(first);
  }, [alerts, selected, select]);
}

const STATES: readonly AlertFilter['state'][] = ['open', 'new', 'shelved', 'closed', 'all'];
const LEVELS: readonly AlertFilter['level'][] = ['all', 'critical', 'warning', 'notice'];

function Filters({ queue: { filter, setFilter, isPaused, setPaused } }: { queue: AlertQueue }) {
  const { t } = useTranslation();
  const cameras = useSite((site) => site.cameras);
  const cameraGroups = useSite((site) => site.cameraGroups);
  return (
    <>
      <Select
        size="xs"
        w={120}
        aria-label={t('alerts.filterState')}
        allowDeselect={false}
        value={filter.state}
        onChange={(state) => setFilter({ ...filter, state: state ?? 'open' })}
        data={STATES.map((value) => ({ value, label: t(`alerts.filter.${value}`) }))}
      />
      <Select
        size="xs"
        w={120}
        aria-label={t('alerts.filterLevel')}
        allowDeselect={false}
        value={filter.level}
        onChange={(level) => setFilter({ ...filter, level: level ?? 'all' })}
        data={LEVELS.map((value) => ({
          value,
          label: value === 'all' ? t('alerts.allLevels') : t(`alerts.level.${value}`),
        }))}
      />
      <Select
        size="xs"
        w={180}
        aria-label={t('alerts.filterCamera')}
        placeholder={t('alerts.allCameras')}
        searchable
        clearable
        value={filter.cameraId}
        onChange={(cameraId) => setFilter({ ...filter, cameraId })}
        data={camerasInOrder({ cameras, cameraGroups }).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Switch
        size="xs"
        label={t('alerts.pause')}
        checked={isPaused}
        onChange={(event) => setPaused(event.currentTarget.checked)}
      />
    </>
  );
}
