/** An incident on paper: what it is, its pictures, who worked on it, and its command log. */
import { useTranslation } from 'react-i18next';
import type { IncidentEvidence } from '../../../config/contract/evidence.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import { AlertPicture } from '../alerts/AlertPicture.tsx';
import { evidenceUrl } from '../api/evidence.ts';
import { Paper } from '../paper/Paper.tsx';
import { useSite } from '../realtime/site-store.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { actWord } from './act-word.ts';
import { type Line, logInOrder } from './command-log.rules.ts';
import { useEvidence } from './evidence.ts';
import { useFormFacts } from './FormFacts.tsx';
import { filledText } from './filled-text.ts';
import classes from './IncidentReport.module.css';
import { partState } from './part-state.ts';
import { useIncidentFacts } from './use-incident-facts.ts';
import { useIncidentLog } from './use-incident-log.ts';

export function IncidentReport({ incident, onDone }: { incident: Incident; onDone: () => void }) {
  const { t } = useTranslation();
  const facts = useIncidentFacts(incident);
  const form = useFormFacts(incident);
  const evidence = useEvidence(incident.id);
  const log = useIncidentLog(incident);
  return (
    <Paper
      title={`${t('paper.incident')}：${incident.title}`}
      facts={[
        [t('incidents.number'), incident.number],
        [t('incidents.stateLabel'), t(`incidents.state.${incident.state}`)],
        ...facts,
        ...form,
      ]}
      isReady={!log.isPending}
      onDone={onDone}
    >
      {incident.description && <p className={classes.words}>{incident.description}</p>}
      <Units incident={incident} />
      <Pictures incident={incident} evidence={evidence} />
      {log.data && (
        <>
          <h2>{t('incidentActs.log')}</h2>
          <table>
            <thead>
              <tr>
                <th>{t('paper.when')}</th>
                <th>{t('paper.who')}</th>
                <th>{t('paper.what')}</th>
              </tr>
            </thead>
            <tbody>
              {logInOrder(log.data.lines, evidence).map((line) =>
                'sha256' in line ? (
                  <EvidenceRow key={line.id} evidence={line} />
                ) : (
                  <LogRow key={line.seq} line={line} />
                ),
              )}
            </tbody>
          </table>
        </>
      )}
    </Paper>
  );
}

function LogRow({ line }: { line: Line }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const said = [...line.filled.map((each) => `${each.label}：${filledText(t, each)}`), line.note].filter(Boolean);
  return (
    <tr>
      <td className={classes.when}>{time.dateTime(line.atMs)}</td>
      <td>{[line.by?.name ?? t('incidentActs.byClock'), line.unitName].filter(Boolean).join(' · ')}</td>
      <td>
        {actWord(t, line)}
        {said.length > 0 && <div className={classes.words}>{said.join('；')}</div>}
      </td>
    </tr>
  );
}

function EvidenceRow({ evidence }: { evidence: IncidentEvidence }) {
  const { t } = useTranslation();
  const time = useTimeText();
  return (
    <tr>
      <td className={classes.when}>{time.dateTime(evidence.addedAtMs)}</td>
      <td>{[evidence.by.name, evidence.unitName].filter(Boolean).join(' · ')}</td>
      <td>
        {t(evidence.kind === 'picture' ? 'evidence.logPicture' : 'evidence.logVoice')}
        {evidence.note && <div className={classes.words}>{evidence.note}</div>}
      </td>
    </tr>
  );
}

function Units({ incident: { assignments, supervisions } }: { incident: Incident }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const at = (atMs: number | null) => (atMs === null ? '' : time.dateTime(atMs));
  if (assignments.length + supervisions.length === 0) return null;
  return (
    <>
      <h2>{t('incidentActs.units')}</h2>
      <table>
        <tbody>
          {assignments.map((each) => (
            <tr key={`${each.unitId} ${each.dispatchedAtMs}`}>
              <td>{each.unitName}</td>
              <td>{t(`incidentActs.role.${each.role}`)}</td>
              <td>{[t(`incidentActs.part.${partState(each)}`), each.reason].filter(Boolean).join('：')}</td>
              <td className={classes.when}>
                {at(each.doneAtMs ?? each.arrivedAtMs ?? each.acceptedAtMs ?? each.dispatchedAtMs)}
              </td>
            </tr>
          ))}
          {supervisions.map((each) => (
            <tr key={each.id}>
              <td>{each.unitName || t('incidentActs.noLead')}</td>
              <td>{t('incidentActs.supervisions')}</td>
              <td>{[each.reason, each.reply].filter(Boolean).join('；')}</td>
              <td className={classes.when}>{at(each.repliedAtMs ?? each.replyDueAtMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Pictures({ incident, evidence }: { incident: Incident; evidence: readonly IncidentEvidence[] }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const alert = useSite((site) => site.alerts.get(incident.alertId ?? ''));
  const pictures = evidence.filter(({ kind }) => kind === 'picture');
  const hasAlertPicture = alert?.hasPicture ?? false;
  if (!hasAlertPicture && pictures.length === 0) return null;
  return (
    <>
      <h2>{t('paper.pictures')}</h2>
      <div className={classes.pictures}>
        {alert && hasAlertPicture && (
          <figure>
            <AlertPicture alert={alert} size="paper" />
            <figcaption>{t('alerts.pictureAt', { time: time.dateTime(alert.raisedAtMs) })}</figcaption>
          </figure>
        )}
        {pictures.map((each) => {
          const at = time.dateTime(each.takenAtMs ?? each.addedAtMs);
          const words = t('evidence.picture', { name: each.by.name, at });
          return (
            <figure key={each.id}>
              <img src={evidenceUrl(each)} alt={words} />
              <figcaption>{each.note ? `${words} · ${each.note}` : words}</figcaption>
            </figure>
          );
        })}
      </div>
    </>
  );
}
