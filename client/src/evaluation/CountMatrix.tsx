/** What was reported where: tasks or classes by grids, the darker the more. A number opens its cases. */
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evaluation } from '../../../config/contract/evaluation.ts';
import classes from './EvaluationPage.module.css';

export type CountRow = {
  key: string;
  name: string;
  now: number;
  before: number;
  lastYear: number;
  grids: Record<string, number>;
};

type CountMatrixProps = Pick<Evaluation, 'grids'> & {
  title: string;
  /** What the rows are. */
  heading: string;
  rows: readonly CountRow[];
  /** Whether the record goes back so far; what is not recorded is not nought. */
  known: { before: boolean; lastYear: boolean };
  onOpen: (key: string, gridId: string | null) => void;
};

export function CountMatrix({ title, heading, rows, grids, known, onOpen }: CountMatrixProps) {
  const { t } = useTranslation();
  const most = Math.max(1, ...rows.flatMap((row) => Object.values(row.grids)));
  return (
    <section className={classes.panel} aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      <div className={classes.scroll}>
        <table className={classes.matrix}>
          <thead>
            <tr>
              <th scope="col">{heading}</th>
              <th scope="col">{t('evaluation.now')}</th>
              <th scope="col">{t('evaluation.beforeColumn')}</th>
              <th scope="col">{t('evaluation.lastYearColumn')}</th>
              {grids.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.name}</th>
                <td>
                  <button type="button" onClick={() => onOpen(row.key, null)}>
                    {row.now}
                  </button>
                </td>
                <td>{known.before ? row.before : t('evaluation.noValue')}</td>
                <td>{known.lastYear ? row.lastYear : t('evaluation.noValue')}</td>
                {grids.map(({ id }) => {
                  const count = row.grids[id] ?? 0;
                  return (
                    <td key={id} className={classes.heat} style={{ '--share': count / most } as CSSProperties}>
                      {count > 0 && (
                        <button type="button" onClick={() => onOpen(row.key, id)}>
                          {count}
                        </button>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
