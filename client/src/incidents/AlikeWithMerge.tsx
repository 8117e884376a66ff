/** While it is looked into: incidents alike, and the way to merge this one into one of them. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hasEnded, type Incident } from '../../../config/contract/incident.ts';
import { mayAct } from '../../../config/contract/incident-act.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { AskFirst } from '../kit/AskFirst.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useSite } from '../realtime/site-store.ts';
import { useSession } from '../session/session.ts';
import { SimilarIncidents } from './SimilarIncidents.tsx';

const LOOKED_INTO: readonly Incident['state'][] = ['reported', 'verifying'];

export function AlikeWithMerge({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const isPast = useSite(({ momentMs }) => momentMs !== null);
  const merge = useMutation({
    mutationFn: (intoIncidentId: string) =>
      api('POST /api/incidents/:incidentId/acts', {
        params: { incidentId: incident.id },
        body: { act: 'merge', intoIncidentId },
      }),
  });
  // What is like it is asked of the present.
  if (isPast || !LOOKED_INTO.includes(incident.state)) return null;
  const offer = (into: Incident) =>
    mayAct(person, 'merge', incident) &&
    !hasEnded(into) && (
      <AskFirst
        question={t('matterForm.mergeQuestion', { number: incident.number, into: `${into.number} ${into.title}` })}
        act={t('matterForm.mergeInto')}
        isBusy={merge.isPending}
        onAct={() => merge.mutate(into.id)}
      >
        {(ask) => (
          <Button variant="default" size="compact-xs" {...ask}>
            {t('matterForm.mergeInto')}
          </Button>
        )}
      </AskFirst>
    );
  return (
    <>
      {merge.error && <FailureNotice failure={failureOf(merge.error)} />}
      <SimilarIncidents
        id={incident.id}
        position={incident.position}
        matterId={incident.matter?.matterId ?? null}
        to="/incidents"
        action={offer}
      />
    </>
  );
}
