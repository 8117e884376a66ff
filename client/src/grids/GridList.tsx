/** Grids as rows, thousands of them: those out of sight cost nothing. */
import { IconUserOff } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Grid } from '../../../config/contract/place.ts';
import classes from './GridsPage.module.css';

type GridListProps = {
  grids: readonly Grid[];
  unstaffed: ReadonlySet<string>;
  selectedId: string | null;
  chosenIds: readonly string[];
  onPick: (gridId: string) => void;
};

export const GridList = memo(function GridList({ grids, unstaffed, selectedId, chosenIds, onPick }: GridListProps) {
  const { t } = useTranslation();
  return (
    <ul className={classes.rows} aria-label={t('grids.list')} data-count={grids.length}>
      {grids.map(({ id, code, name, community, line, kind }) => (
        <li key={id}>
          <button
            type="button"
            className={classes.row}
            aria-pressed={id === selectedId || chosenIds.includes(id)}
            data-grid={id}
            onClick={() => onPick(id)}
          >
            <strong>{name}</strong>
            <span className={classes.mono}>{code}</span>
            <span className={classes.place}>
              {kind === 'governance' && <em>{line}</em>}
              {community}
            </span>
            {unstaffed.has(id) && (
              <span className={classes.unstaffed}>
                <IconUserOff size={13} aria-hidden />
                {t('grids.unstaffed')}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
});
