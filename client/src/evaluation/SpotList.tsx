/** Hot spots and repeat places: where they lie on the street, and how many there were. */
import { useTranslation } from 'react-i18next';
import type { Evaluation } from '../../../config/contract/evaluation.ts';
import { useSite } from '../realtime/site-store.ts';
import classes from './EvaluationPage.module.css';

type Spot = Evaluation['spots'][number];
type SpotListProps = { spots: readonly Spot[]; onOpen: (spot: Spot) => void };

export function SpotList({ spots, onOpen }: SpotListProps) {
  const { t } = useTranslation();
  return (
    <section className={classes.panel}>
      <header>
        <h2>{t('evaluation.spots')}</h2>
        <small>{t('evaluation.spotsHint')}</small>
      </header>
      {spots.length === 0 && <p className={classes.none}>{t('evaluation.nobody')}</p>}
      {spots.length > 0 && (
        <div className={classes.spots}>
          <SpotMap spots={spots} />
          <ol>
            {spots.map((spot, index) => (
              <li key={spot.cell}>
                <button type="button" onClick={() => onOpen(spot)}>
                  <b>{index + 1}</b>
                  <span>
                    {spot.place || spot.gridName}
                    <small>{spot.className}</small>
                  </span>
                  <strong>{spot.count}</strong>
                  <em>
                    {t('evaluation.repeats')} {spot.repeatCount}
                  </em>
                </button>
              </li>
            ))}
          </ol>
        </div>
      )}
    </section>
  );
}

const WIDTH = 400;

/** The grids as they are, flat enough at a street's size, and a disc for each spot. */
function SpotMap({ spots }: { spots: readonly Spot[] }) {
  const grids = useSite((site) => site.grids);
  const rings = [...grids.values()].filter(({ kind }) => kind === 'base').flatMap((grid) => grid.rings);
  const corners = [
    ...rings.flat(),
    ...spots.map(({ position: { longitude, latitude } }) => [longitude, latitude] as const),
  ];
  const [west, east] = [Math.min(...corners.map(([x]) => x)), Math.max(...corners.map(([x]) => x))];
  const [south, north] = [Math.min(...corners.map(([, y]) => y)), Math.max(...corners.map(([, y]) => y))];
  const flat = Math.cos((south * Math.PI) / 180);
  const scale = WIDTH / Math.max((east - west) * flat, 1e-6);
  const height = Math.max(40, (north - south) * scale);
  const at = (x: number, y: number) => [(x - west) * flat * scale, (north - y) * scale] as const;
  const most = Math.max(1, ...spots.map(({ count }) => count));
  return (
    <svg viewBox={`-14 -14 ${WIDTH + 28} ${height + 28}`} aria-hidden>
      {rings.map((ring) => {
        const points = ring.map(([x, y]) => at(x, y).join(',')).join(' ');
        return <polygon key={points} points={points} />;
      })}
      {spots.map(({ cell, position, count }, index) => {
        const [x, y] = at(position.longitude, position.latitude);
        return (
          <g key={cell} transform={`translate(${x} ${y})`}>
            <circle r={7 + 12 * Math.sqrt(count / most)} />
            <text dy="0.35em">{index + 1}</text>
          </g>
        );
      })}
    </svg>
  );
}
