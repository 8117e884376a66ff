/** A week of the roster: a row for the command room and for each unit that has one, a column for each day. */
import { ActionIcon } from '@mantine/core';
import { IconCalendarOff, IconPencil, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RosterShift } from '../../../config/contract/roster.ts';
import { dayOf } from '../../../config/contract/site-day.ts';
import { dayKind, weekdayName } from '../calendar/day-kind.rules.ts';
import { useWorkCalendar } from '../calendar/work-calendar.ts';
import { Empty } from '../kit/ListState.tsx';
import { useSite } from '../realtime/site-store.ts';
import { useSiteProfile } from '../session/session.ts';
import classes from './Roster.module.css';
import { isNow, rowsOf } from './roster.rules.ts';
import { useShiftText } from './use-shift-text.ts';

type RosterWeekProps = {
  shifts: readonly RosterShift[];
  days: readonly string[];
  nowMs: number;
  chosenId: string | undefined;
  onChoose: (shift: RosterShift) => void;
  onAdd?: (day: string) => void;
  mayChange: (shift: RosterShift) => boolean;
  onChange: (shift: RosterShift) => void;
};

export function RosterWeek(props: RosterWeekProps) {
  const { shifts, days, nowMs, chosenId, onChoose, onAdd, mayChange, onChange } = props;
  const { t } = useTranslation();
  const { timeZone } = useSiteProfile();
  const units = useSite((site) => site.units);
  const calendar = useWorkCalendar().data;
  const today = dayOf(nowMs, timeZone);
  const nameOf = (unitId: string | null) =>
    unitId === null ? t('roster.room') : (units.get(unitId)?.name ?? t('roster.unit'));
  const rows = rowsOf(shifts, { days, timeZone, nameOf });
  if (rows.every(({ cells }) => cells.every((cell) => cell.length === 0))) {
    const hint = t(onAdd ? 'roster.emptyHint' : 'roster.emptyReadHint');
    return <Empty icon={IconCalendarOff} title={t('roster.empty')} hint={hint} />;
  }
  return (
    <table className={classes.week}>
      <thead>
        <tr>
          <td />
          {days.map((day) => {
            const { kind, name } = calendar ? dayKind(day, calendar) : { kind: 'work', name: '' };
            return (
              <th key={day} scope="col" className={classes.day} data-kind={kind} data-today={day === today}>
                <span>{t(`calendar.weekday.${weekdayName(day)}`)}</span>
                <strong>{day.slice(5)}</strong>
                {name !== '' && <small>{name}</small>}
                {onAdd && (
                  <ActionIcon
                    className={classes.addOn ?? ''}
                    variant="subtle"
                    size="sm"
                    aria-label={t('roster.addOn', { day })}
                    onClick={() => onAdd(day)}
                  >
                    <IconPlus size={14} aria-hidden />
                  </ActionIcon>
                )}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ unitId, name, cells }) => (
          <tr key={unitId ?? ''} data-room={unitId === null}>
            <th scope="row">{name}</th>
            {cells.map((cell, nth) => (
              <td key={days[nth]} data-today={days[nth] === today}>
                {cell.map((shift) => (
                  <ShiftCard
                    key={shift.id}
                    shift={shift}
                    isNow={isNow(shift, nowMs)}
                    isChosen={shift.id === chosenId}
                    {...(shift.handover !== null && { onChoose: () => onChoose(shift) })}
                    {...(mayChange(shift) && { onChange: () => onChange(shift) })}
                  />
                ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type ShiftCardProps = {
  shift: RosterShift;
  isNow: boolean;
  isChosen: boolean;
  onChoose?: () => void;
  onChange?: () => void;
};

function ShiftCard({ shift, isNow: isOn, isChosen, onChoose, onChange }: ShiftCardProps) {
  const { t } = useTranslation();
  const { leader, people, focus, place, handover } = shift;
  const times = useShiftText()(shift);
  return (
    <article className={classes.shift} aria-label={times} data-now={isOn} data-chosen={isChosen} title={place}>
      <header>
        {onChoose ? (
          <button type="button" aria-pressed={isChosen} onClick={onChoose}>
            {times}
          </button>
        ) : (
          <span>{times}</span>
        )}
        {onChange && (
          <ActionIcon variant="subtle" size="xs" aria-label={`${t('roster.change')} ${times}`} onClick={onChange}>
            <IconPencil size={12} aria-hidden />
          </ActionIcon>
        )}
      </header>
      <strong>{leader.name}</strong>
      {people.length > 0 && <span>{people.map(({ name }) => name).join('、')}</span>}
      {focus !== '' && <small>{focus}</small>}
      {(isOn || (handover !== null && handover !== 'none')) && (
        <footer>
          {isOn && <b>{t('roster.now')}</b>}
          {handover !== null && handover !== 'none' && <em data-state={handover}>{t(`roster.state.${handover}`)}</em>}
        </footer>
      )}
    </article>
  );
}
