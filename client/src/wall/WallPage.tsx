/** The wall: cameras to choose from, the pictures, and what just happened beside them. */
import { SegmentedControl } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AlertPanel } from '../alerts/AlertPanel.tsx';
import { unansweredLevels } from '../alerts/alert-order.ts';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { PtzPanel } from '../ptz/PtzPanel.tsx';
import { openControls, usePtz } from '../ptz/ptz-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSelection } from '../selection/selection.ts';
import { useMay } from '../session/session.ts';
import { CameraTree } from './CameraTree.tsx';
import type { WallDrag } from './drag-data.ts';
import { useWall } from './use-wall.ts';
import { WallGrid } from './WallGrid.tsx';
import classes from './WallPage.module.css';
import { emptied, isLayout, LAYOUTS, type Layout, neighbour, placed, slotFor, swapped } from './wall.rules.ts';

const LAYOUT_KEYS: Record<Layout, string> = { 1: 'Alt+Digit1', 4: 'Alt+Digit4', 9: 'Alt+Digit9', 16: 'Alt+Digit6' };

export function WallPage() {
  const { t } = useTranslation();
  const [wall, change] = useWall();
  const [selected, setSelected] = useState(0);
  const [enlargedSlot, setEnlarged] = useState<number | null>(null);
  const [audibleId, setAudible] = useState<string | null>(null);
  const cameras = useSite((site) => site.cameras);
  const alerts = useSite((site) => site.alerts);
  const { cameraId: selectedCamera, selectCamera } = useSelection();

  const shown = wall.slots.slice(0, wall.layout);
  const ofSelection = selectedCamera === null ? -1 : shown.indexOf(selectedCamera);
  const selectedSlot = ofSelection >= 0 ? ofSelection : Math.min(selected, wall.layout - 1);
  const mayTurn = useMay('camera.ptz');
  const isTurning = usePtz(({ cameraId }) => cameraId !== null);
  const inSlot = cameras.get(wall.slots[selectedSlot] ?? '');
  // The controls are of the selected picture, whichever that is.
  const turnedId = isTurning ? (inSlot?.id ?? null) : null;
  useEffect(() => {
    if (turnedId !== null) openControls(turnedId);
  }, [turnedId]);
  useEffect(() => () => openControls(null), []);

  const shownIds = useMemo(() => new Set(shown.filter((each) => each !== null)), [shown]);
  const alarms = useMemo(() => unansweredLevels(alerts.values()), [alerts]);

  const select = (slot: number) => {
    setSelected(slot);
    selectCamera(wall.slots[slot] ?? null);
  };
  const enlarge = (slot: number) => setEnlarged((now) => (now === slot || !wall.slots[slot] ? null : slot));
  const setLayout = (layout: Layout) => {
    setEnlarged(null);
    change((before) => ({ ...before, layout }));
  };
  const put = (cameraId: string, slot: number) => {
    setEnlarged(null);
    setSelected(slot);
    selectCamera(cameraId);
    change((before) => placed(before, cameraId, slot));
  };
  const pick = (cameraId: string) => {
    const slot = shown.indexOf(cameraId);
    if (slot >= 0) select(slot);
    else put(cameraId, slotFor(wall, selectedSlot));
  };
  const drop = (drag: WallDrag, slot: number) => {
    if (drag.kind === 'camera') return put(drag.cameraId, slot);
    setSelected(slot);
    change((before) => swapped(before, drag.slot, slot));
  };
  const empty = (slot: number) => {
    setEnlarged(null);
    change((before) => emptied(before, slot));
  };
  const move = (direction: 'left' | 'right' | 'up' | 'down') => {
    const next = neighbour(wall.layout, selectedSlot, direction);
    if (enlargedSlot !== null && wall.slots[next]) setEnlarged(next);
    select(next);
  };

  useCommands([
    ...LAYOUTS.map(
      (layout): Command => ({
        id: `wall.layout${layout}`,
        group: 'wall',
        label: t('wall.layout', { count: layout }),
        keys: [LAYOUT_KEYS[layout]],
        run: () => setLayout(layout),
      }),
    ),
    { id: 'wall.left', group: 'wall', label: t('wall.left'), keys: ['ArrowLeft'], run: () => move('left') },
    { id: 'wall.right', group: 'wall', label: t('wall.right'), keys: ['ArrowRight'], run: () => move('right') },
    { id: 'wall.up', group: 'wall', label: t('wall.up'), keys: ['ArrowUp'], run: () => move('up') },
    { id: 'wall.down', group: 'wall', label: t('wall.down'), keys: ['ArrowDown'], run: () => move('down') },
    {
      id: 'wall.enlarge',
      group: 'wall',
      label: t('wall.enlargeOrReturn'),
      keys: ['Enter'],
      run: () => enlarge(selectedSlot),
    },
    {
      id: 'ptz.toggle',
      group: 'ptz',
      label: t('ptz.toggle'),
      keys: ['z'],
      enabled: () => mayTurn,
      run: () => openControls(isTurning ? null : (inSlot?.id ?? null)),
    },
    { id: 'wall.empty', group: 'wall', label: t('wall.empty'), keys: ['Delete'], run: () => empty(selectedSlot) },
    {
      id: 'wall.audible',
      group: 'wall',
      label: t('tile.audible'),
      keys: ['m'],
      run: () => setAudible((now) => (now === wall.slots[selectedSlot] ? null : (wall.slots[selectedSlot] ?? null))),
    },
  ]);

  return (
    <main className={classes.page}>
      <h1 className={classes.hidden}>{t('workspace.wall')}</h1>
      <CameraTree shownIds={shownIds} selectedId={selectedCamera} onPick={pick} />
      <div className={classes.stage}>
        <div className={classes.bar}>
          <SegmentedControl
            aria-label={t('wall.layouts')}
            value={String(wall.layout)}
            onChange={(value) => isLayout(Number(value)) && setLayout(Number(value) as Layout)}
            data={LAYOUTS.map((layout) => ({ value: String(layout), label: t('wall.layout', { count: layout }) }))}
          />
          <span className={classes.hint}>{t('wall.hint')}</span>
        </div>
        <WallGrid
          {...{ wall, cameras, selectedSlot, enlargedSlot, audibleId, alarms }}
          onSelect={select}
          onEnlarge={enlarge}
          onDrop={drop}
          onEmpty={empty}
          onAudible={(cameraId) => setAudible((now) => (now === cameraId ? null : cameraId))}
        />
      </div>
      {isTurning && inSlot && <PtzPanel camera={inSlot} onClose={() => openControls(null)} />}
      <AlertPanel />
    </main>
  );
}
