/** The controls of one camera that turns: who holds it, the pad, presets and patrol. */
import { ActionIcon, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDeviceGamepad2, IconHome, IconMarquee2, IconUserShield, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import type { CameraFeature } from '../../../config/contract/device.ts';
import { Empty } from '../kit/ListState.tsx';
import { NoRight } from '../kit/NoRight.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { useRefusal, useSession } from '../session/session.ts';
import { PatrolPanel } from './PatrolPanel.tsx';
import { PlaceForm } from './PlaceForm.tsx';
import { PresetList } from './PresetList.tsx';
import { PtzPad } from './PtzPad.tsx';
import classes from './PtzPanel.module.css';
import { speedNow, usePtz, usePtzState } from './ptz-store.ts';
import { useGamepad } from './use-gamepad.ts';
import { usePresets } from './use-presets.ts';
import { usePtzKeys } from './use-ptz-keys.ts';
import { usePtzOrders } from './use-ptz-orders.ts';

const NONE: readonly CameraFeature[] = [];

export function PtzPanel({ camera, onClose }: { camera: Camera; onClose: () => void }) {
  const { t } = useTranslation();
  const features = useSite((site) => site.health.get(camera.id)?.features) ?? NONE;
  const refusal = useRefusal('camera.ptz', camera.groupId);
  const isOffered = features.includes('ptz') || features.includes('focus');
  return (
    <aside className={classes.panel} aria-label={t('ptz.titleOf', { name: camera.name })}>
      <header className={classes.head}>
        <h2>
          {t('ptz.title')} <span>{camera.name}</span>
        </h2>
        <ActionIcon onClick={onClose} aria-label={t('ptz.close')}>
          <IconX size={16} />
        </ActionIcon>
      </header>
      {refusal && <NoRight refusal={refusal} />}
      {!refusal && isOffered && <Controls key={camera.id} camera={camera} features={features} />}
      {!refusal && !isOffered && (
        <Empty icon={IconMarquee2} title={t('ptz.notOffered')} hint={t('ptz.notOfferedHint')} />
      )}
    </aside>
  );
}

function Controls({ camera, features }: { camera: Camera; features: readonly CameraFeature[] }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const state = usePtzState(camera.id);
  const isBoxing = usePtz((ptz) => ptz.isBoxing);
  const orders = usePtzOrders(camera.id);
  const all = usePresets(camera.id, features.includes('presets'));
  usePtzKeys({ orders, features, presets: all.presets, isEnabled: canAct });
  const hasPad = useGamepad({ orders, presets: all.presets, isEnabled: canAct });
  useTakenOverNotice(camera);
  useLettingGo(camera.id);

  return (
    <div className={classes.body}>
      <HolderLine cameraId={camera.id} />
      <PtzPad
        orders={orders}
        turns={features.includes('ptz')}
        hasFocus={features.includes('focus')}
        isEnabled={canAct}
      />
      <div className={classes.extra}>
        {features.includes('home') && (
          <Button
            variant="default"
            leftSection={<IconHome size={14} />}
            disabled={!canAct}
            onClick={() => orders.order({ do: 'home', speed: speedNow() })}
          >
            {t('ptz.home')}
          </Button>
        )}
        {features.includes('relativeMove') && (
          <Button
            variant="default"
            leftSection={<IconMarquee2 size={14} />}
            aria-pressed={isBoxing}
            data-active={isBoxing}
            disabled={!canAct}
            onClick={() => usePtz.setState({ isBoxing: !isBoxing })}
          >
            {t('ptz.boxZoom')}
          </Button>
        )}
      </div>
      <p className={classes.hint}>{t(isBoxing ? 'ptz.boxHint' : 'ptz.dragHint')}</p>
      {hasPad && (
        <p className={classes.pad} role="status">
          <IconDeviceGamepad2 className={classes.padIcon} size={16} aria-hidden />
          {t('ptz.gamepad')}
        </p>
      )}
      {features.includes('absoluteMove') && <PlaceForm cameraId={camera.id} orders={orders} isEnabled={canAct} />}
      {features.includes('presets') && (
        <>
          <PresetList
            cameraId={camera.id}
            all={all}
            currentToken={state?.patrol?.presetToken ?? null}
            isEnabled={canAct}
            onGo={(token) => orders.order({ do: 'preset', token, speed: speedNow() })}
          />
          <PatrolPanel cameraId={camera.id} presets={all.presets} state={state} isEnabled={canAct} />
        </>
      )}
    </div>
  );
}

/** Who turns the camera now, by their real name. */
function HolderLine({ cameraId }: { cameraId: string }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const holder = usePtzState(cameraId)?.holder;
  const isMine = holder?.personId === person.id;
  const text = holder ? t(isMine ? 'ptz.heldByYou' : 'ptz.heldBy', { name: holder.name }) : t('ptz.heldByNobody');
  return (
    <p className={classes.holder} role="status" data-held={holder !== undefined && holder !== null} data-mine={isMine}>
      <IconUserShield size={14} aria-hidden />
      {text}
    </p>
  );
}

/** Whoever puts the controls away has the camera no longer; after the last order, which stops it. */
function useLettingGo(cameraId: string): void {
  const { person } = useSession();
  useEffect(
    () => () => {
      const { ask, states } = usePtz.getState();
      if (states.get(cameraId)?.holder?.personId !== person.id) return;
      ask?.('ptzRelease', { cameraId }).catch(() => {
        // The connection is gone, and with it the hold.
      });
    },
    [cameraId, person.id],
  );
}

/** Whoever loses the camera while they turn it is told by whom. */
function useTakenOverNotice(camera: Camera): void {
  const { t } = useTranslation();
  const { person } = useSession();
  const holder = usePtzState(camera.id)?.holder ?? null;
  const before = useRef(holder);
  useEffect(() => {
    const wasMine = before.current?.personId === person.id;
    before.current = holder;
    if (!wasMine || holder === null || holder.personId === person.id) return;
    notifications.show({
      title: t('ptz.takenOver'),
      message: t('ptz.takenOverBy', { name: holder.name, camera: camera.name }),
      color: 'orange',
      autoClose: 12_000,
    });
  }, [holder, person.id, camera.name, t]);
}
