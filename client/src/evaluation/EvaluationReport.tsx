/** The report on paper, with its period and definitions. */
import { useTranslation } from 'react-i18next';
import { type Evaluation, type FiguresOf, GroupKind, Indicator } from '../../../config/contract/evaluation.ts';
import { Paper } from '../paper/Paper.tsx';
import type { CountRow } from './CountMatrix.tsx';
import classes from './EvaluationReport.module.css';
import { changeOf, sorted } from './figure.rules.ts';
import { useFigureText } from './use-figure-text.ts';

/** As many as are read on an upright page. */
const IN_TABLES: readonly Indicator[] = [
  ...(['reported', 'filedInTime', 'rightlyDispatched', 'handled', 'handledInTime', 'handleTime'] as const),
  ...(['reworked', 'closedInTime', 'overdue', 'repeated'] as const),
];

export function EvaluationReport({ evaluation, onDone }: { evaluation: Evaluation; onDone: () => void }) {
  const { t } = useTranslation();
  const text = useFigureText();
  const { period, before, lastYear, street, groups, classes: counts, spots } = evaluation;
  const span = ({ fromDay, toDay }: Evaluation['period']) => t('evaluation.span', { from: fromDay, to: toDay });
  const notes = [
    t('evaluation.comparedWith', { before: span(before), lastYear: span(lastYear) }),
    !evaluation.isOver && t('evaluation.running'),
    evaluation.demoCount > 0 && t('evaluation.marked', { count: evaluation.demoCount }),
    evaluation.drillCount > 0 && t('evaluation.drills', { count: evaluation.drillCount }),
  ].filter((note) => note !== false);
  const shown = Indicator.options.filter((indicator) => street.figures[indicator]);

  return (
    <Paper title={t('evaluation.reportTitle')} facts={[[t('evaluation.reportPeriod'), span(period)]]} onDone={onDone}>
      <div className={classes.figures}>
        <p>{notes.join('；')}</p>
        <table>
          <thead>
            <tr>
              <th> </th>
              <th>{t('evaluation.now')}</th>
              <th>{t('evaluation.over')}</th>
              <th>{t('evaluation.under')}</th>
              <th>{t('evaluation.beforeColumn')}</th>
              <th>{t('evaluation.before')}</th>
              <th>{t('evaluation.lastYearColumn')}</th>
              <th>{t('evaluation.lastYear')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((indicator) => {
              const figure = street.figures[indicator];
              if (!figure) return null;
              const [over, under] = figure.now;
              const isOfCases = indicator !== 'online' && over < 1e6;
              const change = (from: 'before' | 'lastYear') => {
                const changed = changeOf(indicator, figure, from);
                return changed ? text.change(changed) : t('evaluation.noValue');
              };
              const then = (figure: [number, number]) =>
                text.value(indicator, figure[0] === 0 && figure[1] === 0 ? undefined : figure);
              return (
                <tr key={indicator}>
                  <th>{t(`evaluation.indicator.${indicator}`)}</th>
                  <td>{text.value(indicator, figure.now)}</td>
                  <td>{isOfCases ? over : ''}</td>
                  <td>{isOfCases && under > 0 ? under : ''}</td>
                  <td>{then(figure.before)}</td>
                  <td>{change('before')}</td>
                  <td>{then(figure.lastYear)}</td>
                  <td>{change('lastYear')}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
        <Counts
          title={t('evaluation.taskMatrix')}
          heading={t('evaluation.taskName')}
          rows={evaluation.tasks.map(({ task, ...each }) => ({
            key: task,
            name: t(`evaluation.task.${task}`),
            ...each,
          }))}
          grids={evaluation.grids}
        />
        <Counts
          title={t('evaluation.matrix')}
          heading={t('evaluation.className')}
          rows={counts.map(({ matterId, ...each }) => ({ key: matterId, ...each }))}
          grids={evaluation.grids}
        />
        {GroupKind.options.map((by) => (
          <Group key={by} title={t(`evaluation.by.${by}`)} rows={groups[by] ?? []} />
        ))}
        <h2>{t('evaluation.spots')}</h2>
        <table>
          <tbody>
            {spots.map(({ cell, place, className, gridName, count, repeatCount }, index) => (
              <tr key={cell}>
                <td>{index + 1}</td>
                <th>{place || gridName}</th>
                <td>{className}</td>
                <td>
                  {t('evaluation.count')} {count}
                </td>
                <td>
                  {t('evaluation.repeats')} {repeatCount}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <h2>{t('evaluation.definitions')}</h2>
        <dl className={classes.definitions}>
          {shown.map((indicator) => (
            <div key={indicator}>
              <dt>{t(`evaluation.indicator.${indicator}`)}</dt>
              <dd>{t(`evaluation.definition.${indicator}`)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Paper>
  );
}

type CountsProps = Pick<Evaluation, 'grids'> & { title: string; heading: string; rows: readonly CountRow[] };

function Counts({ title, heading, rows, grids }: CountsProps) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            <th>{heading}</th>
            <th>{t('evaluation.now')}</th>
            <th>{t('evaluation.beforeColumn')}</th>
            {grids.map(({ id, name }) => (
              <th key={id}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th>{row.name}</th>
              <td>{row.now}</td>
              <td>{row.before}</td>
              {grids.map(({ id }) => (
                <td key={id}>{row.grids[id] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Group({ title, rows }: { title: string; rows: readonly FiguresOf[] }) {
  const { t } = useTranslation();
  const text = useFigureText();
  if (rows.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            <th>{title}</th>
            {IN_TABLES.map((indicator) => (
              <th key={indicator}>{t(`evaluation.indicator.${indicator}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted(rows, 'handled').map(({ key, name, figures }) => (
            <tr key={key}>
              <th>{name}</th>
              {IN_TABLES.map((indicator) => (
                <td key={indicator}>{text.value(indicator, figures[indicator]?.now)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
