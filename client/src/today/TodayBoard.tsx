/**
 * 今日态势: the street at a glance, on a desk and on a big screen. Everything is sized by
 * the room it has (container units), so that it is as sharp on a wall as on a desk.
 */
import { useTranslation } from 'react-i18next';
import { isShelved } from '../../../config/contract/alert.ts';
import { hasEnded } from '../../../config/contract/incident.ts';
import { dayOf, daySpan } from '../../../config/contract/site-day.ts';
import type { Today } from '../../../config/contract/today.ts';
import { AlarmRate } from '../alerts/AlarmRate.tsx';
import { alertPlace } from '../alerts/alert-place.ts';
import { Failed, Loading } from '../kit/ListState.tsx';
import { useSite } from '../realtime/site-store.ts';
import { isNow } from '../roster/roster.rules.ts';
import { useRoster } from '../roster/roster.ts';
import { useShiftText } from '../roster/use-shift-text.ts';
import { useSession } from '../session/session.ts';
import { useNowMs } from '../time/use-now.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { WallMap } from '../wall/WallMap.tsx';
import { Bars, Gauge, HourBars } from './Bars.tsx';
import classes from './TodayBoard.module.css';
import { useToday } from './use-today.ts';

const MOST_ALERTS = 10;
const MOST_UNITS = 8;
const MOST_INCIDENTS = 10;

export function TodayBoard() {
  const { data, error, refetch } = useToday();
  return (
    <div className={classes.board}>
      {!data && !error && <Loading />}
      {!data && error && <Failed thrown={error} onRetry={() => void refetch()} />}
      {data && <Board today={data} isStale={error !== null} />}
    </div>
  );
}

function Board({ today, isStale }: { today: Today; isStale: boolean }) {
  const { t } = useTranslation();
  const { site } = useSession();
  const time = useTimeText();
  const { live, all } = useOnline();
  const { endedInTimeCount, endedStageCount, reportedCount, closedCount, overdueCount } = today;
  const inTime = t('today.inTimeOf', { inTime: endedInTimeCount, all: endedStageCount });
  return (
    <main className={classes.areas}>
      <header className={classes.head}>
        <strong>{site.name}</strong>
        <h1>{t('today.title')}</h1>
        <Clock />
      </header>
      <section className={classes.left}>
        <Gauge
          name={t('today.online')}
          share={all === 0 ? null : live / all}
          note={t('today.onlineOf', { live, all })}
        />
        <Gauge
          name={t('today.inTime')}
          share={endedStageCount === 0 ? null : endedInTimeCount / endedStageCount}
          note={inTime}
        />
        <h2>{t('today.classes')}</h2>
        <Bars
          none={t('today.noIncidents')}
          bars={today.classes.map(({ name, count }) => ({
            ...{ key: name, name: name === '' ? t('today.noClass') : name },
            ...{ value: count, text: String(count) },
          }))}
        />
        <NewestIncidents />
      </section>
      <section className={classes.centre}>
        <dl className={classes.counts}>
          <Count name={t('today.reported')} count={reportedCount} />
          <Count name={t('today.closed')} count={closedCount} />
          <Count
            name={t('today.open')}
            count={today.openCount}
            note={t('today.suspended', { count: today.suspendedCount })}
          />
          <Count name={t('today.overdue')} count={overdueCount} isTrouble={overdueCount > 0} />
        </dl>
        <div className={classes.map}>
          <WallMap onPick={() => {}} />
        </div>
        <h2>
          {t('today.hours')}
          <small data-stale={isStale}>
            {isStale ? t('today.stale') : t('today.asOf', { time: time.clock(today.atMs) })}
          </small>
        </h2>
        <HourBars hours={today.hours} />
      </section>
      <section className={classes.right}>
        <Alerts />
        <AlarmRate />
        <OnShift />
        <h2>
          {t('today.units')}
          <small>{t('today.onDuty', { count: sumOf(today.units) })}</small>
        </h2>
        <Bars
          none={t('today.nobodyOnDuty')}
          bars={today.units.slice(0, MOST_UNITS).map(({ name, availableCount, busyCount }) => ({
            ...{ key: name, name: name === '' ? t('today.noUnit') : name, value: availableCount + busyCount },
            text: `${availableCount} / ${busyCount}`,
          }))}
        />
        <h2>{t('today.grids')}</h2>
        <Bars
          none={t('today.noIncidents')}
          bars={today.grids.map(({ gridId, name, count, openCount }) => ({
            ...{ key: gridId, name, value: count, text: `${count} / ${openCount}` },
          }))}
        />
      </section>
    </main>
  );
}

/** By name, for whoever may know who is on duty. */
function OnShift() {
  const { t } = useTranslation();
  const { timeZone } = useSession().site;
  const nowMs = useNowMs(30_000);
  const shiftText = useShiftText();
  const { fromMs, toMs } = daySpan(dayOf(nowMs, timeZone), timeZone);
  const shift = useRoster({ fromMs, toMs }).data?.find((each) => each.unitId === null && isNow(each, nowMs));
  if (!shift) return null;
  const { leader, people } = shift;
  return (
    <p className={classes.shift}>
      <b>{shiftText(shift)}</b>
      {t('today.shift', { leader: leader.name, people: people.map(({ name }) => name).join('、') || '—' })}
    </p>
  );
}

function sumOf(units: Today['units']): number {
  return units.reduce((sum, { availableCount, busyCount }) => sum + availableCount + busyCount, 0);
}

/** By itself, so that the map is not drawn anew each second. */
function Clock() {
  const time = useTimeText();
  const nowMs = useNowMs(500);
  return (
    <time>
      {time.date(nowMs)} <b>{time.clock(nowMs)}</b>
    </time>
  );
}

/** Cameras that are used and those of them that have a picture. */
function useOnline(): { live: number; all: number } {
  const cameras = useSite((site) => site.cameras);
  const health = useSite((site) => site.health);
  const used = [...cameras.values()].filter(({ disabled }) => !disabled);
  const away = used.filter(({ id }) => health.get(id)?.state === 'offline');
  return { live: used.length - away.length, all: used.length };
}

type CountProps = { name: string; count: number; note?: string; isTrouble?: boolean };

function Count({ name, count, note, isTrouble = false }: CountProps) {
  return (
    <div data-trouble={isTrouble}>
      <dt>{name}</dt>
      <dd>{count}</dd>
      {note !== undefined && <dd className={classes.note}>{note}</dd>}
    </div>
  );
}

function NewestIncidents() {
  const { t } = useTranslation();
  const time = useTimeText();
  const nowMs = useNowMs(5_000);
  const incidents = useSite((site) => site.incidents);
  // The page hangs in halls: words of a confidential case are not for whoever walks by.
  const open = [...incidents.values()].filter(
    (incident) => !hasEnded(incident) && !incident.drill && !incident.confidential,
  );
  const newest = open.toSorted((one, other) => other.reportedAtMs - one.reportedAtMs).slice(0, MOST_INCIDENTS);
  return (
    <>
      <h2>{t('today.incidents')}</h2>
      {newest.length === 0 && <p className={classes.none}>{t('today.noOpen')}</p>}
      <ol className={classes.incidents}>
        {newest.map(({ id, title, state, reportedAtMs }) => (
          <li key={id}>
            <span>{title}</span>
            <em>{t(`incidents.state.${state}`)}</em>
            <time>{time.short(reportedAtMs, nowMs)}</time>
          </li>
        ))}
      </ol>
    </>
  );
}

function Alerts() {
  const { t } = useTranslation();
  const time = useTimeText();
  const nowMs = useNowMs(5_000);
  const alerts = useSite((site) => site.alerts);
  const cameras = useSite((site) => site.cameras);
  const open = [...alerts.values()].filter((alert) => alert.state !== 'closed' && !isShelved(alert));
  const newest = open.toSorted((one, other) => other.lastSeenAtMs - one.lastSeenAtMs).slice(0, MOST_ALERTS);
  return (
    <>
      <h2>
        {t('today.alerts')}
        <small>
          {t('today.unanswered')} {open.filter(({ state }) => state === 'new').length}
        </small>
      </h2>
      {newest.length === 0 && <p className={classes.none}>{t('today.noAlerts')}</p>}
      <ol className={classes.alerts} aria-live="polite">
        {newest.map((alert) => (
          <li key={alert.id} data-level={alert.state === 'new' ? alert.level : 'none'}>
            <b>{t(`alerts.kind.${alert.kind}`)}</b>
            <span>{alertPlace(t, alert, cameras)}</span>
            <em>{t(`alerts.state.${alert.state}`)}</em>
            <time>{time.short(alert.lastSeenAtMs, nowMs)}</time>
          </li>
        ))}
      </ol>
    </>
  );
}
