/** How grave an incident is: a shape, a word and a colour. */
import { IconCircle, IconSquareRotated, IconTriangle, IconUrgent } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MatterLevel } from '../../../config/contract/matter.ts';
import classes from './BoardCard.module.css';

const SHAPES = {
  general: IconCircle,
  larger: IconTriangle,
  major: IconSquareRotated,
  extraordinary: IconUrgent,
} satisfies Record<MatterLevel, typeof IconCircle>;

export function LevelMark({ level }: { level: MatterLevel }) {
  const { t } = useTranslation();
  const Shape = SHAPES[level];
  return (
    <span className={classes.level} data-level={level}>
      <Shape size={13} stroke={2.2} aria-hidden />
      {t(`incidents.level.${level}`)}
    </span>
  );
}
