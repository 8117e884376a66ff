/** Cameras by group, to be found by name and dragged onto the wall. */
import { TextInput } from '@mantine/core';
import { IconChevronDown, IconSearch, IconVideoOff } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { Empty, Loading } from '../kit/ListState.tsx';
import { useSite } from '../realtime/site-store.ts';
import { cameraState } from '../video/camera-state.ts';
import { StateMark } from '../video/StateMark.tsx';
import classes from './CameraTree.module.css';
import { type CameraBranch, cameraTree } from './camera-tree.ts';
import { useDragSource } from './use-drag-source.ts';

type CameraTreeProps = { shownIds: ReadonlySet<string>; selectedId: string | null; onPick: (cameraId: string) => void };

export function CameraTree({ shownIds, selectedId, onPick }: CameraTreeProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const loaded = useSite((site) => site.loaded);
  const cameras = useSite((site) => site.cameras);
  const cameraGroups = useSite((site) => site.cameraGroups);
  const branches = useMemo(() => cameraTree({ cameras, cameraGroups }, search), [cameras, cameraGroups, search]);

  return (
    <nav className={classes.tree} aria-label={t('wall.cameras')}>
      <div className={classes.head}>
        <h2>{t('wall.cameras')}</h2>
        <span>{cameras.size}</span>
      </div>
      <TextInput
        className={classes.search}
        size="xs"
        placeholder={t('wall.search')}
        aria-label={t('wall.search')}
        leftSection={<IconSearch size={14} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div className={classes.list}>
        {!loaded && <Loading />}
        {loaded && branches.length === 0 && (
          <Empty
            icon={IconVideoOff}
            title={search ? t('wall.nothingFound') : t('wall.noCameras')}
            hint={search ? undefined : t('wall.noCamerasHint')}
          />
        )}
        {branches.map((branch) => (
          <Branch key={branch.group.id} {...{ branch, shownIds, selectedId, onPick }} />
        ))}
      </div>
    </nav>
  );
}

type BranchProps = Omit<CameraTreeProps, 'branch'> & { branch: CameraBranch };

function Branch({ branch: { group, cameras }, shownIds, selectedId, onPick }: BranchProps) {
  const { t } = useTranslation();
  const health = useSite((site) => site.health);
  const liveCount = cameras.filter(({ id }) => health.get(id)?.state === 'live').length;
  return (
    <details className={classes.branch} open>
      <summary>
        <IconChevronDown size={14} aria-hidden />
        <span className={classes.groupName}>{group.name}</span>
        <span className={classes.count} title={t('wall.liveOf', { live: liveCount, all: cameras.length })}>
          {liveCount}/{cameras.length}
        </span>
      </summary>
      <ul>
        {cameras.map((camera) => (
          <Leaf
            key={camera.id}
            camera={camera}
            isShown={shownIds.has(camera.id)}
            isSelected={camera.id === selectedId}
            onPick={() => onPick(camera.id)}
          />
        ))}
      </ul>
    </details>
  );
}

type LeafProps = { camera: Camera; isShown: boolean; isSelected: boolean; onPick: () => void };

function Leaf({ camera, isShown, isSelected, onPick }: LeafProps) {
  const { t } = useTranslation();
  const element = useRef<HTMLButtonElement>(null);
  const health = useSite((site) => site.health.get(camera.id));

  useDragSource(element, () => ({ kind: 'camera', cameraId: camera.id }));

  return (
    <li>
      <button
        type="button"
        ref={element}
        className={classes.leaf}
        data-shown={isShown}
        data-selected={isSelected}
        title={t('wall.pickHint')}
        onClick={onPick}
      >
        <span className={classes.name}>{camera.name}</span>
        <StateMark state={cameraState(camera, health)} />
      </button>
    </li>
  );
}
