/** What can be done with one tile, as data: the tile's menu and the keyboard both read it. */
import {
  IconArrowsMaximize,
  IconBadgeHd,
  IconCamera,
  IconClipboardPlus,
  IconFolderPlus,
  IconHistory,
  IconMapPin,
  IconMicrophone,
  IconVolume,
  IconX,
  IconZoomIn,
  IconZoomOut,
  IconZoomReset,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Quality } from '../../../config/contract/camera.ts';
import { ACT_RULES } from '../../../config/contract/incident-act.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSelection } from '../selection/selection.ts';
import { useMay, useMayWith } from '../session/session.ts';
import { pressByKey, toggle } from '../talk/push-to-talk.ts';
import { useTalk } from '../talk/talk-store.ts';
import { useCanTalk, useTalkAsked } from '../talk/use-can-talk.ts';
import { zoomedBy } from '../video/digital-zoom.rules.ts';
import { useDigitalZoom } from '../video/digital-zoom.ts';
import { useQualityChoice } from '../video/quality-choice.ts';
import { saveSnapshot } from '../video/save-snapshot.ts';
import type { WallDesk } from './use-wall-desk.ts';

export type TileAction = {
  id: `tile.${string}`;
  label: string;
  icon: ReactNode;
  keys: readonly string[];
  isPossible: boolean;
  /** Told which of its keys was pressed; nothing when it was chosen by name. */
  run: (key?: string) => void;
};

const CLOSER = 1.5;
/** What one wants to see again has just happened. */
const BACK_MS = 60_000;
/** Held, as the button is. */
const TALK_KEY = 'h';
const NEXT_QUALITY: Record<'auto' | Quality, Quality | null> = { auto: 'main', main: 'sub', sub: null };

const NO_CAMERA = { id: '', groupId: '', disabled: true };

type Needs = { desk: WallDesk; onReport: (cameraId: string) => void; onKeep: (cameraId: string) => void };

export function useTileActions({ desk, onReport, onKeep }: Needs): TileAction[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cameraId = desk.selectedCameraId;
  const camera = useSite((site) => (cameraId === null ? undefined : site.cameras.get(cameraId)));
  const hasAudio = useSite((site) => typeof site.health.get(cameraId ?? '')?.audioCodec === 'string');
  const choice = useQualityChoice(({ choices }) => choices.get(cameraId ?? ''));
  const isCloser = useDigitalZoom(({ zooms }) => zooms.has(cameraId ?? ''));
  const { change: changeZoom, forget: forgetZoom } = useDigitalZoom.getState();
  const talked = camera ?? NO_CAMERA;
  const canTalk = useCanTalk(talked);
  useTalkAsked(talked, camera !== undefined);
  const isSpeaking = useTalk(({ own }) => own !== null && own.cameraId === cameraId);
  const maySave = useMayWith('camera.snapshot', camera);
  const mayPlayBack = useMayWith('recording.view', camera);
  const mayReport = useMay('incident.report');
  const mayRemark = useMay(ACT_RULES.remark.needs);
  const maySeeMap = useMay('grid.view');
  const size = 16;
  const empty: TileAction = {
    id: 'tile.empty',
    label: camera ? t('wall.emptyOf', { name: camera.name }) : t('wall.empty'),
    icon: <IconX size={size} />,
    keys: ['Delete'],
    isPossible: desk.contentIn(desk.selectedSlot) !== null,
    run: () => desk.empty(desk.selectedSlot),
  };
  if (!camera) return [empty];
  const { id } = camera;

  return [
    {
      id: 'tile.enlarge',
      label: t(desk.enlargedSlot === null ? 'wall.enlarge' : 'wall.shrink'),
      icon: <IconArrowsMaximize size={size} />,
      keys: ['Enter'],
      isPossible: true,
      run: () => desk.enlarge(desk.selectedSlot),
    },
    {
      id: 'tile.audible',
      label: t('tile.audible'),
      icon: <IconVolume size={size} />,
      keys: ['m'],
      isPossible: hasAudio,
      run: () => desk.hear(id),
    },
    {
      id: 'tile.talk',
      label: t(isSpeaking ? 'talk.stop' : 'talk.start'),
      icon: <IconMicrophone size={size} />,
      keys: [TALK_KEY],
      isPossible: canTalk,
      run: (key) => (key === undefined ? toggle(id) : pressByKey(id, key)),
    },
    {
      id: 'tile.quality',
      label: t('tile.quality', { quality: t(`tile.qualityOf.${choice ?? 'auto'}`) }),
      icon: <IconBadgeHd size={size} />,
      keys: ['q'],
      isPossible: camera.subSourceUrl !== '',
      run: () => useQualityChoice.getState().choose(id, NEXT_QUALITY[choice ?? 'auto']),
    },
    {
      id: 'tile.closer',
      label: t('tile.closer'),
      icon: <IconZoomIn size={size} />,
      keys: ['=', 'Shift+Equal', 'NumpadAdd'],
      isPossible: true,
      run: () => changeZoom(id, (zoom) => zoomedBy(zoom, CLOSER)),
    },
    {
      id: 'tile.further',
      label: t('tile.further'),
      icon: <IconZoomOut size={size} />,
      keys: ['-', 'NumpadSubtract'],
      isPossible: true,
      run: () => changeZoom(id, (zoom) => zoomedBy(zoom, 1 / CLOSER)),
    },
    {
      id: 'tile.whole',
      label: t('tile.whole'),
      icon: <IconZoomReset size={size} />,
      keys: ['Backspace'],
      isPossible: isCloser,
      run: () => forgetZoom(id),
    },
    {
      id: 'tile.snapshot',
      label: t('tile.snapshot'),
      icon: <IconCamera size={size} />,
      keys: ['s'],
      isPossible: maySave,
      run: () => void saveSnapshot(camera),
    },
    {
      id: 'tile.playback',
      label: t('tile.playback'),
      icon: <IconHistory size={size} />,
      keys: ['b'],
      isPossible: mayPlayBack,
      run: () => void navigate({ to: '/playback', search: { camera: id, at: Date.now() - BACK_MS } }),
    },
    {
      id: 'tile.report',
      label: t('tile.report'),
      icon: <IconClipboardPlus size={size} />,
      keys: ['r'],
      isPossible: mayReport,
      run: () => onReport(id),
    },
    {
      id: 'tile.keep',
      label: t('seen.into'),
      icon: <IconFolderPlus size={size} />,
      keys: ['Shift+s'],
      isPossible: maySave && mayRemark,
      run: () => onKeep(id),
    },
    {
      id: 'tile.map',
      label: t('tile.map'),
      icon: <IconMapPin size={size} />,
      keys: [],
      isPossible: maySeeMap && camera.position !== null,
      run: () => {
        useSelection.getState().selectCamera(id);
        void navigate({ to: '/map' });
      },
    },
    empty,
  ];
}
