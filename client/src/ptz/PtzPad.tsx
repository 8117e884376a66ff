/** The pad: eight directions around a stop, zoom and focus; each works for as long as it is pressed. */
import { Slider } from '@mantine/core';
import {
  type Icon,
  IconArrowDown,
  IconArrowDownLeft,
  IconArrowDownRight,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconArrowUpLeft,
  IconArrowUpRight,
  IconHandStop,
  IconMinus,
  IconPlus,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './PtzPad.module.css';
import { type Heading, motionOf, SPEEDS } from './ptz-motion.rules.ts';
import { usePtz } from './ptz-store.ts';
import type { PtzOrders } from './use-ptz-orders.ts';

type Way = { name: string; headings: readonly Heading[]; icon: Icon };

const WAYS: readonly (Way | null)[] = [
  { name: 'upLeft', headings: ['up', 'left'], icon: IconArrowUpLeft },
  { name: 'up', headings: ['up'], icon: IconArrowUp },
  { name: 'upRight', headings: ['up', 'right'], icon: IconArrowUpRight },
  { name: 'left', headings: ['left'], icon: IconArrowLeft },
  null,
  { name: 'right', headings: ['right'], icon: IconArrowRight },
  { name: 'downLeft', headings: ['down', 'left'], icon: IconArrowDownLeft },
  { name: 'down', headings: ['down'], icon: IconArrowDown },
  { name: 'downRight', headings: ['down', 'right'], icon: IconArrowDownRight },
];
const ZOOM: readonly Way[] = [
  { name: 'zoomOut', headings: ['zoomOut'], icon: IconZoomOut },
  { name: 'zoomIn', headings: ['zoomIn'], icon: IconZoomIn },
];
const FOCUS: readonly Way[] = [
  { name: 'focusNear', headings: ['focusNear'], icon: IconMinus },
  { name: 'focusFar', headings: ['focusFar'], icon: IconPlus },
];

/** A camera that does not turn may have a motor in its lens. */
type PtzPadProps = { orders: PtzOrders; turns: boolean; hasFocus: boolean; isEnabled: boolean };

export function PtzPad({ orders, turns, hasFocus, isEnabled }: PtzPadProps) {
  const { t } = useTranslation();
  const speed = usePtz((ptz) => ptz.speed);
  return (
    <div className={classes.controls}>
      {turns && (
        <div className={classes.pad}>
          {WAYS.map((way) =>
            way ? (
              <WayButton key={way.name} way={way} orders={orders} isEnabled={isEnabled} />
            ) : (
              <button
                key="stop"
                type="button"
                className={classes.stop}
                disabled={!isEnabled}
                aria-label={t('ptz.stop')}
                title={t('ptz.stop')}
                onClick={() => orders.order({ do: 'stop' })}
              >
                <IconHandStop size={20} />
              </button>
            ),
          )}
        </div>
      )}
      <div className={classes.pairs}>
        {turns && <Pair label={t('ptz.zoom')} ways={ZOOM} orders={orders} isEnabled={isEnabled} />}
        {hasFocus && <Pair label={t('ptz.focus')} ways={FOCUS} orders={orders} isEnabled={isEnabled} />}
        <div className={classes.speed}>
          <span>{t('ptz.speed', { speed })}</span>
          <Slider
            size="sm"
            min={1}
            max={SPEEDS}
            value={speed}
            label={null}
            thumbLabel={t('ptz.speedLabel')}
            onChange={(value) => usePtz.setState({ speed: value })}
          />
        </div>
      </div>
    </div>
  );
}

type PairProps = { label: string; ways: readonly Way[]; orders: PtzOrders; isEnabled: boolean };

function Pair({ label, ways, orders, isEnabled }: PairProps) {
  return (
    <div className={classes.pair}>
      <span>{label}</span>
      {ways.map((way) => (
        <WayButton key={way.name} way={way} orders={orders} isEnabled={isEnabled} />
      ))}
    </div>
  );
}

function WayButton({ way, orders, isEnabled }: { way: Way; orders: PtzOrders; isEnabled: boolean }) {
  const { t } = useTranslation();
  const { headings, icon: Glyph } = way;
  const name = t(`ptz.heading.${way.name as Heading}`);
  const isPressed = useRef(false);
  const start = () => {
    isPressed.current = true;
    orders.move(motionOf(headings, usePtz.getState().speed));
  };
  // A button that loses the focus to the next one must not stop what that one began.
  const end = () => {
    if (!isPressed.current) return;
    isPressed.current = false;
    orders.stop();
  };
  const byKey = (event: KeyboardEvent, act: () => void) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    act();
  };
  return (
    <button
      type="button"
      disabled={!isEnabled}
      aria-label={name}
      title={name}
      data-way={way.name}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start();
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onLostPointerCapture={end}
      onKeyDown={(event) => byKey(event, start)}
      onKeyUp={(event) => byKey(event, end)}
      onBlur={end}
      onContextMenu={(event) => event.preventDefault()}
    >
      <Glyph size={18} />
    </button>
  );
}
