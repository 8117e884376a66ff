/** Puts the alert in hand on the shelf, or all that its source raises: for how long, and why. */
import { SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert, ShelveAlert } from '../../../config/contract/alert.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { serverNowMs } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { useNowMs } from '../time/use-now.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { alertPlace } from './alert-place.ts';
import classes from './Shelf.module.css';
import { useAlertActions } from './use-alert-actions.ts';

const MINUTES = [30, 60, 120, 240, 480, 1_440];
const MINUTE_MS = 60_000;

export function ShelveForm({ alert, onDone }: { alert: Alert; onDone: () => void }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const nowMs = useNowMs(10_000);
  const { canHandle } = useAlertActions();
  const place = useSite((site) => alertPlace(t, alert, site.cameras));
  const [of, setOf] = useState<ShelveAlert['of']>('alert');
  const [minutes, setMinutes] = useState('60');
  const [reason, setReason] = useState('');
  const lastsMs = Number(minutes) * MINUTE_MS;
  const shelve = useMutation({
    mutationFn: (body: ShelveAlert) => api('POST /api/alerts/:alertId/shelve', { params: { alertId: alert.id }, body }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    shelve.mutate({ of, untilMs: serverNowMs() + lastsMs, reason });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {shelve.error && <FailureNotice failure={failureOf(shelve.error)} />}
        <SegmentedControl
          fullWidth
          size="sm"
          aria-label={t('alerts.shelf.of')}
          value={of}
          onChange={(value) => setOf(value === 'source' ? 'source' : 'alert')}
          data={[
            { value: 'alert', label: t('alerts.shelf.ofAlert') },
            { value: 'source', label: t('alerts.shelf.ofSource') },
          ]}
        />
        <p className={classes.hint}>
          {t(of === 'alert' ? 'alerts.shelf.alertHint' : 'alerts.shelf.sourceHint', {
            place,
            kind: t(`alerts.kind.${alert.kind}`),
          })}
        </p>
        <div>
          <SegmentedControl
            fullWidth
            size="sm"
            aria-label={t('alerts.shelf.lasts')}
            value={minutes}
            onChange={setMinutes}
            data={MINUTES.map((value) => ({ value: `${value}`, label: time.duration(value * MINUTE_MS) }))}
          />
          <p className={classes.hint}>{t('alerts.shelf.until', { time: time.short(nowMs + lastsMs, nowMs) })}</p>
        </div>
        <Textarea
          label={t('alerts.shelf.reason')}
          placeholder={t('alerts.shelf.reasonHint')}
          required
          autosize
          minRows={2}
          maxLength={200}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <DialogButtons
          onCancel={onDone}
          label={t('alerts.shelf.act')}
          isBusy={shelve.isPending}
          isAllowed={canHandle && reason.trim() !== ''}
        />
      </Stack>
    </form>
  );
}
