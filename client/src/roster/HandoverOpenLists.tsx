/** What is open at the end of a shift, each with the way to it. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandoverOpen } from '../../../config/contract/roster.ts';
import { failureText } from '../api/failure-text.ts';
import { useSite } from '../realtime/site-store.ts';
import { useNowMs } from '../time/use-now.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './Handover.module.css';

const SHOWN = 6;

export function HandoverOpenLists({ open, isLive }: { open: HandoverOpen; isLive: boolean }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const cameras = useSite((site) => site.cameras);
  const nowMs = useNowMs(60_000);
  const at = (shownMs: number) => time.short(shownMs, nowMs);
  const { atMs, reportedCount, closedCount, openCount, overdueCount } = open;
  const counts = { reported: reportedCount, closed: closedCount, open: openCount, overdue: overdueCount };
  return (
    <section className={classes.open}>
      <h3>
        {t('roster.open')}
        <small>{isLive ? t('roster.openNow') : t('roster.openAsOf', { when: time.dateTime(atMs) })}</small>
      </h3>
      <dl className={classes.counts}>
        {(['reported', 'closed', 'open', 'overdue'] as const).map((name) => (
          <div key={name} data-trouble={name === 'overdue' && overdueCount > 0}>
            <dt>{t(`roster.counts.${name}`)}</dt>
            <dd>{counts[name]}</dd>
          </div>
        ))}
      </dl>
      <Rows title={t('roster.incidents')} count={openCount} none={t('roster.noIncidents')}>
        {open.incidents.map(({ incidentId, number, title, state, level, dueAtMs }) => (
          <li key={incidentId} data-late={dueAtMs !== null && dueAtMs < atMs}>
            <Link to="/incidents" search={{ incident: incidentId }} title={number}>
              {title}
            </Link>
            <span>
              {t(`incidents.state.${state}`)} · {t(`matters.level.${level}`)}
            </span>
            <time>{dueAtMs === null ? t('roster.noDue') : t('roster.due', { when: at(dueAtMs) })}</time>
          </li>
        ))}
      </Rows>
      <Rows title={t('roster.alerts')} count={open.alertCount} none={t('roster.noAlerts')}>
        {open.alerts.map(({ alertId, kind, state, cameraId, raisedAtMs }) => (
          <li key={alertId}>
            <span>{t(`alerts.kind.${kind}`)}</span>
            <span>
              {[cameraId && cameras.get(cameraId)?.name, t(`alerts.state.${state}`)].filter(Boolean).join(' · ')}
            </span>
            <time>{at(raisedAtMs)}</time>
          </li>
        ))}
      </Rows>
      <Rows title={t('roster.cameras')} count={open.cameras.length} none={t('roster.noCameras')}>
        {open.cameras.map(({ cameraId, name, sinceMs, cause }) => (
          <li key={cameraId}>
            <span>{name}</span>
            <span>{cause && failureText(t, cause)}</span>
            <time>{t('roster.since', { when: at(sinceMs) })}</time>
          </li>
        ))}
      </Rows>
      <Rows title={t('roster.exports')} count={open.exports.length} none={t('roster.noExports')}>
        {open.exports.map(({ exportId, reason, by, state, decidedBy }) => (
          <li key={exportId}>
            <span>{reason}</span>
            <span>
              {[by, t(`playback.exportState.${state}`), decidedBy && t('roster.decidedBy', { name: decidedBy })]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </Rows>
    </section>
  );
}

type RowsProps = { title: string; count: number; none: string; children: ReactNode[] };

/** `count` is of everything: of what is not listed it is said how many there are. */
function Rows({ title, count, none, children }: RowsProps) {
  const { t } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? children : children.slice(0, SHOWN);
  return (
    <>
      <h4>
        {title} <b>{count}</b>
      </h4>
      {count === 0 ? <p className={classes.quiet}>{none}</p> : <ul className={classes.rows}>{shown}</ul>}
      {children.length > shown.length && (
        <Button variant="subtle" size="compact-xs" onClick={() => setWhole(true)}>
          {t('roster.showAll', { count: children.length })}
        </Button>
      )}
      {count > children.length && (
        <p className={classes.quiet}>{t('roster.hidden', { count: count - children.length })}</p>
      )}
    </>
  );
}
