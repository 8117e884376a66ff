/** The open incidents of a grid, a unit or a person, the newest first, as far as a card has room. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { hasEnded, type Incident } from '../../../config/contract/incident.ts';
import { IncidentStateMark } from '../incidents/IncidentStateMark.tsx';
import { useSite } from '../realtime/site-store.ts';
import { useSelection } from '../selection/selection.ts';
import { useMay } from '../session/session.ts';
import classes from './MapPage.module.css';
import { newestFirst } from './map-filter.rules.ts';

const SHOWN = 20;

type OpenIncidentsProps = { belongs: (incident: Incident) => boolean; title?: string; none?: string };

export function OpenIncidents({ belongs, title, none }: OpenIncidentsProps) {
  const { t } = useTranslation();
  const incidents = useSite((site) => site.incidents);
  const maySee = useMay('incident.view');
  const { selectIncident } = useSelection();
  const open = useMemo(
    () => newestFirst([...incidents.values()].filter((incident) => !hasEnded(incident) && belongs(incident))),
    [incidents, belongs],
  );
  if (!maySee) return null;
  return (
    <section className={classes.alerts} aria-label={title ?? t('map.open')}>
      <h4>
        {title ?? t('map.open')} {open.length}
      </h4>
      {open.length === 0 && <p>{none ?? t('map.noOpen')}</p>}
      <ul>
        {open.slice(0, SHOWN).map(({ id, title, state }) => (
          <li key={id}>
            <button type="button" onClick={() => selectIncident(id)}>
              <IncidentStateMark state={state} />
              <span>{title}</span>
            </button>
          </li>
        ))}
      </ul>
      {open.length > SHOWN && <p>{t('map.more', { count: open.length - SHOWN })}</p>}
    </section>
  );
}
