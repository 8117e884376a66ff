/** What the person has to do, by what is asked of them; what is due first is first. */
import { IconClipboardCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import { IncidentClock } from '../incidents/IncidentClock.tsx';
import { ownClock, TASK_KINDS, tasksOf } from '../incidents/tasks.rules.ts';
import { Empty } from '../kit/ListState.tsx';
import { useSite } from '../realtime/site-store.ts';
import { useSession } from '../session/session.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './FieldCards.module.css';
import { type OutboxItem, waitingActs, withWaiting } from './outbox.rules.ts';
import { useOutbox } from './outbox.ts';

export function TaskList() {
  const { t } = useTranslation();
  const { person } = useSession();
  const incidents = useSite((site) => site.incidents);
  const items = useOutbox((outbox) => outbox.items);
  const current = [...incidents.values()].map((each) => withWaiting(each, items, person.unitId));
  const tasks = tasksOf(current, person);
  const kinds = TASK_KINDS.filter((kind) => tasks[kind].length > 0);
  const reports = items.filter(({ what }) => what.kind === 'report');
  if (kinds.length === 0 && reports.length === 0) {
    return <Empty icon={IconClipboardCheck} title={t('field.noTasks')} hint={t('field.noTasksHint')} />;
  }
  const groups = kinds.map((kind) => (
    <section key={kind} className={classes.group} aria-label={t(`field.kind.${kind}`)}>
      <h2>
        {t(`field.kind.${kind}`)}
        <em>{tasks[kind].length}</em>
      </h2>
      <ul className={classes.cards}>
        {tasks[kind].map((incident) => (
          <li key={incident.id}>
            <TaskCard incident={incident} />
          </li>
        ))}
      </ul>
    </section>
  ));
  return (
    <>
      {reports.length > 0 && <WaitingReports reports={reports} />}
      {groups}
    </>
  );
}

/** Written and kept; the command room does not know of them yet. */
function WaitingReports({ reports }: { reports: readonly OutboxItem[] }) {
  const { t } = useTranslation();
  return (
    <section className={classes.group} aria-label={t('field.waitingReports')}>
      <h2>
        {t('field.waitingReports')}
        <em>{reports.length}</em>
      </h2>
      <ul className={classes.cards}>
        {reports.map(({ order, title, failure }) => (
          <li key={order} className={classes.card}>
            <strong>{title}</strong>
            <span>{t(failure ? 'field.itemState.refused' : 'field.written')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function TaskCard({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const time = useTimeText();
  const items = useOutbox((outbox) => outbox.items);
  const acts = waitingActs(incident.id, items).map((each) => t(`incidentActs.act.${each}`));
  const { spotTask } = incident;
  return (
    <Link to="/field" search={{ incident: incident.id }} className={classes.card} data-level={incident.level}>
      <strong>{incident.title}</strong>
      <span>
        {[t(`incidents.level.${incident.level}`), incident.address || incident.community].filter(Boolean).join(' · ')}
      </span>
      {spotTask ? (
        <span className={classes.asked}>
          {t('field.detail.asked', { what: t(`field.detail.${spotTask.kind}`), at: time.dateTime(spotTask.dueAtMs) })}
        </span>
      ) : (
        <IncidentClock clock={ownClock(incident, person)} />
      )}
      {acts.length > 0 && (
        <span className={classes.pending}>{t('field.detail.pending', { acts: acts.join('、') })}</span>
      )}
    </Link>
  );
}
