/** The grids one walks: name, community, code, and the outline with where one stands; before them who is on duty. */
import { IconTopologyStar3 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Grid, Position } from '../../../config/contract/place.ts';
import { Empty } from '../kit/ListState.tsx';
import { useSite } from '../realtime/site-store.ts';
import { useSession } from '../session/session.ts';
import classes from './FieldCards.module.css';
import { FieldRoster } from './FieldRoster.tsx';
import { OUTLINE, outlineOf } from './outline.rules.ts';
import { useHere } from './use-here.ts';

export function FieldGrids() {
  return (
    <>
      <FieldRoster />
      <OwnGrids />
    </>
  );
}

function OwnGrids() {
  const { t } = useTranslation();
  const { person } = useSession();
  const grids = useSite((site) => site.grids);
  const { here } = useHere();
  const mine = person.gridIds.flatMap((id) => grids.get(id) ?? []);
  if (mine.length === 0) {
    return <Empty icon={IconTopologyStar3} title={t('field.grids.none')} hint={t('field.grids.noneHint')} />;
  }
  return (
    <section className={classes.group} aria-label={t('field.grids.mine')}>
      <h2>{t('field.grids.mine')}</h2>
      {mine.map((grid) => (
        <GridCard key={grid.id} grid={grid} position={here.state === 'known' ? here.position : null} />
      ))}
    </section>
  );
}

function GridCard({ grid, position }: { grid: Grid; position: Position | null }) {
  const { t } = useTranslation();
  const { path, place } = outlineOf(grid.rings);
  const point = position && place(position);
  return (
    <article className={classes.card}>
      <strong>{grid.name}</strong>
      <span>{[grid.community, t('field.grids.code', { code: grid.code })].filter(Boolean).join(' · ')}</span>
      <svg
        className={classes.outline}
        viewBox={`0 0 ${OUTLINE} ${OUTLINE}`}
        role="img"
        aria-label={t('field.grids.outline', { name: grid.name })}
      >
        <path d={path} />
        {point && (
          <circle cx={point[0]} cy={point[1]} r={5}>
            <title>{t('field.grids.here')}</title>
          </circle>
        )}
      </svg>
    </article>
  );
}
