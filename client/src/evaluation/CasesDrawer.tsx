/** The cases one figure is made of; each leads to the incident. */
import { SegmentedControl, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type CasesQuery, INDICATORS } from '../../../config/contract/evaluation.ts';
import { IncidentStateMark } from '../incidents/IncidentStateMark.tsx';
import { Drawer } from '../kit/Drawer.tsx';
import { Failed, Loading } from '../kit/ListState.tsx';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './EvaluationPage.module.css';
import { useCasesBehind } from './use-evaluation.ts';

type CasesDrawerProps = {
  ask: CasesQuery;
  whose: string;
  onPart: (part: CasesQuery['part']) => void;
  onClose: () => void;
};

export function CasesDrawer({ ask, whose, onPart, onClose }: CasesDrawerProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const { data, error, refetch } = useCasesBehind({ ...ask, part: 'all' });
  const isShare = INDICATORS[ask.indicator].as === 'share';
  const cases = data?.cases ?? [];
  const hits = cases.filter(({ isHit }) => isHit);
  const listed = ask.part === 'all' ? cases : cases.filter(({ isHit }) => isHit === (ask.part === 'hit'));
  const counts = { all: cases.length, hit: hits.length, miss: cases.length - hits.length };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={860}
      title={t('evaluation.casesOf', { indicator: t(`evaluation.indicator.${ask.indicator}`), whose })}
    >
      <p className={classes.definition}>{t(`evaluation.definition.${ask.indicator}`)}</p>
      {error && <Failed thrown={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && isShare && (
        <SegmentedControl
          size="xs"
          aria-label={t('evaluation.cases')}
          value={ask.part}
          onChange={(part) => onPart(part === 'hit' || part === 'miss' ? part : 'all')}
          data={(['all', 'hit', 'miss'] as const).map((value) => ({
            value,
            label: t(`evaluation.part.${value}`, { count: counts[value] }),
          }))}
        />
      )}
      {data && data.hiddenCount > 0 && (
        <p className={classes.definition}>{t('evaluation.hidden', { count: data.hiddenCount })}</p>
      )}
      {data && listed.length === 0 && <p className={classes.none}>{t('evaluation.noCases')}</p>}
      {listed.length > 0 && (
        <Table stickyHeader className={classes.cases}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('evaluation.number')}</Table.Th>
              <Table.Th>{t('evaluation.name')}</Table.Th>
              <Table.Th>{t('evaluation.state')}</Table.Th>
              <Table.Th>{t('evaluation.unit')}</Table.Th>
              <Table.Th>{t('evaluation.reportedAt')}</Table.Th>
              {isShare && <Table.Th> </Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {listed.map(({ id, number, title, state, unitName, gridName, reportedAtMs, isHit }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  <Link to="/incidents" search={{ incident: id }}>
                    {number}
                  </Link>
                </Table.Td>
                <Table.Td>{title}</Table.Td>
                <Table.Td>
                  <IncidentStateMark state={state} />
                </Table.Td>
                <Table.Td>{unitName || gridName}</Table.Td>
                <Table.Td>{time.dateTime(reportedAtMs)}</Table.Td>
                {isShare && <Table.Td data-hit={isHit}>{t(isHit ? 'evaluation.hit' : 'evaluation.miss')}</Table.Td>}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Drawer>
  );
}
