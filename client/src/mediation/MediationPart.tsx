/** The mediation of a dispute in its incident: how far it is for everybody, the rest for those in it. */
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import { MediationAct, type MediationActName } from '../../../config/contract/mediation.ts';
import { Failed, Loading } from '../kit/ListState.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { useMay } from '../session/session.ts';
import classes from './Mediation.module.css';
import { MediationForm } from './MediationForm.tsx';
import { MediationSteps } from './MediationSteps.tsx';
import { MediationText } from './MediationText.tsx';
import { OpenedMediation } from './OpenedMediation.tsx';
import { useMediation } from './use-mediation.ts';

const ACTS = MediationAct.options.map(({ shape }) => shape.act.value);

export function MediationPart({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const mayOpen = useMay('mediation.open');
  const isPast = useSite((site) => site.momentMs !== null);
  const [chosen, setChosen] = useState<MediationActName | null>(null);
  const { data, error, isPending, refetch } = useMediation(incident, !isPast);
  // What was said then is in no record that goes back.
  if (isPast) return null;
  if (isPending) return <Loading />;
  if (!data) return <Failed thrown={error} onRetry={() => void refetch()} />;
  const { status, mediation } = data;
  const acts = ACTS.filter((act) => data.acts.includes(act));
  if (!status && acts.length === 0) return null;
  const act = chosen && acts.includes(chosen) ? chosen : null;
  return (
    <section className={classes.part} aria-label={t('mediation.title')}>
      <h3>{t('mediation.title')}</h3>
      {status ? <MediationSteps status={status} /> : <p className={classes.quiet}>{t('mediation.none')}</p>}
      {mediation && <MediationText mediation={mediation} />}
      {status && !mediation && (
        <>
          <p className={classes.quiet}>{t('mediation.hidden')}</p>
          {mayOpen && <OpenedMediation key={incident.id} incidentId={incident.id} />}
        </>
      )}
      <Group gap="xs">
        {acts.map((name) => (
          <Button
            key={name}
            variant={act === name ? 'filled' : 'default'}
            size="compact-sm"
            disabled={!canAct}
            aria-expanded={act === name}
            onClick={() => setChosen(act === name ? null : name)}
          >
            {t(`mediation.act.${name}`)}
          </Button>
        ))}
      </Group>
      {act && (
        <MediationForm
          key={`${incident.id} ${act}`}
          incidentId={incident.id}
          act={act}
          view={data}
          onDone={(saved) => {
            setChosen(null);
            if (saved) void refetch();
          }}
        />
      )}
    </section>
  );
}
