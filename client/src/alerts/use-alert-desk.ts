/** The one alert a person has in hand, the keys to work on it, and the dialog that is open about it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../config/contract/alert.ts';
import { useCommands } from '../commands/use-commands.ts';
import { sayFailure } from '../kit/say-failure.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSelection } from '../selection/selection.ts';
import { useOpenOnWall } from '../wall/use-open-on-wall.ts';
import { canAcknowledge, canClose, canMakeIncident, canShelve, useAlertActions } from './use-alert-actions.ts';

export type AlertDialog = 'close' | 'incident' | 'preview' | 'shelve';

export type AlertDesk = {
  selected: Alert | undefined;
  select: (alert: Alert | null) => void;
  dialog: AlertDialog | null;
  open: (dialog: AlertDialog | null) => void;
  acknowledge: (alert: Alert) => void;
  /** With one click, for a fault that is over. */
  closeRecovered: (alert: Alert) => void;
};

type Surroundings = {
  /** Arrow keys and Enter belong to the queue only where nothing else wants them. */
  ownsArrows: boolean;
  /** Shows a camera on the wall beside the queue; left out where there is none. */
  onWall?: (cameraId: string) => void;
};

export function useAlertDesk(alerts: readonly Alert[], { ownsArrows, onWall }: Surroundings): AlertDesk {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<AlertDialog | null>(null);
  const { alertId, selectAlert } = useSelection();
  const selected = useSite((site) => (alertId === null ? undefined : site.alerts.get(alertId)));
  const { canHandle, acknowledge, close } = useAlertActions();

  const openOnWall = useOpenOnWall();
  const toWall = onWall ?? ((cameraId: string) => openOnWall([cameraId]));
  const canPreview = selected !== undefined && selected.cameraId !== null;
  const open = (wanted: AlertDialog | null) => {
    if (wanted !== 'preview' || canPreview) setDialog(wanted);
  };

  const move = (by: 1 | -1) => {
    const at = alerts.findIndex(({ id }) => id === alertId);
    const next = at < 0 ? alerts[0] : alerts[Math.max(0, Math.min(alerts.length - 1, at + by))];
    if (next) selectAlert(next);
  };
  const may = (can: (alert: Alert) => boolean) => () => selected !== undefined && canHandle && can(selected);

  useCommands([
    {
      id: 'alerts.next',
      group: 'alerts',
      label: t('alerts.next'),
      keys: ownsArrows ? ['j', 'ArrowDown'] : ['j'],
      run: () => move(1),
    },
    {
      id: 'alerts.previous',
      group: 'alerts',
      label: t('alerts.previous'),
      keys: ownsArrows ? ['k', 'ArrowUp'] : ['k'],
      run: () => move(-1),
    },
    {
      id: 'alerts.acknowledge',
      group: 'alerts',
      label: t('alerts.acknowledge'),
      keys: ['a'],
      enabled: may(canAcknowledge),
      run: () => selected && acknowledge.mutate(selected.id),
    },
    {
      id: 'alerts.makeIncident',
      group: 'alerts',
      label: t('alerts.makeIncident'),
      keys: ['i'],
      enabled: may(canMakeIncident),
      run: () => open('incident'),
    },
    {
      id: 'alerts.close',
      group: 'alerts',
      label: t('alerts.close'),
      keys: ['c'],
      enabled: may(canClose),
      run: () => open('close'),
    },
    {
      id: 'alerts.shelve',
      group: 'alerts',
      label: t('alerts.shelf.act'),
      keys: ['d'],
      enabled: may(canShelve),
      run: () => open('shelve'),
    },
    {
      id: 'alerts.preview',
      group: 'alerts',
      label: t('alerts.preview'),
      keys: ownsArrows ? ['Enter', 'v'] : ['v'],
      enabled: () => canPreview,
      run: () => open('preview'),
    },
    {
      id: 'alerts.toWall',
      group: 'alerts',
      label: t('alerts.toWall'),
      keys: ['o'],
      enabled: () => canPreview,
      run: () => typeof selected?.cameraId === 'string' && toWall(selected.cameraId),
    },
  ]);

  return {
    selected,
    select: selectAlert,
    dialog,
    open,
    acknowledge: ({ id }) => acknowledge.mutate(id),
    closeRecovered: ({ id }) => close.mutate({ alertId: id, result: 'confirmed', note: '' }, { onError: sayFailure }),
  };
}
