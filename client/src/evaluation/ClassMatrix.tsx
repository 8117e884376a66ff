/** What was reported where: classes by grids, the darker the more. A number opens its cases. */
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClassCount, Evaluation } from '../../../config/contract/evaluation.ts';
import classes from './EvaluationPage.module.css';

type ClassMatrixProps = Pick<Evaluation, 'classes' | 'grids'> & {
  /** Whether the record goes back so far; what is not recorded is not nought. */
  known: { before: boolean; lastYear: boolean };
  onOpen: (matter: ClassCount, gridId: string | null) => void;
};

export function ClassMatrix({ classes: counts, grids, known, onOpen }: ClassMatrixProps) {
  const { t } = useTranslation();
  const most = Math.max(1, ...counts.flatMap((each) => Object.values(each.grids)));
  return (
    <section className={classes.panel}>
      <header>
        <h2>{t('evaluation.matrix')}</h2>
      </header>
      <div className={classes.scroll}>
        <table className={classes.matrix}>
          <thead>
            <tr>
              <th scope="col">{t('evaluation.className')}</th>
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
            {counts.map((matter) => (
              <tr key={matter.matterId}>
                <th scope="row">{matter.name}</th>
                <td>
                  <button type="button" onClick={() => onOpen(matter, null)}>
                    {matter.now}
                  </button>
                </td>
                <td>{known.before ? matter.before : t('evaluation.noValue')}</td>
                <td>{known.lastYear ? matter.lastYear : t('evaluation.noValue')}</td>
                {grids.map(({ id }) => {
                  const count = matter.grids[id] ?? 0;
                  return (
                    <td key={id} className={classes.heat} style={{ '--share': count / most } as CSSProperties}>
                      {count > 0 && (
                        <button type="button" onClick={() => onOpen(matter, id)}>
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
