/** What a grid was, from when to when, by whom; each boundary can be laid over the map. */
import { ActionIcon } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { GridVersion } from '../../../config/contract/grid-history.ts';
import type { Rings } from '../../../config/contract/place.ts';
import { api } from '../api/api.ts';
import { Failed, Loading } from '../kit/ListState.tsx';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './GridsPage.module.css';
import { gridHistoryKey } from './grids-key.ts';

type GridHistoryProps = { gridId: string; ghost: Rings | null; onGhost: (rings: Rings | null) => void };

export function GridHistory({ gridId, ghost, onGhost }: GridHistoryProps) {
  const { t } = useTranslation();
  const history = useQuery({
    queryKey: gridHistoryKey(gridId),
    queryFn: ({ signal }) => api('GET /api/grids/:gridId/history', { params: { gridId }, signal }),
  });
  return (
    <section className={classes.part}>
      <h3>{t('grids.history')}</h3>
      {history.isPending && <Loading />}
      {history.error && !history.data && <Failed thrown={history.error} onRetry={() => void history.refetch()} />}
      <ol className={classes.history}>
        {history.data?.map((version) => (
          <Version
            key={version.version}
            version={version}
            isShown={ghost === version.grid.rings}
            onShow={() => onGhost(ghost === version.grid.rings ? null : version.grid.rings)}
          />
        ))}
      </ol>
    </section>
  );
}

function Version({ version, isShown, onShow }: { version: GridVersion; isShown: boolean; onShow: () => void }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const { fromMs, toMs, by, changed } = version;
  const from = time.dateTime(fromMs);
  const what =
    changed.length === 0 ? t('grids.historyBegan') : changed.map((field) => t(`grids.changed.${field}`)).join('、');
  const label = t(isShown ? 'grids.hideVersion' : 'grids.showVersion', { when: from });
  return (
    <li>
      <span>
        {toMs === null
          ? t('grids.historyFrom', { when: from })
          : t('grids.historySpan', { from, to: time.dateTime(toMs) })}
      </span>
      <small>{[what, by].filter(Boolean).join(' · ')}</small>
      <ActionIcon size="sm" onClick={onShow} aria-pressed={isShown} aria-label={label} title={label}>
        {isShown ? <IconEyeOff size={14} /> : <IconEye size={14} />}
      </ActionIcon>
    </li>
  );
}
