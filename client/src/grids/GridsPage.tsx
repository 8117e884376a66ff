/** The grids of the street: listed, on the map, each with its card; drawn, changed, ended, and as they were. */
import { Button } from '@mantine/core';
import {
  IconHandClick,
  IconMapPlus,
  IconMapSearch,
  IconPlus,
  IconQrcode,
  IconSearch,
  IconTopologyStar3,
  IconUpload,
} from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShapeProblem } from '../../../config/contract/grid-history.ts';
import type { Grid, Rings } from '../../../config/contract/place.ts';
import { useCommands } from '../commands/use-commands.ts';
import { Empty, Failed, Loading } from '../kit/ListState.tsx';
import { Modal } from '../kit/Modal.tsx';
import { Page } from '../kit/Page.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useMay } from '../session/session.ts';
import { AsOfDay } from './AsOfDay.tsx';
import type { Boundary } from './boundary.rules.ts';
import { GridCard } from './GridCard.tsx';
import { GridEditor } from './GridEditor.tsx';
import { GridFilters } from './GridFilters.tsx';
import { GridList } from './GridList.tsx';
import { GridMap } from './GridMap.tsx';
import classes from './GridsPage.module.css';
import { draftOf, type GridDraft, newDraft, withBase } from './grid-draft.rules.ts';
import { EVERY_BASE_GRID, type GridFilter, listedGrids } from './grid-list.rules.ts';
import { ImportGrids } from './import/ImportGrids.tsx';
import { UnstaffedReport } from './UnstaffedReport.tsx';
import { useUnstaffed } from './use-grid-members.ts';
import { useGrids } from './use-grids.ts';
import { useShapeCheck } from './use-shape-check.ts';

const NO_PROBLEMS: readonly ShapeProblem[] = [];
const NO_IDS: readonly string[] = [];
const NOBODY: ReadonlySet<string> = new Set();

export function GridsPage() {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const navigate = useNavigate();
  const { grid: selectedId = null } = useSearch({ from: '/console/grids' });
  const [day, setDay] = useState<string | null>(null);
  const { grids, isLoading, failure, retry } = useGrids(day);
  const [filter, setFilter] = useState<GridFilter>(EVERY_BASE_GRID);
  const [draft, setDraft] = useState<GridDraft | null>(null);
  const [ghost, setGhost] = useState<Rings | null>(null);
  const [isImporting, setImporting] = useState(false);
  const mayConfigure = useMay('grid.configure') && day === null;
  const unstaffed = useUnstaffed(grids);
  const listed = useMemo(() => listedGrids(grids, filter, unstaffed), [grids, filter, unstaffed]);
  const governance = useMemo(
    () => grids.filter(({ kind, line }) => kind === 'governance' && (filter.line === null || line === filter.line)),
    [grids, filter.line],
  );
  const selected = grids.find(({ id }) => id === selectedId) ?? null;
  const { check, isChecking } = useShapeCheck(draft);

  const select = useCallback(
    (gridId: string | null) => {
      setGhost(null);
      void navigate({ to: '/grids', search: gridId ? { grid: gridId } : {}, replace: true });
    },
    [navigate],
  );
  const isChoosing = draft?.kind === 'governance';
  const pick = useCallback(
    (gridId: string | null) => {
      if (!isChoosing) return select(gridId);
      if (gridId) setDraft((now) => now && withBase(now, gridId));
    },
    [isChoosing, select],
  );
  const begin = (next: GridDraft) => {
    setGhost(null);
    setDraft(next);
    if (next.kind === 'governance') setFilter({ ...EVERY_BASE_GRID, line: filter.line });
  };
  const done = (grid: Grid | null) => {
    setDraft(null);
    if (grid) select(grid.id);
  };
  const changeBoundary = useCallback(
    (change: (boundary: Boundary) => Boundary) => setDraft((now) => now && { ...now, boundary: change(now.boundary) }),
    [],
  );
  useCommands([
    {
      id: 'grids.escape',
      group: 'map',
      label: t('grids.close'),
      keys: ['Escape'],
      enabled: () => draft === null && selected !== null,
      run: () => select(null),
    },
  ]);
  const count = (kind: Grid['kind']) => grids.filter((grid) => grid.kind === kind).length;

  return (
    <Page
      title={t('grids.title')}
      note={[
        t('grids.count', { base: count('base'), governance: count('governance') }),
        ...(unstaffed.size > 0 && day === null ? [t('grids.unstaffedCount', { count: unstaffed.size })] : []),
      ].join(' · ')}
      actions={
        <>
          <Button
            variant="subtle"
            leftSection={<IconQrcode size={16} />}
            onClick={() => void navigate({ to: '/report-points' })}
          >
            {t('reportPoints.open')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconMapSearch size={16} />}
            disabled={draft !== null}
            renderRoot={(props) => <Link to="/grids/places" {...props} />}
          >
            {t('places.title')}
          </Button>
          <AsOfDay day={day} isDisabled={draft !== null} onDay={setDay} />
          {mayConfigure && (
            <>
              <Button
                variant="default"
                leftSection={<IconUpload size={16} />}
                disabled={!canAct || draft !== null}
                onClick={() => setImporting(true)}
              >
                {t('grids.import')}
              </Button>
              <Button
                variant="default"
                leftSection={<IconPlus size={16} />}
                disabled={!canAct || draft !== null}
                onClick={() => begin(newDraft('governance'))}
              >
                {t('grids.addGovernance')}
              </Button>
              <Button
                leftSection={<IconMapPlus size={16} />}
                disabled={!canAct || draft !== null}
                onClick={() => begin(newDraft('base'))}
              >
                {t('grids.add')}
              </Button>
            </>
          )}
        </>
      }
    >
      <div className={classes.desk}>
        <aside className={classes.side}>
          <GridFilters grids={grids} filter={filter} unstaffedCount={unstaffed.size} onChange={setFilter}>
            {day === null && <UnstaffedReport grids={grids} unstaffed={unstaffed} />}
          </GridFilters>
          {isLoading && <Loading />}
          {failure !== null && <Failed thrown={failure} onRetry={retry} />}
          {!isLoading && failure === null && grids.length === 0 && (
            <Empty icon={IconTopologyStar3} title={t('grids.empty')} hint={t('grids.emptyHint')} />
          )}
          {grids.length > 0 && listed.length === 0 && (
            <Empty icon={IconSearch} title={t('grids.noMatch')} hint={t('grids.noMatchHint')} />
          )}
          <GridList
            grids={listed}
            unstaffed={unstaffed}
            selectedId={selectedId}
            chosenIds={isChoosing ? draft.baseGridIds : NO_IDS}
            onPick={pick}
          />
        </aside>
        <div className={classes.map}>
          <GridMap
            key={day ?? 'now'}
            grids={grids}
            governance={governance}
            picks={filter.kind}
            unstaffed={filter.onlyUnstaffed ? unstaffed : NOBODY}
            selectedId={selectedId}
            ghost={ghost}
            draft={draft}
            problems={check?.problems ?? NO_PROBLEMS}
            onPick={pick}
            onBoundary={changeBoundary}
          />
        </div>
        <aside className={classes.detail}>
          {draft && (
            <GridEditor
              draft={draft}
              grids={grids}
              check={check}
              isChecking={isChecking}
              onDraft={setDraft}
              onDone={done}
            />
          )}
          {!draft && selected && (
            <GridCard
              key={selected.id}
              grid={selected}
              grids={grids}
              isPast={day !== null}
              ghost={ghost}
              onGhost={setGhost}
              onPick={select}
              onEdit={(grid) => begin(draftOf(grid))}
            />
          )}
          {!draft && !selected && <Empty icon={IconHandClick} title={t('grids.choose')} />}
        </aside>
      </div>
      <Modal
        opened={isImporting}
        onClose={() => setImporting(false)}
        title={t('gridImport.title')}
        size="min(1720px, 96vw)"
        closeOnClickOutside={false}
      >
        {isImporting && <ImportGrids grids={grids} onDone={() => setImporting(false)} />}
      </Modal>
    </Page>
  );
}
