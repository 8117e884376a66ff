/** 调度看板: every open incident by the stage it waits in, what is due next at the top; today's closed ones at the end. */
import { Select, Switch } from '@mantine/core';
import { IconFlag, IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { MatterLevel } from '../../../config/contract/matter.ts';
import { useDuty } from '../duty/duty.ts';
import { inNameOrder } from '../incidents/choices.ts';
import { IncidentInHand } from '../incidents/IncidentInHand.tsx';
import { Drawer } from '../kit/Drawer.tsx';
import { Empty, Loading } from '../kit/ListState.tsx';
import { Page } from '../kit/Page.tsx';
import { useShownMs } from '../moments/use-shown-ms.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSession } from '../session/session.ts';
import { BoardColumns } from './BoardColumns.tsx';
import { BOARD_COLUMNS, boardOf } from './board.rules.ts';
import type { BoardSearch } from './board-search.ts';

const EVERY_MS = 10_000;

export function BoardPage() {
  const { t } = useTranslation();
  const { site } = useSession();
  const { isLoaded, incidents } = {
    isLoaded: useSite(({ loaded }) => loaded),
    incidents: useSite((all) => all.incidents),
  };
  const nowMs = useShownMs(EVERY_MS);
  const { search, change } = useBoardSearch();
  const { unit, community, level, overdue = false } = search;
  const board = useMemo(() => {
    const filter = { unitId: unit, community, level, isOverdueOnly: overdue };
    return boardOf(incidents.values(), filter, { nowMs, timeZone: site.timeZone });
  }, [incidents, unit, community, level, overdue, nowMs, site.timeZone]);
  const isEmpty = BOARD_COLUMNS.every((column) => board[column].length === 0);
  const isFiltered = unit !== undefined || community !== undefined || level !== undefined || overdue;

  return (
    <Page title={t('board.title')} note={<OnDutyNote />} actions={<Filters search={search} onChange={change} />}>
      {!isLoaded && <Loading />}
      {isLoaded && isEmpty && isFiltered && (
        <Empty icon={IconSearch} title={t('incidents.noMatch')} hint={t('incidents.noMatchHint')} />
      )}
      {isLoaded && isEmpty && !isFiltered && (
        <Empty icon={IconFlag} title={t('board.empty')} hint={t('board.emptyHint')} />
      )}
      {isLoaded && !isEmpty && (
        <BoardColumns
          board={board}
          nowMs={nowMs}
          chosenId={search.incident ?? null}
          onOpen={(incident) => change({ incident })}
        />
      )}
      <Drawer
        opened={search.incident !== undefined}
        onClose={() => change({ incident: undefined })}
        position="right"
        size={760}
        padding={0}
        title={t('map.details')}
        styles={{ header: { padding: '8px 20px' } }}
      >
        {search.incident !== undefined && <IncidentInHand incidentId={search.incident} />}
      </Drawer>
    </Page>
  );
}

/** Who is in the field, or was. */
function OnDutyNote() {
  const { t } = useTranslation();
  const onDuty = useDuty();
  const units = new Set(onDuty.map(({ unitName }) => unitName).filter((name) => name !== ''));
  const busyCount = onDuty.filter(({ state }) => state === 'busy').length;
  return t('board.onDuty', { people: onDuty.length, busy: busyCount, units: units.size });
}

function Filters({ search, onChange }: { search: BoardSearch; onChange: (changed: BoardSearch) => void }) {
  const { t } = useTranslation();
  const units = useSite((site) => site.units);
  const grids = useSite((site) => site.grids);
  const communities = useMemo(
    () => inNameOrder([...new Set([...grids.values()].map(({ community }) => community))].map((name) => ({ name }))),
    [grids],
  );
  return (
    <>
      <Select
        {...{ size: 'xs', w: 170, searchable: true, clearable: true }}
        aria-label={t('board.unit')}
        placeholder={t('board.allUnits')}
        value={search.unit ?? null}
        onChange={(unit) => onChange({ unit: unit ?? undefined })}
        data={inNameOrder(units.values()).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        {...{ size: 'xs', w: 150, searchable: true, clearable: true }}
        aria-label={t('board.community')}
        placeholder={t('board.allCommunities')}
        value={search.community ?? null}
        onChange={(community) => onChange({ community: community ?? undefined })}
        data={communities.filter(({ name }) => name !== '').map(({ name }) => name)}
      />
      <Select
        {...{ size: 'xs', w: 130, clearable: true }}
        aria-label={t('incidents.levelLabel')}
        placeholder={t('board.allLevels')}
        value={search.level ?? null}
        onChange={(level) => onChange({ level: level ?? undefined })}
        data={MatterLevel.options.map((value) => ({ value, label: t(`incidents.level.${value}`) }))}
      />
      <Switch
        label={t('board.overdueOnly')}
        checked={search.overdue ?? false}
        onChange={({ currentTarget }) => onChange({ overdue: currentTarget.checked || undefined })}
      />
    </>
  );
}

function useBoardSearch() {
  const navigate = useNavigate({ from: '/board' });
  const search = useSearch({ from: '/console/board' });
  const change = (changed: BoardSearch) =>
    void navigate({ search: (before) => ({ ...before, ...changed }), replace: changed.incident === undefined });
  return { search, change };
}
