/** A new alert as a passing message, where no queue shows it. It takes no focus, and is silent in a flood. */
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { isWaiting } from '../../../config/contract/alert.ts';
import type { JournalEntry } from '../../../config/contract/journal.ts';
import { serverNowMs } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { floodOf } from './alert-flood.ts';
import { alertPlace } from './alert-place.ts';
import { LevelMark } from './LevelMark.tsx';
import { isQueueOnScreen } from './queue-on-screen.ts';

export function sayNewAlert(entry: JournalEntry): void {
  if (entry.kind !== 'alert' || !isWaiting(entry.body) || entry.body.repeatCount > 1) return;
  if (entry.body.recoveredAtMs !== null) return;
  if (isQueueOnScreen()) return;
  const { alerts, cameras } = useSite.getState().live;
  if (floodOf(alerts.values(), serverNowMs())) return;
  const { id, level, kind } = entry.body;
  // Only what fits on the screen: an alert that waits for its message is no news any more.
  notifications.cleanQueue();
  notifications.show({
    id,
    icon: <LevelMark level={level} size={18} wordless />,
    title: `${i18next.t(`alerts.level.${level}`)} · ${i18next.t(`alerts.kind.${kind}`)}`,
    message: alertPlace(i18next.t, entry.body, cameras),
    color: 'transparent',
    autoClose: 8_000,
    withCloseButton: true,
  });
}
