/** Incidents alike: near, recent, perhaps of the same matter. What one does about each is given by whoever shows them. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import type { Position } from '../../../config/contract/place.ts';
import { api } from '../api/api.ts';
import { useConnection } from '../realtime/connection-store.ts';
import { useMay } from '../session/session.ts';
import { ageOf } from '../time/time-text.ts';
import { IncidentStateMark } from './IncidentStateMark.tsx';
import classes from './SimilarIncidents.module.css';
import { alikeInOrder } from './similar.rules.ts';

type SimilarIncidentsProps = {
  /** Of the one they are compared with; null while it is being reported. */
  id: string | null;
  position: Position | null;
  matterId: string | null;
  /** Where one is opened. */
  to: '/incidents' | '/field';
  action?: (incident: Incident) => ReactNode;
};

export function SimilarIncidents({ id, position, matterId, to, action }: SimilarIncidentsProps) {
  const { t } = useTranslation();
  const mayReport = useMay('incident.report');
  const offsetMs = useConnection(({ clockOffsetMs }) => clockOffsetMs);
  const { data = [] } = useQuery({
    queryKey: ['similarIncidents', position],
    queryFn: ({ signal }) =>
      api('GET /api/incidents/similar', {
        query: { longitude: position?.longitude ?? 0, latitude: position?.latitude ?? 0 },
        signal,
      }),
    // What was reported a moment ago from the same place must be among them.
    staleTime: 0,
    enabled: position !== null && mayReport,
  });
  const alike = position ? alikeInOrder(data, { id, position, matterId }) : [];
  if (alike.length === 0) return null;
  const ago = (atMs: number) => {
    const { unit, count } = ageOf(Date.now() + offsetMs - atMs);
    return t(`matterForm.ago.${unit}`, { count });
  };
  return (
    <section className={classes.similar} aria-label={t('matterForm.similar')}>
      <h3>{t('matterForm.similar')}</h3>
      <ul>
        {alike.map(({ incident, metres, isSameMatter }) => (
          <li key={incident.id}>
            <Link to={to} search={{ incident: incident.id }}>
              {incident.number} {incident.title}
            </Link>
            <span className={classes.marks}>
              <IncidentStateMark state={incident.state} />
              <span>{t('matterForm.metres', { count: metres })}</span>
              <span>{ago(incident.reportedAtMs)}</span>
              {isSameMatter && <b>{t('matterForm.sameMatter')}</b>}
            </span>
            {action?.(incident)}
          </li>
        ))}
      </ul>
    </section>
  );
}
