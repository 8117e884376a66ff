/** Cameras by group, by place or by one's own lists; found by name, pinyin or code; picked by click, keyboard or drag. */
import { SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch, IconStar, IconVideoOff } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { useCommands } from '../commands/use-commands.ts';
import { Empty, Loading } from '../kit/ListState.tsx';
import type { WindowPoint } from '../kit/MenuAt.tsx';
import { useSite } from '../realtime/site-store.ts';
import { CameraListMenu } from './CameraListMenu.tsx';
import classes from './CameraTree.module.css';
import { isWanted } from './camera-search.ts';
import { type CameraBranch, found, type TreeView, treeByGroup, treeByPlace, treeOfLists } from './camera-tree.ts';
import { ListTools } from './ListTools.tsx';
import { TreeBranch } from './TreeBranch.tsx';
import { useCameraLists } from './use-camera-lists.ts';
import { usePinyin } from './use-pinyin.ts';

export type CameraTreeProps = {
  shownIds: ReadonlySet<string>;
  selectedId: string | null;
  onPick: (cameraId: string) => void;
  /** A whole branch at once; left out where only one can be looked at. */
  onPickAll?: ((cameraIds: readonly string[]) => void) | undefined;
};

const VIEWS: readonly TreeView[] = ['groups', 'places', 'mine'];
const KEY = 'lianqin.camera-tree';

export function CameraTree({ shownIds, selectedId, onPick, onPickAll }: CameraTreeProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [view, setView] = useState<TreeView>(
    () => VIEWS.find((each) => each === localStorage.getItem(KEY)) ?? 'groups',
  );
  const [menu, setMenu] = useState<{ camera: Camera; at: WindowPoint } | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const loaded = useSite((site) => site.loaded);
  const cameras = useSite((site) => site.cameras);
  const cameraGroups = useSite((site) => site.cameraGroups);
  const grids = useSite((site) => site.grids);
  const units = useSite((site) => site.units);
  const lists = useCameraLists();
  const readsAs = usePinyin(search !== '');
  const branches = useMemo((): CameraBranch[] => {
    const whole = {
      groups: () => treeByGroup({ cameras, cameraGroups }),
      places: () => treeByPlace(cameras, { grids, units }),
      mine: () => treeOfLists(cameras, lists.all),
    }[view]();
    return search.trim() === '' ? whole : found(whole, isWanted(search, readsAs));
  }, [cameras, cameraGroups, grids, units, lists.all, view, search, readsAs]);

  const show = (wanted: TreeView) => {
    localStorage.setItem(KEY, wanted);
    setView(wanted);
  };
  useCommands([
    { id: 'wall.search', group: 'wall', label: t('wall.search'), keys: ['/'], run: () => field.current?.focus() },
    {
      id: 'wall.star',
      group: 'wall',
      label: t('wall.starSelected'),
      keys: ['f'],
      enabled: () => selectedId !== null,
      run: () => selectedId !== null && lists.toggleFavourite(selectedId),
    },
  ]);
  const focusFirst = () => rowsIn(list.current)[0]?.focus();

  return (
    <nav className={classes.tree} aria-label={t('wall.cameras')}>
      <div className={classes.head}>
        <h2>{t('wall.cameras')}</h2>
        <span>{cameras.size}</span>
      </div>
      <div className={classes.search}>
        <TextInput
          ref={field}
          size="xs"
          placeholder={t('wall.searchHint')}
          aria-label={t('wall.search')}
          leftSection={<IconSearch size={14} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setSearch('');
            if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
            event.preventDefault();
            focusFirst();
          }}
        />
        <SegmentedControl
          fullWidth
          aria-label={t('wall.treeView')}
          value={view}
          onChange={(value) => show(VIEWS.find((each) => each === value) ?? 'groups')}
          data={VIEWS.map((each) => ({ value: each, label: t(`wall.tree.${each}`) }))}
        />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: moves between the rows inside, which are buttons */}
      <div className={classes.list} ref={list} onKeyDown={moveFocus}>
        {!loaded && <Loading />}
        {loaded && branches.length === 0 && (
          <Nothing isSearch={search !== ''} view={view} hasCameras={cameras.size > 0} />
        )}
        {branches.map((branch) => (
          <TreeBranch
            key={branch.id}
            {...{ branch, shownIds, selectedId, onPick, onPickAll }}
            depth={0}
            lists={lists}
            onMenu={(camera, at) => setMenu({ camera, at })}
            tools={view === 'mine' && <ListTools listId={branch.id} lists={lists} />}
          />
        ))}
        {view === 'mine' && loaded && <ListTools listId={null} lists={lists} />}
      </div>
      <CameraListMenu menu={menu} lists={lists} onClose={() => setMenu(null)} />
    </nav>
  );
}

function Nothing({ isSearch, view, hasCameras }: { isSearch: boolean; view: TreeView; hasCameras: boolean }) {
  const { t } = useTranslation();
  if (isSearch) return <Empty icon={IconVideoOff} title={t('wall.nothingFound')} hint={t('wall.nothingFoundHint')} />;
  if (view === 'mine' && hasCameras) return <Empty icon={IconStar} title={t('saved.noFavourites')} />;
  return <Empty icon={IconVideoOff} title={t('wall.noCameras')} hint={t('wall.noCamerasHint')} />;
}

function rowsIn(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].filter((row) => row.offsetParent !== null);
}

/** Up and down through what is open; left closes a branch or goes to it, right opens it. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const row = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-row]') : null;
  if (!row) return;
  const rows = rowsIn(event.currentTarget);
  const at = rows.indexOf(row);
  const details = row.closest('details');
  const isBranch = row.tagName === 'SUMMARY';
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined) rows[at + step]?.focus();
  else if (event.key === 'ArrowRight' && isBranch && details) details.open = true;
  else if (event.key === 'ArrowLeft' && isBranch && details) details.open = false;
  else if (event.key === 'ArrowLeft') details?.querySelector<HTMLElement>('summary')?.focus();
  else return;
  event.preventDefault();
}
