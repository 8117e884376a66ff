/** What is known of an alert, as named facts: on the screen and on paper. */
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../config/contract/alert.ts';
import type { Fact } from '../kit/Facts.tsx';
import { useSite } from '../realtime/site-store.ts';
import { useTimeText } from '../time/use-time-text.ts';

/** What is empty is not known. */
export function useAlertFacts(alert: Alert): Fact[] {
  const { t } = useTranslation();
  const time = useTimeText();
  const grid = useSite((site) => site.grids.get(site.cameras.get(alert.cameraId ?? '')?.gridId ?? ''));
  const at = (atMs: number | null) => (atMs === null ? null : time.dateTime(atMs));
  const ended = alert.shelving?.endedAtMs ? alert.shelving : null;
  return [
    [t('alerts.raised'), time.dateTime(alert.raisedAtMs)],
    [t('alerts.lastSeen'), time.dateTime(alert.lastSeenAtMs)],
    [t('alerts.repeats'), t('alerts.repeated', { count: alert.repeatCount })],
    [t('fields.gridId'), grid && `${grid.name} · ${grid.community}`],
    [t('alerts.recoveredAt'), at(alert.recoveredAtMs)],
    [t('alerts.acknowledgedAt'), at(alert.acknowledgedAtMs)],
    [t('alerts.closedAt'), at(alert.closedAtMs)],
    [t('alerts.handler'), alert.handler?.name],
    [
      t('alerts.shelf.ended'),
      ended &&
        `${time.dateTime(ended.atMs)} – ${time.clock(ended.endedAtMs ?? ended.atMs)} · ${ended.by.name} · ${ended.reason}`,
    ],
    [t('alerts.result'), alert.result && t(`alerts.resultWord.${alert.result}`)],
    [t('fields.note'), alert.note],
  ];
}
