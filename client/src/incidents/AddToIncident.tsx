/** What was about to be reported twice is said in the log of the incident that is there already. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import { mayAct } from '../../../config/contract/incident-act.ts';
import { api } from '../api/api.ts';
import { sayFailure } from '../kit/say-failure.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSession } from '../session/session.ts';
import type { IncidentForm } from './report-incident.rules.ts';

type AddToIncidentProps = { into: Incident; values: IncidentForm; onAdded: (into: Incident) => void };

export function AddToIncident({ into, values, onAdded }: AddToIncidentProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const { person } = useSession();
  const words = [values.title.trim(), values.description.trim()].filter(Boolean).join('\n').slice(0, 1_000);
  const add = useMutation({
    mutationFn: () =>
      api('POST /api/incidents/:incidentId/acts', {
        params: { incidentId: into.id },
        body: { act: 'remark', note: words },
      }),
    onSuccess: (incident) => {
      notifications.show({ message: t('matterForm.added', { number: incident.number }) });
      onAdded(incident);
    },
    onError: (thrown) => sayFailure(thrown),
  });
  if (!mayAct(person, 'remark', into)) return null;
  return (
    <Button
      variant="default"
      size="compact-xs"
      loading={add.isPending}
      disabled={!canAct || words === ''}
      title={words === '' ? t('matterForm.addNeedsTitle') : undefined}
      onClick={() => add.mutate()}
    >
      {t('matterForm.addTo')}
    </Button>
  );
}
