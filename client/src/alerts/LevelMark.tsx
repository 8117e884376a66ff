/** An alert's level as a shape, a colour and a word: any one of them is enough to know it. */
import { useTranslation } from 'react-i18next';
import type { AlertLevel } from '../../../config/contract/alert.ts';
import classes from './LevelMark.module.css';

const SHAPES: Record<AlertLevel, string> = {
  critical: 'M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z',
  warning: 'M8 1.2 15.4 14.4H.6z',
  notice: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z',
};

type LevelMarkProps = { level: AlertLevel; size?: number; wordless?: boolean; quiet?: boolean };

export function LevelMark({ level, size = 14, wordless = false, quiet = false }: LevelMarkProps) {
  const { t } = useTranslation();
  return (
    <span className={classes.mark} data-level={level} data-quiet={quiet}>
      <svg width={size} height={size} viewBox="0 0 16 16" role="img" aria-label={t(`alerts.level.${level}`)}>
        <path d={SHAPES[level]} />
      </svg>
      {!wordless && <span aria-hidden>{t(`alerts.level.${level}`)}</span>}
    </span>
  );
}
