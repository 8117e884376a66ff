/** An alert's level as a shape, a colour and a word: any one of them is enough to know it. */
import { useTranslation } from 'react-i18next';
import type { AlertLevel } from '../../../config/contract/alert.ts';
import classes from './LevelMark.module.css';

/** The map draws the same ones. */
const SHAPES: Record<AlertLevel, string> = {
  critical: 'M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z',
  warning: 'M8 1.2 15.4 14.4H.6z',
  notice: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z',
};

const MARKS: Record<AlertLevel, string> = {
  critical: 'M8 4v4.6M8 11v.8',
  warning: 'M8 6v3.6M8 11.8v.6',
  notice: 'M8 4.4v.6M8 7.4v4.2',
};

type LevelMarkProps = { level: AlertLevel; size?: number; wordless?: boolean; quiet?: boolean };

export function LevelMark({ level, size = 14, wordless = false, quiet = false }: LevelMarkProps) {
  const { t } = useTranslation();
  return (
    <span className={classes.mark} data-level={level} data-quiet={quiet}>
      <svg width={size} height={size} viewBox="0 0 16 16" role="img" aria-label={t(`alerts.level.${level}`)}>
        <path className={classes.shape} d={SHAPES[level]} />
        <path className={classes.sign} d={MARKS[level]} />
      </svg>
      {!wordless && <span aria-hidden>{t(`alerts.level.${level}`)}</span>}
    </span>
  );
}
