/**
 * Lies over the picture of the camera whose controls are open: a drag turns it, the faster the
 * farther; a box becomes the picture; the wheel zooms. Over every other picture there is no more than
 * the name of who turns it.
 */
import { type PointerEvent, useEffect, useRef, useState, type WheelEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSession } from '../session/session.ts';
import classes from './PtzSurface.module.css';
import { boxBetween, motionOf, motionOfDrag, STILL, stepOfBox } from './ptz-motion.rules.ts';
import { speedNow, usePtz, usePtzState } from './ptz-store.ts';
import { usePtzOrders } from './use-ptz-orders.ts';

type Point = { x: number; y: number };
type Drag = { from: Point; to: Point };

/** The wheel has no end of its own. */
const WHEEL_ENDS_MS = 250;

export function PtzSurface({ camera }: { camera: Camera }) {
  const isOpen = usePtz(({ cameraId }) => cameraId === camera.id);
  const turns = useSite((site) => site.health.get(camera.id)?.features.includes('ptz') ?? false);
  return (
    <>
      {isOpen && turns && <Surface camera={camera} />}
      <HolderMark cameraId={camera.id} />
    </>
  );
}

/** Over the picture of a camera that somebody turns, or that goes round by itself: who does it. */
function HolderMark({ cameraId }: { cameraId: string }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const state = usePtzState(cameraId);
  if (!state) return null;
  const { holder, patrol } = state;
  if (!holder && !patrol) return null;
  const isMine = holder?.personId === person.id;
  const turning = holder && t(isMine ? 'ptz.turningYou' : 'ptz.heldBy', { name: holder.name });
  return (
    <span className={classes.mark} data-ptz-holder={cameraId}>
      {turning ?? t('ptz.onPatrol')}
    </span>
  );
}

function Surface({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const isBoxing = usePtz((ptz) => ptz.isBoxing);
  const { move, stop, order } = usePtzOrders(camera.id);
  const [drag, setDrag] = useState<Drag | null>(null);
  const wheelTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(wheelTimer.current), []);

  const begin = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || !canAct) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = placeIn(event);
    setDrag({ from: at, to: at });
  };
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    if (!drag) return;
    const to = placeIn(event);
    setDrag({ ...drag, to });
    if (!isBoxing) move(motionOfDrag(to.x - drag.from.x, to.y - drag.from.y));
  };
  const end = () => {
    if (!drag) return;
    setDrag(null);
    if (!isBoxing) return stop();
    const step = stepOfBox(boxBetween(drag.from, drag.to));
    if (step) order({ ...step, speed: speedNow() });
  };
  const cancel = () => {
    setDrag(null);
    stop();
  };
  const wheel = (event: WheelEvent) => {
    if (!canAct || drag) return;
    move(motionOf([event.deltaY < 0 ? 'zoomIn' : 'zoomOut'], usePtz.getState().speed));
    clearTimeout(wheelTimer.current);
    wheelTimer.current = setTimeout(() => move(STILL), WHEEL_ENDS_MS);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pad and the keys do the same
    <div
      className={classes.surface}
      data-ptz-surface={camera.id}
      data-boxing={isBoxing}
      title={t(isBoxing ? 'ptz.boxHint' : 'ptz.dragHint')}
      draggable
      onDragStart={(event) => {
        // Else the tile would be dragged to another slot.
        event.preventDefault();
        event.stopPropagation();
      }}
      onPointerDown={begin}
      onPointerMove={follow}
      onPointerUp={end}
      onPointerCancel={cancel}
      onWheel={wheel}
    >
      {drag && <Trace drag={drag} isBoxing={isBoxing} />}
    </div>
  );
}

function Trace({ drag: { from, to }, isBoxing }: { drag: Drag; isBoxing: boolean }) {
  const percent = (share: number) => `${share * 100}%`;
  if (isBoxing) {
    const { x, y, width, height } = boxBetween(from, to);
    const place = { left: percent(x), top: percent(y), width: percent(width), height: percent(height) };
    return <span className={classes.box} style={place} />;
  }
  return (
    <svg className={classes.trace} aria-hidden="true">
      <line x1={percent(from.x)} y1={percent(from.y)} x2={percent(to.x)} y2={percent(to.y)} />
      <circle cx={percent(from.x)} cy={percent(from.y)} r="5" />
      <circle cx={percent(to.x)} cy={percent(to.y)} r="9" />
    </svg>
  );
}

function placeIn(event: PointerEvent<HTMLDivElement>): Point {
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
  return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
}
