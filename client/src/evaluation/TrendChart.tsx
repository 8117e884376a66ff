/** Reports, closed and overdue cases day by day, with the reports of the period before behind them. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evaluation } from '../../../config/contract/evaluation.ts';
import classes from './EvaluationPage.module.css';
import { type Colours, useChart } from './use-chart.ts';

export function TrendChart({ days }: { days: Evaluation['days'] }) {
  const { t } = useTranslation();
  const option = useCallback(
    (colour: Colours) => {
      const axis = {
        axisLine: { lineStyle: { color: colour('--line-strong') } },
        axisLabel: { color: colour('--ink-3') },
        splitLine: { lineStyle: { color: colour('--line') } },
      };
      const line = (name: string, data: (number | null)[], color: string, type: 'solid' | 'dashed') => ({
        ...{ type: 'line', name, data, symbol: days.length > 2 ? 'none' : 'circle', smooth: 0.2 },
        ...{ itemStyle: { color }, lineStyle: { color, type, width: type === 'solid' ? 2 : 1 } },
      });
      const lastYear = days.some((day) => (day.lastYear ?? 0) > 0);
      return {
        grid: { left: 36, right: 12, top: 34, bottom: 24 },
        legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 8, textStyle: { color: colour('--ink-2') } },
        tooltip: {
          trigger: 'axis',
          backgroundColor: colour('--surface-3'),
          borderColor: colour('--line-strong'),
          textStyle: { color: colour('--ink') },
        },
        xAxis: { type: 'category', data: days.map(({ day }) => day.slice(5)), ...axis },
        yAxis: { type: 'value', minInterval: 1, ...axis },
        series: [
          {
            ...{ type: 'bar', name: t('evaluation.series.reported'), data: days.map(({ reported }) => reported) },
            ...{ barMaxWidth: 22, itemStyle: { color: colour('--surface-4') } },
          },
          line(
            t('evaluation.series.closed'),
            days.map(({ closed }) => closed),
            colour('--accent'),
            'solid',
          ),
          line(
            t('evaluation.series.overdue'),
            days.map(({ overdue }) => overdue),
            colour('--warning'),
            'solid',
          ),
          line(
            t('evaluation.series.before'),
            days.map(({ before }) => before),
            colour('--ink-3'),
            'dashed',
          ),
          ...(lastYear
            ? [
                line(
                  t('evaluation.series.lastYear'),
                  days.map((day) => day.lastYear),
                  colour('--ink-2'),
                  'dashed',
                ),
              ]
            : []),
        ],
      };
    },
    [days, t],
  );
  const element = useChart(option);
  return <div ref={element} className={classes.chart} role="img" aria-label={t('evaluation.trend')} />;
}
