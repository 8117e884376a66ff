/** The questions about the alert in hand: how it ends, what incident it becomes; and its camera, as large as the screen. */
import { SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Alert, AlertResult } from '../../../config/contract/alert.ts';
import { failureOf } from '../api/failure.ts';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { Modal } from '../kit/Modal.tsx';
import { useSite } from '../realtime/site-store.ts';
import { SeenAction } from '../seen/SeenAction.tsx';
import { useTimeText } from '../time/use-time-text.ts';
import { VideoTile } from '../video/VideoTile.tsx';
import classes from './AlertDialogs.module.css';
import { alertPlace } from './alert-place.ts';
import { ShelveForm } from './ShelveForm.tsx';
import { useAlertActions } from './use-alert-actions.ts';
import type { AlertDesk } from './use-alert-desk.ts';

const RESULTS: readonly AlertResult[] = ['confirmed', 'false', 'duplicate'];

export function AlertDialogs({ desk }: { desk: AlertDesk }) {
  const { t } = useTranslation();
  const { selected, dialog, open } = desk;
  const close = () => open(null);
  if (!selected) return null;
  return (
    <>
      <Modal opened={dialog === 'close'} onClose={close} title={t('alerts.close')}>
        {dialog === 'close' && <CloseForm alert={selected} onDone={close} />}
      </Modal>
      <Modal opened={dialog === 'incident'} onClose={close} title={t('alerts.makeIncident')}>
        {dialog === 'incident' && <IncidentForm alert={selected} onDone={close} />}
      </Modal>
      <Modal opened={dialog === 'shelve'} onClose={close} title={t('alerts.shelf.act')} size={560}>
        {dialog === 'shelve' && <ShelveForm alert={selected} onDone={close} />}
      </Modal>
      <Modal
        opened={dialog === 'preview'}
        onClose={close}
        title={t('alerts.preview')}
        fullScreen
        classNames={{ content: classes.content ?? '', body: classes.screen ?? '' }}
      >
        {dialog === 'preview' && <Preview alert={selected} />}
      </Modal>
    </>
  );
}

function Preview({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const camera = useSite((site) => site.cameras.get(alert.cameraId ?? ''));
  if (!camera) return <p>{t('camera.gone')}</p>;
  return <VideoTile camera={camera} actions={<SeenAction camera={camera} />} />;
}

type FormProps = { alert: Alert; onDone: () => void };

function CloseForm({ alert, onDone }: FormProps) {
  const { t } = useTranslation();
  const { canHandle, close } = useAlertActions();
  const form = useForm({ initialValues: { result: 'confirmed' as AlertResult, note: '' } });
  return (
    <form onSubmit={form.onSubmit((values) => close.mutate({ alertId: alert.id, ...values }, { onSuccess: onDone }))}>
      <Stack gap="sm">
        {close.error && <FailureNotice failure={failureOf(close.error)} />}
        <SegmentedControl
          fullWidth
          size="sm"
          aria-label={t('alerts.result')}
          data={RESULTS.map((value) => ({ value, label: t(`alerts.resultWord.${value}`) }))}
          value={form.values.result}
          onChange={(result) => form.setFieldValue('result', result as AlertResult)}
        />
        <Textarea
          label={t('fields.note')}
          autosize
          minRows={3}
          maxLength={500}
          data-autofocus
          {...form.getInputProps('note')}
        />
        <DialogButtons onCancel={onDone} label={t('alerts.close')} isBusy={close.isPending} isAllowed={canHandle} />
      </Stack>
    </form>
  );
}

function IncidentForm({ alert, onDone }: FormProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const { canHandle, makeIncident } = useAlertActions();
  const place = useSite((site) => alertPlace(t, alert, site.cameras));
  const kind = t(`alerts.kind.${alert.kind}`);
  const form = useForm({
    initialValues: {
      title: t('alerts.incidentTitle', { camera: place, kind }),
      description: t('alerts.incidentDescription', { time: time.dateTime(alert.raisedAtMs), camera: place, kind }),
    },
  });
  return (
    <form
      onSubmit={form.onSubmit((values) => makeIncident.mutate({ alertId: alert.id, ...values }, { onSuccess: onDone }))}
    >
      <Stack gap="sm">
        {makeIncident.error && <FailureNotice failure={failureOf(makeIncident.error)} />}
        <TextInput label={t('fields.title')} required maxLength={100} data-autofocus {...form.getInputProps('title')} />
        <Textarea
          label={t('fields.description')}
          autosize
          minRows={3}
          maxLength={2_000}
          {...form.getInputProps('description')}
        />
        <DialogButtons
          onCancel={onDone}
          label={t('alerts.makeIncident')}
          isBusy={makeIncident.isPending}
          isAllowed={canHandle}
        />
      </Stack>
    </form>
  );
}
