/** The grid in hand: what it is, what is laid over or under it, who cares for it, and what it was. */
import { ActionIcon, Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPencil, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { areaM2 } from '../../../config/contract/grid-shape.ts';
import type { Grid, Rings } from '../../../config/contract/place.ts';
import { api } from '../api/api.ts';
import { AskFirst } from '../kit/AskFirst.tsx';
import { Facts } from '../kit/Facts.tsx';
import { sayFailure } from '../kit/say-failure.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { useMay } from '../session/session.ts';
import { GridHistory } from './GridHistory.tsx';
import { GridMembers } from './GridMembers.tsx';
import classes from './GridsPage.module.css';
import { GridVolunteers } from './GridVolunteers.tsx';
import { gridsOver } from './grid-list.rules.ts';

type GridCardProps = {
  grid: Grid;
  grids: readonly Grid[];
  /** It is looked at as it was. */
  isPast: boolean;
  ghost: Rings | null;
  onGhost: (rings: Rings | null) => void;
  onPick: (gridId: string | null) => void;
  onEdit: (grid: Grid) => void;
};

export function GridCard({ grid, grids, isPast, ghost, onGhost, onPick, onEdit }: GridCardProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const mayConfigure = useMay('grid.configure') && !isPast;
  const cameras = useSite((site) => site.cameras);
  const inside = [...cameras.values()].filter(
    ({ gridId }) => gridId === grid.id || grid.baseGridIds.includes(gridId ?? ''),
  );
  const related =
    grid.kind === 'base' ? gridsOver(grids, grid.id) : grids.filter(({ id }) => grid.baseGridIds.includes(id));
  const end = useMutation({
    mutationFn: () => api('POST /api/grids/:gridId/end', { params: { gridId: grid.id } }),
    onSuccess: ({ name }) => {
      notifications.show({ message: t('grids.ended', { name }) });
      onPick(null);
    },
    onError: sayFailure,
  });

  return (
    <section className={classes.card} aria-label={t('grids.card')} data-card={grid.id}>
      <header>
        <h2>{grid.name}</h2>
        <ActionIcon onClick={() => onPick(null)} aria-label={t('grids.close')} title={t('grids.close')}>
          <IconX size={16} />
        </ActionIcon>
      </header>
      <div className={classes.cardBody}>
        <Facts
          facts={[
            [
              t('grids.code'),
              <span key="code" className={classes.mono}>
                {grid.code}
              </span>,
            ],
            [t('grids.community'), grid.community || t('grids.none')],
            [t('grids.line'), grid.line],
            [t('grids.area'), t('grids.areaOf', { hectares: (areaM2(grid.rings) / 10_000).toFixed(2) })],
            [t('grids.cameras'), t('grids.cameraCount', { count: inside.length })],
            [
              t(grid.kind === 'base' ? 'grids.over' : 'grids.under'),
              related.length === 0 ? (
                t('grids.none')
              ) : (
                <span key="related" className={classes.related}>
                  {related.map(({ id, name, line }) => (
                    <button key={id} type="button" onClick={() => onPick(id)}>
                      {name}
                      {line && <em>{line}</em>}
                    </button>
                  ))}
                </span>
              ),
            ],
          ]}
        />
        {mayConfigure && (
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconPencil size={16} />}
              disabled={!canAct}
              onClick={() => onEdit(grid)}
            >
              {t('grids.edit')}
            </Button>
            <AskFirst
              question={t('grids.endQuestion', { name: grid.name })}
              act={t('grids.end')}
              isBusy={end.isPending}
              onAct={end.mutate}
              isDangerous
            >
              {(ask) => (
                <Button variant="default" {...ask}>
                  {t('grids.end')}
                </Button>
              )}
            </AskFirst>
          </Group>
        )}
        {grid.kind === 'base' && !isPast && (
          <>
            <GridMembers gridId={grid.id} mayConfigure={mayConfigure} />
            <GridVolunteers gridId={grid.id} mayConfigure={mayConfigure} />
          </>
        )}
        <GridHistory gridId={grid.id} ghost={ghost} onGhost={onGhost} />
      </div>
    </section>
  );
}
