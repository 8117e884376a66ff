/** Every problem of a file in words, each to be shown on the map; or, where there is none, what becomes of each row. */
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ShapeProblemCode } from '../../../../config/contract/grid-history.ts';
import { type GridImportPreview, type ImportProblem, mayBeAgreedTo } from '../../../../config/contract/grid-import.ts';
import classes from './ImportGrids.module.css';
import { inReadingOrder } from './import-preview.rules.ts';

type ImportProblemsProps = {
  preview: GridImportPreview;
  /** The place of a problem in the reading order. */
  inHand: number | null;
  onInHand: (index: number) => void;
};

export function ImportProblems({ preview, inHand, onInHand }: ImportProblemsProps) {
  const { t } = useTranslation();
  const textOf = useImportProblemText();
  const problems = inReadingOrder(preview.problems);
  return (
    <div className={classes.list} data-problems={problems.length}>
      {problems.length > 0 && (
        <ul aria-label={t('gridImport.problems')}>
          {problems.map((problem, index) => {
            const { row } = problem;
            const item = preview.items.find((each) => each.row === row);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a preview does not change
              <li key={index} data-problem={problem.code}>
                <button type="button" aria-pressed={inHand === index} onClick={() => onInHand(index)}>
                  {mayBeAgreedTo(problem) ? (
                    <IconInfoCircle size={15} aria-hidden />
                  ) : (
                    <IconAlertTriangle size={15} aria-hidden />
                  )}
                  {row !== null && (
                    <b>
                      {t('gridImport.row', { row })} {item?.name || item?.code}
                    </b>
                  )}
                  <span>{textOf(problem)}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {problems.length === 0 && (
        <ul aria-label={t('gridImport.items')}>
          {preview.items.map(({ row, code, name, outcome, community, line, baseCodes }) => (
            <li key={row} className={classes.item}>
              <strong>{name}</strong>
              <span data-outcome={outcome} className={classes.outcome}>
                {t(`gridImport.outcome.${outcome}`)}
              </span>
              <small>{[code, community, line].filter(Boolean).join(' · ')}</small>
              {baseCodes.length > 0 && <small>{t('gridImport.bases', { count: baseCodes.length })}</small>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function useImportProblemText(): (problem: ImportProblem) => string {
  const { t } = useTranslation();
  return ({ code, detail }) => {
    const ofShape = ShapeProblemCode.safeParse(code);
    if (ofShape.success) return t(`grids.problem.${ofShape.data}`, detail);
    // What is no code of a shape is one of this list.
    const key = `gridImport.problem.${code}` as 'gridImport.problem.codeTwice';
    const named = code === 'shifted' ? { system: t(`gridImport.shortSystem.${systemIn(detail)}`) } : {};
    return t(key, { ...detail, ...named });
  };
}

function systemIn({ system }: ImportProblem['detail']): 'wgs84' | 'gcj02' | 'bd09' {
  return system === 'bd09' || system === 'wgs84' ? system : 'gcj02';
}
