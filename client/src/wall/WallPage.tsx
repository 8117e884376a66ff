/** The wall: cameras to choose from, the pictures, and what just happened beside them. */
import { ActionIcon, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unansweredLevels } from '../alerts/alert-order.ts';
import { useCommands } from '../commands/use-commands.ts';
import { Modal } from '../kit/Modal.tsx';
import { PtzPanel } from '../ptz/PtzPanel.tsx';
import { openControls } from '../ptz/ptz-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { popOutOrSay } from '../screens/pop-out.ts';
import { ScenesMenu } from '../screens/ScenesMenu.tsx';
import { SeenIntoIncident } from '../seen/SeenIntoIncident.tsx';
import { useMay, useMayWith } from '../session/session.ts';
import { ToursMenu } from '../tours/ToursMenu.tsx';
import { CameraTree } from './CameraTree.tsx';
import { LayoutBar } from './LayoutBar.tsx';
import { SavedWalls } from './SavedWalls.tsx';
import { TileMenu } from './TileMenu.tsx';
import { TileReport } from './TileReport.tsx';
import { useTileActions } from './tile-actions.tsx';
import { useTurnedCamera } from './use-turned-camera.ts';
import { useWallDesk } from './use-wall-desk.ts';
import { WallGrid } from './WallGrid.tsx';
import classes from './WallPage.module.css';
import { WallSide } from './WallSide.tsx';
import { contentOf } from './wall.rules.ts';
import { useWallCommands } from './wall-commands.ts';

export function WallPage() {
  const { t } = useTranslation();
  const desk = useWallDesk();
  const cameras = useSite((site) => site.cameras);
  const alerts = useSite((site) => site.alerts);
  const alarms = useMemo(() => unansweredLevels(alerts.values()), [alerts]);
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null);
  const [reportedId, setReported] = useState<string | null>(null);
  const [keptId, setKept] = useState<string | null>(null);
  const actions = useTileActions({ desk, onReport: setReported, onKeep: setKept });
  const reported = cameras.get(reportedId ?? '');
  const kept = cameras.get(keptId ?? '');
  const selected = cameras.get(desk.selectedCameraId ?? '');

  const mayTurn = useMayWith('camera.ptz', selected);
  /** Beside the form of a report. */
  const hasPicture = useMay('camera.snapshot');
  const turned = useTurnedCamera(desk, selected);

  useCommands([
    {
      id: 'ptz.toggle',
      group: 'ptz',
      label: t('ptz.toggle'),
      keys: ['z'],
      enabled: () => mayTurn || turned !== undefined,
      run: () => openControls(turned ? null : (selected?.id ?? null)),
    },
  ]);
  useWallCommands({
    desk,
    actions,
    openMenu: () => selected && setMenuAt(middleOfSlot(desk.selectedSlot)),
  });

  return (
    <main className={classes.page}>
      <VisuallyHidden component="h1">{t('workspace.wall')}</VisuallyHidden>
      <CameraTree
        shownIds={desk.shownIds}
        selectedId={desk.selectedCameraId}
        onPick={desk.pick}
        onPickAll={desk.pickAll}
      />
      <div className={classes.stage}>
        <div className={classes.bar}>
          <SavedWalls wall={desk.wall} onOpen={desk.show} />
          <ScenesMenu wall={desk.wall} onWall={desk.show} />
          <ToursMenu
            wallCameraIds={[...desk.shownIds].filter((id) => cameras.has(id))}
            onSlot={(tourId) => desk.runTour(tourId, [desk.selectedSlot])}
            onWall={(tourId) => desk.runTour(tourId, [...desk.wall.layout.cells.keys()])}
          />
          <LayoutBar layout={desk.wall.layout} onLayout={desk.setLayout} />
          <Tooltip label={t('screens.popOut')}>
            <ActionIcon aria-label={t('screens.popOut')} onClick={() => void popOutOrSay(contentOf(desk.wall), t)}>
              <IconExternalLink size={16} />
            </ActionIcon>
          </Tooltip>
          <span className={classes.hint}>{t(desk.takenSlot === null ? 'wall.hint' : 'wall.takenHint')}</span>
        </div>
        <WallGrid desk={desk} cameras={cameras} alarms={alarms} onMenu={(_, at) => setMenuAt(at)} />
      </div>
      {turned && <PtzPanel camera={turned} onClose={() => openControls(null)} />}
      <WallSide wall={desk.wall} selectedCameraId={desk.selectedCameraId} onPick={desk.pick} />
      <TileMenu
        at={selected ? menuAt : null}
        title={selected?.name ?? ''}
        actions={actions}
        onClose={() => setMenuAt(null)}
      />
      <Modal
        opened={reported !== undefined}
        onClose={() => setReported(null)}
        title={t('incidents.report')}
        size={hasPicture ? 900 : 'md'}
      >
        {reported && <TileReport camera={reported} onDone={() => setReported(null)} />}
      </Modal>
      <Modal opened={kept !== undefined} onClose={() => setKept(null)} title={t('seen.into')} size={900}>
        {kept && <SeenIntoIncident camera={kept} isReportedByKey onDone={() => setKept(null)} />}
      </Modal>
    </main>
  );
}

/** Where a menu opens that was asked for from the keyboard. */
function middleOfSlot(slot: number): { x: number; y: number } {
  const tile = document.querySelector(`[data-slot="${slot + 1}"]`)?.getBoundingClientRect();
  return tile ? { x: tile.left + tile.width / 2, y: tile.top + tile.height / 3 } : { x: 0, y: 0 };
}
