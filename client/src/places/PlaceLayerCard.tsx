/** One layer: how much it holds, what happened to it last, and the way to empty it with a reason. */
import { Button, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBuilding, IconBuildingStore, IconLamp2, IconMapPin } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceKind, PlaceLayer } from '../../../config/contract/ground.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { Modal } from '../kit/Modal.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './Places.module.css';
import { readPlacesAnew } from './places.ts';

const PLACE_ICONS = {
  address: IconMapPin,
  building: IconBuilding,
  component: IconLamp2,
  organisation: IconBuildingStore,
} as const satisfies Record<PlaceKind, typeof IconMapPin>;

export function PlaceLayerCard({ layer, mayRemove }: { layer: PlaceLayer; mayRemove: boolean }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const [isRemoving, setRemoving] = useState(false);
  const { kind, count, last } = layer;
  const Glyph = PLACE_ICONS[kind];
  return (
    <section className={classes.layer} aria-label={t(`places.kind.${kind}`)} data-layer={kind} data-count={count}>
      <header>
        <Glyph size={18} stroke={1.5} aria-hidden />
        <h2>{t(`places.kind.${kind}`)}</h2>
        {mayRemove && count > 0 && (
          <Button size="compact-xs" variant="subtle" color="gray" disabled={!canAct} onClick={() => setRemoving(true)}>
            {t('places.remove')}
          </Button>
        )}
      </header>
      <strong>{count.toLocaleString()}</strong>
      <LastChange last={last} />
      <Modal
        opened={isRemoving}
        onClose={() => setRemoving(false)}
        title={t('places.removeTitle', { kind: t(`places.kind.${kind}`) })}
      >
        <RemoveLayer layer={layer} onDone={() => setRemoving(false)} />
      </Modal>
    </section>
  );
}

function LastChange({ last }: Pick<PlaceLayer, 'last'>) {
  const { t } = useTranslation();
  const time = useTimeText();
  if (!last) return <p>{t('places.none')}</p>;
  const when = { time: time.dateTime(last.atMs), name: last.byName };
  if (last.did === 'removed') return <p>{t('places.lastRemoved', { ...when, ...last })}</p>;
  return (
    <p>
      {t('places.lastImport', { ...when, file: last.fileName })}
      <br />
      {t('places.lastCounts', last)}
    </p>
  );
}

function RemoveLayer({ layer: { kind, count }, onDone }: { layer: PlaceLayer; onDone: () => void }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const [reason, setReason] = useState('');
  const remove = useMutation({
    mutationFn: () => api('POST /api/place-layers/:kind/remove', { params: { kind }, body: { reason } }),
    onSuccess: () => {
      notifications.show({ message: t('places.removed', { kind: t(`places.kind.${kind}`) }) });
      readPlacesAnew();
      onDone();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        remove.mutate();
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('places.removeHint', { count })}</Text>
        <TextInput
          label={t('places.reason')}
          description={t('places.reasonHint')}
          withAsterisk
          data-autofocus
          maxLength={200}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        {remove.error && <FailureNotice failure={failureOf(remove.error)} />}
        <DialogButtons
          onCancel={onDone}
          label={t('places.remove')}
          isBusy={remove.isPending}
          isAllowed={canAct && reason.trim().length >= 2}
        />
      </Stack>
    </form>
  );
}
