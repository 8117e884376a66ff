/** The command log: every word and act of an incident in order, and who was told of it. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Clip, Incident } from '../../../config/contract/incident.ts';
import { Failed, Loading } from '../kit/ListState.tsx';
import { useMay } from '../session/session.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { actWord } from './act-word.ts';
import { logInOrder } from './command-log.rules.ts';
import { EvidenceLogLine } from './EvidenceLogLine.tsx';
import { useEvidence } from './evidence.ts';
import { filledText } from './filled-text.ts';
import classes from './IncidentActs.module.css';
import { useIncidentLog } from './use-incident-log.ts';

export function CommandLog({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const evidence = useEvidence(incident.id);
  const log = useIncidentLog(incident);
  if (log.isPending) return <Loading />;
  if (!log.data) return <Failed thrown={log.error} onRetry={() => void log.refetch()} />;
  const { lines, notices } = log.data;
  const unread = notices.filter(({ readAtMs }) => readAtMs === null).length;
  return (
    <section className={classes.log} aria-label={t('incidentActs.log')}>
      <h3>{t('incidentActs.log')}</h3>
      <ol>
        {logInOrder(lines, evidence).map((line) =>
          'sha256' in line ? (
            <EvidenceLogLine key={line.id} evidence={line} />
          ) : (
            <li key={line.seq}>
              <time>{time.dateTime(line.atMs)}</time>
              <div>
                <p>
                  <strong>{line.by?.name ?? t('incidentActs.byClock')}</strong>
                  {line.unitName && <span className={classes.quiet}>{line.unitName}</span>}
                  <span>{actWord(t, line)}</span>
                </p>
                {line.filled.length > 0 && (
                  <p className={classes.words}>
                    {line.filled.map((each) => `${each.label}：${filledText(t, each)}`).join('；')}
                  </p>
                )}
                {line.act === 'confer' && <ConferenceLink place={line.about} />}
                {line.note && <p className={classes.words}>{line.note}</p>}
                {line.clip && <ClipLink clip={line.clip} />}
              </div>
            </li>
          ),
        )}
      </ol>
      {notices.length > 0 && (
        <details className={classes.told}>
          <summary>{t('incidentActs.told', { count: notices.length, unread })}</summary>
          <ul>
            {notices.map((each) => (
              <li key={each.id}>
                <strong>{each.to}</strong>
                <span>{t(`notices.kind.${each.kind as 'assigned'}`)}</span>
                <span className={classes.quiet}>
                  {each.readAtMs === null
                    ? each.deliveredAtMs === null
                      ? t('incidentActs.sent', { at: time.dateTime(each.atMs) })
                      : t('incidentActs.delivered', { at: time.dateTime(each.deliveredAtMs) })
                    : t('incidentActs.read', { at: time.dateTime(each.readAtMs) })}
                  {each.onPhoneAtMs !== null &&
                    ` · ${t('incidentActs.onPhone', { at: time.dateTime(each.onPhoneAtMs) })}`}
                  {each.sentOnAtMs !== null && ` · ${t('incidentActs.sentOn', { at: time.dateTime(each.sentOnAtMs) })}`}
                  {each.sendingFailure && ` · ${t('incidentActs.notSentOn', { why: each.sendingFailure })}`}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** Where it is the address of a meeting, a way into it. */
function ConferenceLink({ place }: { place: string }) {
  const { t } = useTranslation();
  if (!/^https?:\/\/\S+$/i.test(place)) return null;
  return (
    <p className={classes.words}>
      <a href={place} target="_blank" rel="noreferrer">
        {t('incidentActs.enterConference')}
      </a>
    </p>
  );
}

/** To exactly that stretch of that camera, for whoever looks at recordings. */
function ClipLink({ clip: { cameraId, fromMs, toMs } }: { clip: Clip }) {
  const { t } = useTranslation();
  if (!useMay('recording.view')) return null;
  return (
    <p className={classes.words}>
      <Link to="/playback" search={{ camera: cameraId, at: fromMs, from: fromMs, to: toMs }}>
        {t('incidentActs.playClip')}
      </Link>
    </p>
  );
}
