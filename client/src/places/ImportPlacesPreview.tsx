/** What a file of places would do, what is wrong with which row, and some of what was read. */
import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlaceImportPreview, PlaceProblem } from '../../../config/contract/ground.ts';
import classes from './Places.module.css';

const SHOWN_COLUMNS = ['code', 'name', 'address', 'kind', 'category', 'floors', 'longitude', 'latitude'] as const;

export function ImportPlacesPreview({ preview }: { preview: PlaceImportPreview }) {
  const { t } = useTranslation();
  const { counts, problems, problemCount, columns, examples } = preview;
  return (
    <div className={classes.preview}>
      {counts.map((each) => (
        <p key={each.kind} data-counts={each.kind}>
          <strong>{t(`places.kind.${each.kind}`)}</strong> {t('places.counts', each)}
        </p>
      ))}
      {preview.rowCount > 0 && (
        <dl className={classes.columns} aria-label={t('places.columns')}>
          {SHOWN_COLUMNS.filter((field) => columns[field]).map((field) => (
            <div key={field}>
              <dt>{t(`places.field.${field}`)}</dt>
              <dd>{columns[field]}</dd>
            </div>
          ))}
        </dl>
      )}
      {problems.length > 0 && (
        <section aria-label={t('places.problems')} className={classes.problems} data-problems={problemCount}>
          <h3>{t('places.problems')}</h3>
          <ul>
            {problems.map((problem) => (
              <ProblemLine key={`${problem.row} ${problem.code} ${problem.field}`} problem={problem} />
            ))}
          </ul>
          {problemCount > problems.length && (
            <p>{t('places.moreProblems', { count: problemCount - problems.length })}</p>
          )}
        </section>
      )}
      {problems.length === 0 && examples.length > 0 && (
        <section aria-label={t('places.examples', { count: examples.length })} className={classes.examples}>
          <h3>{t('places.examples', { count: examples.length })}</h3>
          <Table>
            <Table.Tbody>
              {examples.map(({ row, kind, code, name, position }) => (
                <Table.Tr key={row}>
                  <Table.Td>{t('places.row', { row })}</Table.Td>
                  <Table.Td>{t(`places.kind.${kind}`)}</Table.Td>
                  <Table.Td className={classes.code}>{code}</Table.Td>
                  <Table.Td>{name}</Table.Td>
                  <Table.Td className={classes.code}>
                    {position.longitude.toFixed(5)}, {position.latitude.toFixed(5)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
    </div>
  );
}

function ProblemLine({ problem }: { problem: PlaceProblem }) {
  const { t } = useTranslation();
  const { code, row, field, detail } = problem;
  const system = t(`places.shortSystem.${detail.system}` as 'places.shortSystem.wgs84', { defaultValue: '' });
  return (
    <li data-problem={code} data-row={row}>
      {row !== null && <b>{t('places.row', { row })}</b>}
      <span>
        {t(`places.problem.${code}` as 'places.problem.empty', { ...detail, field, system, defaultValue: code })}
      </span>
    </li>
  );
}
