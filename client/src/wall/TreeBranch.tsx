/** A branch of the tree with all that is below it: how many of its cameras are live, and the way to show them all at once. */
import { IconChevronDown, IconLayoutGrid } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { useSite } from '../realtime/site-store.ts';
import classes from './CameraTree.module.css';
import type { CameraTreeProps } from './CameraTree.tsx';
import { type CameraBranch, camerasOf } from './camera-tree.ts';
import { TreeLeaf } from './TreeLeaf.tsx';
import type { CameraLists } from './use-camera-lists.ts';
import { useDragSource } from './use-drag-source.ts';

type TreeBranchProps = CameraTreeProps & {
  branch: CameraBranch;
  depth: number;
  lists: CameraLists;
  onMenu: (camera: Camera, at: { x: number; y: number }) => void;
  /** What can be done with the branch itself. */
  tools?: ReactNode;
};

export function TreeBranch({ branch, depth, tools, ...tree }: TreeBranchProps) {
  const { t } = useTranslation();
  const health = useSite((site) => site.health);
  const summary = useRef<HTMLElement>(null);
  const all = camerasOf(branch);
  const ids = all.map(({ id }) => id);
  const liveCount = ids.filter((id) => health.get(id)?.state === 'live').length;
  // Of those that are not used nobody expects a picture.
  const used = all.filter(({ disabled }) => !disabled);
  const isDown = used.length > 0 && used.every(({ id }) => health.get(id)?.state === 'offline');
  const name = branch.name ?? t('wall.noGrid');
  useDragSource(summary, () => (ids.length > 0 && tree.onPickAll ? { kind: 'cameras', cameraIds: ids } : undefined));

  return (
    <div className={classes.branch}>
      <details open>
        <summary ref={summary} data-row style={{ paddingLeft: 12 + depth * 14 }}>
          <IconChevronDown size={14} aria-hidden />
          <span className={classes.groupName} title={name}>
            {name}
          </span>
          <span
            className={classes.count}
            data-down={isDown}
            title={t('wall.liveOf', { live: liveCount, all: all.length })}
          >
            {isDown ? t('wall.allOffline', { all: used.length }) : `${liveCount}/${all.length}`}
          </span>
        </summary>
        {branch.branches.map((inner) => (
          <TreeBranch key={inner.id} branch={inner} depth={depth + 1} {...tree} />
        ))}
        <ul>
          {branch.cameras.map((camera) => (
            <TreeLeaf key={camera.id} camera={camera} depth={depth} {...tree} />
          ))}
        </ul>
      </details>
      <div className={classes.tools}>
        {tools}
        {tree.onPickAll && all.length > 0 && (
          <button
            type="button"
            className={classes.tool}
            title={t('wall.pickAll', { name })}
            aria-label={t('wall.pickAll', { name })}
            onClick={() => tree.onPickAll?.(ids)}
          >
            <IconLayoutGrid size={14} />
          </button>
        )}
      </div>
    </div>
  );
}
