/** Study and evaluation: a period's figures, how they compare, what happened where, and the report of it on paper and as a sheet. */
import { Button } from '@mantine/core';
import { IconChartBar, IconFileSpreadsheet, IconPrinter } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CountedTask, type Evaluation } from '../../../config/contract/evaluation.ts';
import { Empty, Failed, Loading } from '../kit/ListState.tsx';
import { Page } from '../kit/Page.tsx';
import { useSession } from '../session/session.ts';
import { CasesDrawer } from './CasesDrawer.tsx';
import { CountMatrix } from './CountMatrix.tsx';
import classes from './EvaluationPage.module.css';
import { EvaluationReport } from './EvaluationReport.tsx';
import { askOf, type EvaluationSearch } from './evaluation-search.ts';
import { FigureCards } from './FigureCards.tsx';
import { FigureTable } from './FigureTable.tsx';
import { PeriodPicker } from './PeriodPicker.tsx';
import { SpotList } from './SpotList.tsx';
import { TrendChart } from './TrendChart.tsx';
import { sheetAddress, useEvaluation } from './use-evaluation.ts';

export function EvaluationPage() {
  const { t } = useTranslation();
  const { site } = useSession();
  const navigate = useNavigate();
  const search = useSearch({ from: '/console/evaluation' });
  const ask = askOf(search);
  const { data, error, isPending, isPlaceholderData, refetch } = useEvaluation(ask);
  const [isPrinting, setPrinting] = useState(false);
  const go = (next: EvaluationSearch, replace = true) => void navigate({ to: '/evaluation', search: next, replace });
  const span = ({ fromDay, toDay }: Evaluation['period']) => t('evaluation.span', { from: fromDay, to: toDay });
  const known = {
    before: (data?.street.figures.valid?.before[1] ?? 0) > 0,
    lastYear: (data?.street.figures.valid?.lastYear[1] ?? 0) > 0,
  };
  const openCount = (rows: Pick<EvaluationSearch, 'matter' | 'task'>, gridId: string | null) =>
    go(
      {
        ...{ ...search, matter: undefined, task: undefined, indicator: 'reported', part: 'all', ...rows },
        ...(gridId === null ? { of: 'street', key: '' } : { of: 'grid', key: gridId }),
      },
      false,
    );
  const isEmpty = data && !data.street.figures.valid && !data.street.figures.handled && !data.street.figures.closed;

  return (
    <Page
      title={t('evaluation.title')}
      note={data && span(data.period)}
      actions={
        <>
          <PeriodPicker
            search={search}
            period={data?.period}
            timeZone={site.timeZone}
            onChoose={(next) => go({ ...next, by: search.by, sort: search.sort })}
          />
          <Button
            component="a"
            variant="default"
            leftSection={<IconFileSpreadsheet size={16} />}
            href={sheetAddress(ask)}
            download="evaluation.xlsx"
          >
            {t('evaluation.exportSheet')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} />}
            disabled={!data}
            onClick={() => setPrinting(true)}
          >
            {t('evaluation.print')}
          </Button>
        </>
      }
    >
      {isPending && <Loading />}
      {error && !data && <Failed thrown={error} onRetry={() => void refetch()} />}
      {isEmpty && <Empty icon={IconChartBar} title={t('evaluation.empty')} hint={t('evaluation.emptyHint')} />}
      {data && !isEmpty && (
        <div className={classes.page} data-stale={isPlaceholderData}>
          <p className={classes.compared}>
            {t('evaluation.comparedWith', { before: span(data.before), lastYear: span(data.lastYear) })}
            {!data.isOver && ` · ${t('evaluation.running')}`}
            {data.demoCount > 0 && <mark>{t('evaluation.marked', { count: data.demoCount })}</mark>}
            {data.drillCount > 0 && ` · ${t('evaluation.drills', { count: data.drillCount })}`}
          </p>
          <FigureCards
            figures={data.street.figures}
            onOpen={(indicator) => go({ ...search, indicator, of: 'street', key: '', part: 'all' }, false)}
          />
          <div className={classes.pair}>
            <section className={classes.panel}>
              <header>
                <h2>{t('evaluation.trend')}</h2>
              </header>
              <TrendChart days={data.days} />
            </section>
            <SpotList
              spots={data.spots}
              onOpen={({ cell }) => go({ ...search, indicator: 'reported', of: 'cell', key: cell, part: 'all' }, false)}
            />
          </div>
          <CountMatrix
            title={t('evaluation.taskMatrix')}
            heading={t('evaluation.taskName')}
            rows={data.tasks.map(({ task, ...counts }) => ({
              key: task,
              name: t(`evaluation.task.${task}`),
              ...counts,
            }))}
            grids={data.grids}
            known={known}
            onOpen={(key, gridId) => openCount({ task: CountedTask.parse(key) }, gridId)}
          />
          <CountMatrix
            title={t('evaluation.matrix')}
            heading={t('evaluation.className')}
            rows={data.classes.map(({ matterId, ...counts }) => ({ key: matterId, ...counts }))}
            grids={data.grids}
            known={known}
            onOpen={(key, gridId) => openCount({ matter: key }, gridId)}
          />
          <FigureTable
            groups={data.groups}
            by={search.by ?? 'unit'}
            sort={search.sort ?? 'handled'}
            onBy={(by) => go({ ...search, by })}
            onSort={(sort) => go({ ...search, sort })}
            onOpen={({ key }, indicator) =>
              go(
                { ...search, indicator, of: search.by ?? 'unit', key, matter: undefined, task: undefined, part: 'all' },
                false,
              )
            }
          />
        </div>
      )}
      {data && search.indicator && (
        <CasesDrawer
          ask={{
            ...{ ...ask, indicator: search.indicator, by: search.of ?? 'street', key: search.key ?? '' },
            ...(search.matter !== undefined && { matterId: search.matter }),
            ...(search.task !== undefined && { task: search.task }),
            part: search.part ?? 'all',
          }}
          whose={whoseIs(data, search, t) ?? t('evaluation.street')}
          onPart={(part) => go({ ...search, part })}
          onClose={() => {
            const { indicator: _, of: __, key: ___, matter: ____, part: _____, task: ______, ...rest } = search;
            go(rest);
          }}
        />
      )}
      {data && isPrinting && <EvaluationReport evaluation={data} onDone={() => setPrinting(false)} />}
    </Page>
  );
}

/** Undefined: the whole street. */
function whoseIs(
  data: Evaluation,
  { of = 'street', key = '', matter, task }: EvaluationSearch,
  t: TFunction,
): string | undefined {
  const what = task ? t(`evaluation.task.${task}`) : data.classes.find(({ matterId }) => matterId === matter)?.name;
  if (of === 'cell') return data.spots.find(({ cell }) => cell === key)?.place;
  if (of === 'street') return what;
  const name = data.groups[of]?.find((row) => row.key === key)?.name;
  return [what, name].filter(Boolean).join(' · ') || undefined;
}
