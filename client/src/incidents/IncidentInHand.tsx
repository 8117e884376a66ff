/** The incident that an address names, whenever it ended; else why it cannot be shown. */
import { IconFlag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { failureOf } from '../api/failure.ts';
import { Empty, Failed, Loading } from '../kit/ListState.tsx';
import { useSite } from '../realtime/site-store.ts';
import { IncidentDetail } from './IncidentDetail.tsx';
import { useIncident } from './use-incident.ts';

export function IncidentInHand({ incidentId }: { incidentId: string }) {
  const { t } = useTranslation();
  const { incident, error, isLoading, refetch } = useIncident(incidentId);
  const isPast = useSite(({ momentMs }) => momentMs !== null);
  if (incident) return <IncidentDetail key={incident.id} incident={incident} layout="wide" />;
  if (isLoading) return <Loading />;
  if (!error || (isPast && failureOf(error).code === 'INCIDENT_NOT_FOUND')) {
    return <Empty icon={IconFlag} title={t('incidents.notThen')} />;
  }
  return <Failed thrown={error} onRetry={() => void refetch()} />;
}
