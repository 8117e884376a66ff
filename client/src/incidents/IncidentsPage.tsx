/** Incidents: the list at the left, the one in hand at the right. The one in hand is in the address. */
import { Button } from '@mantine/core';
import { IconFlag, IconHandClick, IconPlus, IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty, Failed, Loading } from '../kit/ListState.tsx';
import { Modal } from '../kit/Modal.tsx';
import { Page } from '../kit/Page.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSelection } from '../selection/selection.ts';
import { useMay, useSession } from '../session/session.ts';
import { IncidentFilters } from './IncidentFilters.tsx';
import { IncidentInHand } from './IncidentInHand.tsx';
import classes from './IncidentsPage.module.css';
import { IncidentTable } from './IncidentTable.tsx';
import {
  hasInbox,
  type IncidentFilter,
  isFiltered,
  listedIncidents,
  listsEnded,
  NO_FILTER,
  openCount,
} from './incident-list.rules.ts';
import { ReportDialog } from './ReportDialog.tsx';
import { useFoundEnded } from './use-found-ended.ts';

export function IncidentsPage() {
  const { t } = useTranslation();
  const mayReport = useMay('incident.report');
  const canAct = useCanAct();
  const { person, site } = useSession();
  const incidents = useSite((site) => site.incidents);
  const { chosenId, choose } = useChosen();
  const [isReporting, setReporting] = useState(false);
  const [filter, setFilter] = useState<IncidentFilter>(hasInbox(person) ? { ...NO_FILTER, state: 'mine' } : NO_FILTER);
  const ended = useFoundEnded(filter);
  const listed = useMemo(() => {
    const older = ended.found.filter(({ id }) => !incidents.has(id));
    return listedIncidents([...incidents.values(), ...older], filter, { person, timeZone: site.timeZone });
  }, [ended.found, incidents, filter, person, site.timeZone]);

  return (
    <Page
      title={t('incidents.title')}
      note={t('incidents.openCount', { count: openCount(incidents.values()) })}
      actions={
        <>
          <IncidentFilters filter={filter} onChange={setFilter} />
          {mayReport && (
            <Button leftSection={<IconPlus size={16} />} disabled={!canAct} onClick={() => setReporting(true)}>
              {t('incidents.report')}
            </Button>
          )}
        </>
      }
    >
      <div className={classes.desk}>
        <section className={classes.list} aria-label={t('incidents.title')}>
          <List filter={filter} isEmpty={listed.length === 0} ended={ended}>
            <IncidentTable
              incidents={listed}
              chosenId={chosenId}
              onChoose={choose}
              isInbox={filter.state === 'mine'}
              end={listsEnded(filter.state) && <EndedHint ended={ended} />}
            />
          </List>
        </section>
        <section className={classes.detail} aria-label={t('map.details')}>
          {chosenId === null ? (
            <Empty icon={IconHandClick} title={t('incidents.noneSelected')} />
          ) : (
            <IncidentInHand incidentId={chosenId} />
          )}
        </section>
      </div>
      <Modal opened={isReporting} onClose={() => setReporting(false)} title={t('incidents.report')} size="xl">
        {isReporting && (
          <ReportDialog
            onCancel={() => setReporting(false)}
            onReported={({ id }) => {
              setReporting(false);
              choose(id);
            }}
          />
        )}
      </Modal>
    </Page>
  );
}

/** What the address asks for becomes the selection; what is chosen on another screen comes into the address. */
function useChosen() {
  const navigate = useNavigate({ from: '/incidents' });
  const { incident } = useSearch({ from: '/console/incidents' });
  const { incidentId: selectedId, selectIncident } = useSelection();
  const before = useRef(incident);
  useEffect(() => {
    if (incident !== undefined) selectIncident(incident);
    else if (before.current !== undefined) selectIncident(null);
    before.current = incident;
  }, [incident, selectIncident]);
  useEffect(() => {
    // Asked anew: the address may just have become the selection.
    const { incidentId } = useSelection.getState();
    if (selectedId === incidentId && selectedId !== null && selectedId !== incident) {
      void navigate({ search: { incident: selectedId }, replace: true });
    }
  }, [selectedId, incident, navigate]);
  return {
    chosenId: incident ?? selectedId,
    choose: (incidentId: string) => void navigate({ search: { incident: incidentId } }),
  };
}

type Ended = ReturnType<typeof useFoundEnded>;
type ListProps = { isEmpty: boolean; filter: IncidentFilter; ended: Ended; children: ReactNode };

function List({ isEmpty, filter, ended, children }: ListProps) {
  const { t } = useTranslation();
  const isLoaded = useSite((site) => site.loaded);
  if (!isLoaded) return <Loading />;
  if (!isEmpty) return children;
  if (ended.isReading) return <Loading />;
  if (ended.error) return <Failed thrown={ended.error} onRetry={() => void ended.refetch()} />;
  if (isFiltered(filter)) {
    return <Empty icon={IconSearch} title={t('incidents.noMatch')} hint={t('incidents.noMatchHint')} />;
  }
  if (filter.state === 'mine') {
    return <Empty icon={IconFlag} title={t('incidents.noTasks')} hint={t('incidents.noTasksHint')} />;
  }
  return <Empty icon={IconFlag} title={t('incidents.empty')} hint={t('incidents.emptyHint')} />;
}

function EndedHint({ ended }: { ended: Ended }) {
  const { t } = useTranslation();
  if (ended.error) return <Failed thrown={ended.error} onRetry={() => void ended.refetch()} />;
  return <p className={classes.kept}>{t(`incidents.ended.${reachOf(ended)}`)}</p>;
}

/** How far back the list reaches. */
function reachOf({ isPast, isAsked, isReading, isCapped }: Ended) {
  if (isPast) return 'keptThen';
  if (!isAsked) return 'kept';
  if (isReading) return 'searching';
  return isCapped ? 'foundNewest' : 'foundAll';
}
