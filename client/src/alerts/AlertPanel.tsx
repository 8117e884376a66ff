/** The queue beside the wall and the map; it can be folded away, and then still counts. */
import { ActionIcon, Button, Kbd } from '@mantine/core';
import { IconBell, IconLayoutSidebarRightCollapse, IconLayoutSidebarRightExpand } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isWaiting } from '../../../config/contract/alert.ts';
import { useMay } from '../session/session.ts';
import { AlertDialogs } from './AlertDialogs.tsx';
import { AlertList } from './AlertList.tsx';
import classes from './AlertPanel.module.css';
import { FloodBanner } from './FloodBanner.tsx';
import { canAcknowledge, canClose, canCloseRecovered, canMakeIncident, useAlertActions } from './use-alert-actions.ts';
import { useAlertDesk } from './use-alert-desk.ts';
import { useAlertQueue } from './use-alert-queue.ts';

const KEY = 'lianqin.alert-panel';

type AlertPanelProps = {
  /** What else can be shown in its place; stands where its title would. */
  tabs?: ReactNode;
  /** Puts an alert's camera on the wall beside it. */
  onWall?: (cameraId: string) => void;
};

export function AlertPanel(props: AlertPanelProps) {
  return useMay('alert.view') ? <AllowedPanel {...props} /> : null;
}

function AllowedPanel({ tabs, onWall }: AlertPanelProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(() => localStorage.getItem(KEY) !== 'folded');
  const { alerts } = useAlertQueue();
  const desk = useAlertDesk(alerts, { ownsArrows: false, ...(onWall && { onWall }) });
  const newCount = alerts.filter(isWaiting).length;
  const fold = (open: boolean) => {
    localStorage.setItem(KEY, open ? 'open' : 'folded');
    setOpen(open);
  };

  if (!isOpen) {
    return (
      <aside className={classes.folded} aria-label={t('alerts.queue')}>
        <ActionIcon onClick={() => fold(true)} aria-label={t('alerts.unfold')}>
          <IconLayoutSidebarRightExpand size={18} />
        </ActionIcon>
        <IconBell size={16} aria-hidden />
        <span data-new={newCount > 0}>{newCount}</span>
        <AlertDialogs desk={desk} />
      </aside>
    );
  }
  return (
    <aside className={classes.panel} aria-label={t('alerts.queue')}>
      <header className={classes.head}>
        {tabs ?? <h2>{t('workspace.alerts')}</h2>}
        <span>{t('alerts.openCount', { count: alerts.length })}</span>
        <ActionIcon onClick={() => fold(false)} aria-label={t('alerts.fold')}>
          <IconLayoutSidebarRightCollapse size={18} />
        </ActionIcon>
      </header>
      <FloodBanner />
      <div className={classes.list}>
        <AlertList
          alerts={alerts}
          selectedId={desk.selected?.id}
          onSelect={desk.select}
          onOpen={() => desk.open('preview')}
        />
      </div>
      {desk.selected && <InHand desk={desk} />}
      <AlertDialogs desk={desk} />
    </aside>
  );
}

function InHand({ desk }: { desk: ReturnType<typeof useAlertDesk> }) {
  const { t } = useTranslation();
  const { mayHandle, canHandle } = useAlertActions();
  const { selected } = desk;
  if (!selected) return null;
  return (
    <footer className={classes.foot}>
      {mayHandle && canAcknowledge(selected) && (
        <Button disabled={!canHandle} rightSection={<Kbd size="xs">A</Kbd>} onClick={() => desk.acknowledge(selected)}>
          {t('alerts.acknowledge')}
        </Button>
      )}
      {mayHandle && canCloseRecovered(selected) && (
        <Button variant="default" disabled={!canHandle} onClick={() => desk.closeRecovered(selected)}>
          {t('alerts.closeRecovered')}
        </Button>
      )}
      {mayHandle && !canCloseRecovered(selected) && canMakeIncident(selected) && (
        <Button variant="default" disabled={!canHandle} onClick={() => desk.open('incident')}>
          {t('alerts.makeIncident')}
        </Button>
      )}
      {mayHandle && !canCloseRecovered(selected) && canClose(selected) && (
        <Button variant="default" disabled={!canHandle} onClick={() => desk.open('close')}>
          {t('act.close')}
        </Button>
      )}
      <Button variant="subtle" renderRoot={(props) => <Link to="/alerts" {...props} />}>
        {t('alerts.open')}
      </Button>
    </footer>
  );
}
