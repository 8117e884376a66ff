/** What is wrong with a cell, a row or a file, in words. */
import { useTranslation } from 'react-i18next';
import { SHEET_HEADINGS, SheetLanguage, type SheetProblem } from '../../../../config/contract/camera-sheet.ts';
import { LIMIT_KILOBYTES, problemKey } from './sheet-problem.rules.ts';

export function useProblemText(): (problem: SheetProblem) => string {
  const { t, i18n } = useTranslation();
  const headings = SHEET_HEADINGS[SheetLanguage.parse(i18n.language)];
  return (problem) => {
    const { column, field, detail } = problem;
    const text = t(`cameraSheet.problem.${problemKey(problem)}`, { kilobytes: LIMIT_KILOBYTES, ...detail });
    const heading = field === null ? String(detail.heading ?? '') : headings[field];
    if (column !== null) return t('cameraSheet.where', { column, heading, text });
    return field === null ? text : `${heading}: ${text}`;
  };
}
