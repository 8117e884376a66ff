/** Every indicator of every unit, grid, community or person; sorted by one of them; each figure opens its cases. */
import { SegmentedControl } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Evaluation, type FiguresOf, GroupKind, Indicator } from '../../../config/contract/evaluation.ts';
import classes from './EvaluationPage.module.css';
import { sorted } from './figure.rules.ts';
import { useFigureText } from './use-figure-text.ts';

type FigureTableProps = {
  groups: Evaluation['groups'];
  by: GroupKind;
  sort: Indicator;
  onBy: (by: GroupKind) => void;
  onSort: (indicator: Indicator) => void;
  onOpen: (row: FiguresOf, indicator: Indicator) => void;
};

export function FigureTable({ groups, by, sort, onBy, onSort, onOpen }: FigureTableProps) {
  const { t } = useTranslation();
  const text = useFigureText();
  const rows = groups[by] ?? [];
  const shown = Indicator.options.filter((indicator) => rows.some(({ figures }) => figures[indicator]));
  return (
    <section className={classes.panel}>
      <header>
        <h2>{t('evaluation.tables')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t('evaluation.tables')}
          value={by}
          onChange={(next) => onBy(GroupKind.parse(next))}
          data={GroupKind.options.map((value) => ({ value, label: t(`evaluation.by.${value}`) }))}
        />
      </header>
      {rows.length === 0 && <p className={classes.none}>{t('evaluation.nobody')}</p>}
      {rows.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.figures}>
            <thead>
              <tr>
                <th scope="col">{t(`evaluation.by.${by}`)}</th>
                {shown.map((indicator) => {
                  const name = t(`evaluation.indicator.${indicator}`);
                  return (
                    <th key={indicator} scope="col" aria-sort={indicator === sort ? 'descending' : 'none'}>
                      <button
                        type="button"
                        title={t(`evaluation.definition.${indicator}`)}
                        aria-label={t('evaluation.sortBy', { name })}
                        onClick={() => onSort(indicator)}
                      >
                        {name}
                        {indicator === sort && <IconChevronDown size={12} aria-hidden />}
                      </button>
                    </th>
                  );
                })}
              </tr>
            </thead>
            <tbody>
              {sorted(rows, sort).map((row) => (
                <tr key={row.key}>
                  <th scope="row">{row.name}</th>
                  {shown.map((indicator) => {
                    const figure = row.figures[indicator]?.now;
                    const isThere = figure && (figure[0] > 0 || figure[1] > 0);
                    return (
                      <td key={indicator}>
                        {isThere && indicator !== 'online' ? (
                          <button type="button" onClick={() => onOpen(row, indicator)}>
                            {text.value(indicator, figure)}
                          </button>
                        ) : (
                          text.value(indicator, isThere ? figure : undefined)
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
