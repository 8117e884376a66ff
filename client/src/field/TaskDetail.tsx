/** One incident on the phone: what is known of it, and large buttons for what is to be done with it. */
import { IconArrowLeft, IconMapPin, IconNavigation } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import type { ActName } from '../../../config/contract/incident-act.ts';
import { CommandLog } from '../incidents/CommandLog.tsx';
import { EvidenceLightbox } from '../incidents/EvidenceLightbox.tsx';
import { EvidenceThumbnail, EvidenceVoice } from '../incidents/EvidencePart.tsx';
import { useEvidence } from '../incidents/evidence.ts';
import { IncidentChecklist } from '../incidents/IncidentChecklist.tsx';
import { IncidentClock } from '../incidents/IncidentClock.tsx';
import { IncidentStateMark } from '../incidents/IncidentStateMark.tsx';
import { ownClock } from '../incidents/tasks.rules.ts';
import { useIncident } from '../incidents/use-incident.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSession } from '../session/session.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { FieldActForm } from './FieldActForm.tsx';
import classes from './FieldCards.module.css';
import controls from './FieldForm.module.css';
import { FieldMediation } from './FieldMediation.tsx';
import { fieldActs } from './field-acts.rules.ts';
import { waitingActs, withWaiting } from './outbox.rules.ts';
import { useOutbox } from './outbox.ts';

const LARGE_MOST = 3;

export function TaskDetail({ incidentId }: { incidentId: string }) {
  const { t } = useTranslation();
  const { incident } = useIncident(incidentId);
  return (
    <article className={classes.detail}>
      <Link to="/field" search={{}} className={classes.back}>
        <IconArrowLeft size={22} aria-hidden />
        {t('field.detail.back')}
      </Link>
      {incident ? <Known incident={incident} /> : <p>{t('field.goneTask')}</p>}
    </article>
  );
}

function Known({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const time = useTimeText();
  const canAct = useCanAct();
  const { spotTask, position, reporter } = incident;
  return (
    <>
      <h1>{incident.title}</h1>
      <p className={classes.marks}>
        <IncidentStateMark state={incident.state} />
        <span>{t(`incidents.level.${incident.level}`)}</span>
        <span>{incident.number}</span>
      </p>
      {spotTask ? (
        <p className={classes.asked}>
          {t('field.detail.asked', { what: t(`field.detail.${spotTask.kind}`), at: time.dateTime(spotTask.dueAtMs) })}
        </p>
      ) : (
        <IncidentClock clock={ownClock(incident, person)} />
      )}
      <p className={classes.address}>
        <IconMapPin size={20} aria-hidden />
        <span>{incident.address || incident.community || t('field.detail.noPlace')}</span>
        {position && (
          <a href={`geo:${position.latitude},${position.longitude}`}>
            <IconNavigation size={20} aria-hidden />
            {t('field.detail.navigate')}
          </a>
        )}
      </p>
      {incident.description && <p className={classes.words}>{incident.description}</p>}
      <p className={controls.quiet}>
        {t('field.detail.reportedBy', { name: reporter.name, at: time.dateTime(incident.reportedAtMs) })}
      </p>
      <Evidence incidentId={incident.id} />
      {incident.checklist && <IncidentChecklist incident={incident} isLarge />}
      {incident.task === 'dispute' && <FieldMediation incident={incident} />}
      <Acts incident={incident} />
      {canAct && (
        <div className={classes.larger}>
          <CommandLog incident={incident} />
        </div>
      )}
    </>
  );
}

function Evidence({ incidentId }: { incidentId: string }) {
  const evidence = useEvidence(incidentId);
  const [shownId, setShownId] = useState<string | null>(null);
  const pictures = evidence.filter(({ kind }) => kind === 'picture');
  if (evidence.length === 0) return null;
  return (
    <>
      <div className={classes.pictures}>
        {pictures.map((each) => (
          <EvidenceThumbnail key={each.id} evidence={each} onOpen={() => setShownId(each.id)} />
        ))}
      </div>
      {evidence.map((each) => each.kind === 'voice' && <EvidenceVoice key={each.id} evidence={each} />)}
      <EvidenceLightbox pictures={pictures} shownId={shownId} onShow={setShownId} />
    </>
  );
}

/** What is offered is what the incident will be like once all that waits has arrived. */
function Acts({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const items = useOutbox((outbox) => outbox.items);
  const [act, setAct] = useState<ActName | null>(null);
  const soon = withWaiting(incident, items, person.unitId);
  const acts = fieldActs(soon, person);
  const waiting = waitingActs(incident.id, items).map((each) => t(`incidentActs.act.${each}`));
  const button = (each: ActName, isMain: boolean) => (
    <button key={each} type="button" className={controls.large} data-main={isMain} onClick={() => setAct(each)}>
      {t(`incidentActs.act.${each}`)}
    </button>
  );
  return (
    <section className={classes.acts} aria-label={t('incidentActs.title')}>
      {waiting.length > 0 && <p role="status">{t('field.detail.pending', { acts: waiting.join('、') })}</p>}
      {acts.slice(0, LARGE_MOST).map((each, index) => button(each, index === 0))}
      {acts.length > LARGE_MOST && (
        <details>
          <summary>{t('field.detail.more')}</summary>
          {acts.slice(LARGE_MOST).map((each) => button(each, false))}
        </details>
      )}
      {act && <FieldActForm incident={soon} act={act} onDone={() => setAct(null)} />}
    </section>
  );
}
