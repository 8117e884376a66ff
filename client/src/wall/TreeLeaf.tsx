/** A camera in the tree: its state, its star, and all one can do with it from there. */
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { useSite } from '../realtime/site-store.ts';
import { cameraState } from '../video/camera-state.ts';
import { StateMark } from '../video/StateMark.tsx';
import classes from './CameraTree.module.css';
import type { CameraTreeProps } from './CameraTree.tsx';
import type { CameraLists } from './use-camera-lists.ts';
import { useDragSource } from './use-drag-source.ts';

type TreeLeafProps = Pick<CameraTreeProps, 'shownIds' | 'selectedId' | 'onPick'> & {
  camera: Camera;
  depth: number;
  lists: CameraLists;
  onMenu: (camera: Camera, at: { x: number; y: number }) => void;
};

export function TreeLeaf({ camera, depth, shownIds, selectedId, onPick, lists, onMenu }: TreeLeafProps) {
  const { t } = useTranslation();
  const element = useRef<HTMLButtonElement>(null);
  const health = useSite((site) => site.health.get(camera.id));
  const isStarred = lists.isFavourite(camera.id);
  useDragSource(element, () => ({ kind: 'camera', cameraId: camera.id }));

  return (
    <li className={classes.row} data-selected={camera.id === selectedId}>
      <button
        type="button"
        ref={element}
        className={classes.leaf}
        data-row
        data-shown={shownIds.has(camera.id)}
        aria-current={camera.id === selectedId}
        title={camera.code ? `${camera.name} · ${camera.code}` : camera.name}
        style={{ paddingLeft: 24 + depth * 14 }}
        onClick={() => onPick(camera.id)}
        onContextMenu={(event) => {
          event.preventDefault();
          // The keyboard's menu key points nowhere.
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          onMenu(camera, { x: event.clientX || left + 24, y: event.clientY || bottom });
        }}
      >
        <span className={classes.name}>{camera.name}</span>
        <StateMark state={cameraState(camera, health)} />
      </button>
      <button
        type="button"
        className={classes.star}
        data-starred={isStarred}
        tabIndex={-1}
        aria-pressed={isStarred}
        aria-label={t(isStarred ? 'saved.unstar' : 'saved.star', { name: camera.name })}
        onClick={() => lists.toggleFavourite(camera.id)}
      >
        {isStarred ? <IconStarFilled size={13} /> : <IconStar size={13} />}
      </button>
    </li>
  );
}
