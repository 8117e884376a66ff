/**
 * Where the camera looks, in numbers, and where it is to look. In percent of its way: what a device calls a position is
 * no angle. Nothing is shown of a device that does not tell it.
 */
import { Button, NumberInput } from '@mantine/core';
import { IconTarget } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PtzPlace } from '../../../config/contract/ptz.ts';
import { api } from '../api/api.ts';
import classes from './PlaceForm.module.css';
import { speedNow } from './ptz-store.ts';
import type { PtzOrders } from './use-ptz-orders.ts';

/** While the controls are open. */
const LOOK_AGAIN_MS = 4_000;
const AXES = ['pan', 'tilt', 'zoom'] as const;

type PlaceFormProps = { cameraId: string; orders: PtzOrders; isEnabled: boolean };

export function PlaceForm({ cameraId, orders, isEnabled }: PlaceFormProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Partial<PtzPlace>>({});
  const { data: now } = useQuery({
    queryKey: ['ptzPlace', cameraId],
    queryFn: ({ signal }) => api('GET /api/cameras/:cameraId/ptz-place', { params: { cameraId }, signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
  if (!now) return null;
  const go = (event: FormEvent) => {
    event.preventDefault();
    orders.order({ do: 'place', ...now, ...typed, speed: speedNow() });
    setTyped({});
  };
  return (
    <form className={classes.form} aria-label={t('ptz.place')} onSubmit={go}>
      <h3>{t('ptz.place')}</h3>
      <div className={classes.fields}>
        {AXES.map((axis) => (
          <NumberInput
            key={axis}
            size="xs"
            label={t(`ptz.axis.${axis}`)}
            suffix="%"
            min={axis === 'zoom' ? 0 : -100}
            max={100}
            decimalScale={1}
            hideControls
            clampBehavior="strict"
            value={percentOf(typed[axis] ?? now[axis])}
            onChange={(value) => setTyped({ ...typed, [axis]: shareOf(value) ?? now[axis] })}
          />
        ))}
        <Button
          type="submit"
          variant="default"
          leftSection={<IconTarget size={14} />}
          disabled={!isEnabled || Object.keys(typed).length === 0}
        >
          {t('ptz.goToPlace')}
        </Button>
      </div>
      <p>{t('ptz.placeHint')}</p>
    </form>
  );
}

function percentOf(share: number): number {
  return Math.round(share * 1_000) / 10;
}

function shareOf(percent: string | number): number | undefined {
  const value = Number(percent);
  return percent === '' || !Number.isFinite(value) ? undefined : value / 100;
}
