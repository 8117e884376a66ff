/** What stands against a boundary, while it is drawn. */
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ShapeProblem } from '../../../config/contract/grid-history.ts';
import classes from './GridsPage.module.css';

export function ShapeProblems({ problems, isChecking }: { problems: readonly ShapeProblem[]; isChecking: boolean }) {
  const { t } = useTranslation();
  return (
    <ul
      className={classes.problems}
      aria-label={t('grids.problems')}
      aria-live="polite"
      data-problems={isChecking ? 'asked' : problems.length}
    >
      {problems.map(({ code, other, squareMetres, at }) => (
        <li key={`${code} ${other} ${at}`} data-problem={code}>
          <IconAlertTriangle size={15} aria-hidden />
          {t(`grids.problem.${code}`, { other, squareMetres: Math.round(squareMetres ?? 0) })}
        </li>
      ))}
      {problems.length === 0 && (
        <li data-problem="none">
          {!isChecking && <IconCircleCheck size={15} aria-hidden />}
          {t(isChecking ? 'grids.checking' : 'grids.noProblems')}
        </li>
      )}
    </ul>
  );
}
