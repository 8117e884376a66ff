/** Who is on duty now, and one's own shifts of the next two weeks. */
import { useTranslation } from 'react-i18next';
import { isInShift, type RosterShift } from '../../../config/contract/roster.ts';
import { dayOf, daySpan, nextDay } from '../../../config/contract/site-day.ts';
import { Failed, Loading } from '../kit/ListState.tsx';
import { useConnection } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { isNow } from '../roster/roster.rules.ts';
import { useRoster } from '../roster/roster.ts';
import { useShiftText } from '../roster/use-shift-text.ts';
import { useMay, useSession } from '../session/session.ts';
import { useNowMs } from '../time/use-now.ts';
import classes from './FieldCards.module.css';

const DAYS_AHEAD = 14;

export function FieldRoster() {
  return useMay('duty.view') ? <Shifts /> : null;
}

function Shifts() {
  const { t } = useTranslation();
  const { person, site } = useSession();
  const isLost = useConnection(({ state }) => state === 'lost');
  const nowMs = useNowMs(30_000);
  const today = dayOf(nowMs, site.timeZone);
  const { data, error, isPending, refetch } = useRoster({
    fromMs: daySpan(today, site.timeZone).fromMs,
    toMs: daySpan(nextDay(today, DAYS_AHEAD), site.timeZone).toMs,
  });
  // Without signal a request waits instead of failing.
  if (!data && isLost) return <Group name={t('field.roster.now')} none={t('field.roster.offline')} />;
  if (isPending) return <Loading />;
  if (!data) return <Failed thrown={error} onRetry={() => void refetch()} />;
  const mine = data.filter((shift) => shift.toMs > nowMs && isInShift(person.id, shift));
  const now = data.filter((shift) => isNow(shift, nowMs));
  return (
    <>
      <Group name={t('field.roster.now')} shifts={now} none={t('field.roster.noneNow')} />
      <Group name={t('field.roster.mine')} shifts={mine} none={t('field.roster.noneMine', { days: DAYS_AHEAD })} />
    </>
  );
}

function Group({ name, shifts = [], none }: { name: string; shifts?: RosterShift[]; none: string }) {
  return (
    <section className={classes.group} aria-label={name}>
      <h2>{name}</h2>
      {shifts.length === 0 && <p>{none}</p>}
      <ul className={classes.cards}>
        {shifts.map((shift) => (
          <li key={shift.id} className={classes.card}>
            <ShiftLines shift={shift} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ShiftLines({ shift }: { shift: RosterShift }) {
  const { t } = useTranslation();
  const { timeZone } = useSession().site;
  const units = useSite((site) => site.units);
  const times = useShiftText()(shift);
  const { unitId, leader, people, place, focus, fromMs } = shift;
  const whose = unitId === null ? t('roster.room') : (units.get(unitId)?.name ?? t('roster.unit'));
  return (
    <>
      <strong>{[dayOf(fromMs, timeZone).slice(5), times].join(' ')}</strong>
      <span>{[whose, place].filter(Boolean).join(' · ')}</span>
      <span>{[leader, ...people].map(({ name }) => name).join('、')}</span>
      {focus !== '' && <span>{focus}</span>}
    </>
  );
}
