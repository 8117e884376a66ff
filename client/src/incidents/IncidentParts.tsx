/** Which units work on an incident and how far they are, and the orders to answer for it. */
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './IncidentActs.module.css';
import { IncidentClock } from './IncidentClock.tsx';
import { partState } from './part-state.ts';

export function IncidentParts({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const at = (atMs: number | null) => (atMs === null ? '—' : time.dateTime(atMs));
  return (
    <>
      {incident.assignments.length > 0 && (
        <section className={classes.parts} aria-label={t('incidentActs.units')}>
          <h3>{t('incidentActs.units')}</h3>
          <ul>
            {incident.assignments.map((each) => (
              <li key={`${each.unitId} ${each.dispatchedAtMs}`} data-state={partState(each)}>
                <strong>{each.unitName}</strong>
                <span>{t(`incidentActs.role.${each.role}`)}</span>
                <span className={classes.partState}>{t(`incidentActs.part.${partState(each)}`)}</span>
                <span className={classes.quiet}>
                  {each.reason || at(each.doneAtMs ?? each.arrivedAtMs ?? each.acceptedAtMs ?? each.dispatchedAtMs)}{' '}
                  <IncidentClock clock={each.clock} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {incident.supervisions.length > 0 && (
        <section className={classes.parts} aria-label={t('incidentActs.supervisions')}>
          <h3>{t('incidentActs.supervisions')}</h3>
          <ul>
            {incident.supervisions.map((each) => (
              <li key={each.id} data-state={each.repliedAtMs === null ? 'open' : 'done'}>
                <strong>{each.unitName || t('incidentActs.noLead')}</strong>
                <span>{each.by?.name ?? t('incidentActs.byClock')}</span>
                <span className={classes.partState}>
                  {each.repliedAtMs === null
                    ? t('incidentActs.replyDue', { at: at(each.replyDueAtMs) })
                    : t('incidentActs.replied', { at: at(each.repliedAtMs) })}
                </span>
                <span className={classes.quiet}>{each.reply || each.reason}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
