/** Figures in the person's language. */
import { useTranslation } from 'react-i18next';
import type { Figure, Indicator } from '../../../config/contract/evaluation.ts';
import { type Change, textOf } from './figure.rules.ts';

export function useFigureText() {
  const { t } = useTranslation();
  const value = (indicator: Indicator, figure: Figure | undefined): string => {
    const text = figure ? textOf(indicator, figure) : ({ kind: 'none' } as const);
    if (text.kind === 'none') return t('evaluation.noValue');
    if (text.kind === 'share') return text.percent;
    return text.kind === 'count' ? text.count : t(`evaluation.duration.${text.unit}`, { count: Number(text.count) });
  };
  const change = ({ text, isPoints }: Change) => (isPoints ? t('evaluation.points', { points: text }) : text);
  return { value, change };
}
