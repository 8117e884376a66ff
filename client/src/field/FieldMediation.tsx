/**
 * The mediation of a dispute on the phone: how far it is, whom to call, what was said so far, and the
 * next step, for those in it.
 *
 * Nothing of it is kept on the phone, neither who the parties are nor what waits to be sent: the
 * outbox outlives signing out, and a phone is lost or lent. It is read and written with signal
 * alone, and the page says so. What is on the screen goes with the page, with whoever signs out,
 * and as soon as the case is another's.
 */
import { IconPhone } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import type { Mediation, MediationActName } from '../../../config/contract/mediation.ts';
import { Failed, Loading } from '../kit/ListState.tsx';
import { MediationSteps } from '../mediation/MediationSteps.tsx';
import { MediationWords } from '../mediation/MediationText.tsx';
import { dialled, fieldMediationActs } from '../mediation/mediation-form.rules.ts';
import { useMediation } from '../mediation/use-mediation.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import controls from './FieldForm.module.css';
import classes from './FieldMediation.module.css';
import { FieldMediationForm } from './FieldMediationForm.tsx';

export function FieldMediation({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const [chosen, setChosen] = useState<MediationActName | null>(null);
  const { data, error, isError, refetch } = useMediation(incident, canAct);
  if (!data) {
    if (!canAct) return <p className={controls.quiet}>{t('field.mediation.away')}</p>;
    return isError ? <Failed thrown={error} onRetry={() => void refetch()} /> : <Loading />;
  }
  const { status, mediation } = data;
  if (!status) return null;
  const acts = fieldMediationActs(data.acts);
  const act = chosen && acts.includes(chosen) ? chosen : null;
  return (
    <section className={classes.mediation} aria-label={t('mediation.title')}>
      <h2>{t('mediation.title')}</h2>
      <MediationSteps status={status} />
      {mediation ? <Parties mediation={mediation} /> : <p className={controls.quiet}>{t('mediation.hidden')}</p>}
      {mediation && mediation.sessions.length > 0 && (
        <details className={classes.words} open>
          <summary>{t('field.mediation.record')}</summary>
          <MediationWords mediation={mediation} />
        </details>
      )}
      {acts.length > 0 && <p className={controls.quiet}>{t('field.mediation.notKept')}</p>}
      {acts.map((each, index) => (
        <button
          key={each}
          type="button"
          className={controls.large}
          data-main={index === 0}
          disabled={!canAct}
          onClick={() => setChosen(each)}
        >
          {t(`mediation.act.${each}`)}
        </button>
      ))}
      {act && (
        <FieldMediationForm
          key={act}
          incident={incident}
          act={act}
          view={data}
          onDone={() => {
            setChosen(null);
            void refetch();
          }}
          onCancel={() => setChosen(null)}
        />
      )}
    </section>
  );
}

function Parties({ mediation }: { mediation: Mediation }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.parties} aria-label={t('mediation.parties')}>
      {mediation.parties.map(({ name, phone, standing }) => {
        const address = dialled(phone);
        return (
          <li key={`${name} ${phone} ${standing}`}>
            <span>
              <b>{name}</b>
              <small>{t(`mediation.standings.${standing}`)}</small>
            </span>
            {address ? (
              <a href={address} aria-label={t('field.mediation.call', { name, phone })}>
                <IconPhone size={20} aria-hidden />
                {phone}
              </a>
            ) : (
              <small>{phone || t('field.mediation.noPhone')}</small>
            )}
          </li>
        );
      })}
    </ul>
  );
}
