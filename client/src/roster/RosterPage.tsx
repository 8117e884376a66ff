/** Who is on duty in a week, and what one shift of the command room hands over to the next. */
import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { IconCalendarRepeat, IconChevronLeft, IconChevronRight, IconPlus, IconPrinter } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maySee } from '../../../config/contract/rights.ts';
import { type RosterShift, rosterScope } from '../../../config/contract/roster.ts';
import { dayOf, daySpan, nextDay } from '../../../config/contract/site-day.ts';
import { Failed, Loading } from '../kit/ListState.tsx';
import { Modal } from '../kit/Modal.tsx';
import { Page } from '../kit/Page.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useMay, useSession } from '../session/session.ts';
import { useNowMs } from '../time/use-now.ts';
import { HandoverPanel } from './HandoverPanel.tsx';
import classes from './Roster.module.css';
import { RosterWeek } from './RosterWeek.tsx';
import { RotationEditor } from './RotationEditor.tsx';
import { roomShiftAt, weekOf } from './roster.rules.ts';
import { useRoster } from './roster.ts';
import { ShiftEditor } from './ShiftEditor.tsx';

/** What is edited: a shift, a new one of a day, or a rotation. */
type Editing = { shift: RosterShift } | { day: string } | 'rotation' | null;

export function RosterPage() {
  const { t } = useTranslation();
  const { person, site } = useSession();
  const { timeZone } = site;
  const canAct = useCanAct();
  const mayConfigure = useMay('roster.configure');
  const mayReadHandovers = useMay('handover.view');
  const nowMs = useNowMs(30_000);
  const today = dayOf(nowMs, timeZone);
  const { day = today, shift: chosenId } = useSearch({ from: '/console/roster' });
  const days = weekOf(day);
  const [monday = day, sunday = day] = [days.at(0), days.at(-1)];
  const { data, error, isPending, refetch } = useRoster({
    fromMs: daySpan(monday, timeZone).fromMs,
    toMs: daySpan(sunday, timeZone).toMs,
  });
  const [editing, setEditing] = useState<Editing>(null);
  const navigate = useNavigate();
  const go = (to: string) => void navigate({ to: '/roster', search: to === today ? {} : { day: to } });
  const readable = (data ?? []).filter(({ handover }) => handover !== null);
  const chosen = chosenId ?? (days.includes(today) ? roomShiftAt(readable, nowMs)?.id : undefined);
  const showsHandovers = mayReadHandovers && (chosen !== undefined || readable.length > 0);
  const close = () => setEditing(null);
  return (
    <Page
      title={t('roster.title')}
      note={
        <Group gap={6} wrap="nowrap">
          <ActionIcon variant="default" aria-label={t('roster.earlier')} onClick={() => go(nextDay(monday, -7))}>
            <IconChevronLeft size={16} aria-hidden />
          </ActionIcon>
          <TextInput
            type="date"
            size="xs"
            aria-label={t('roster.week', { from: monday, to: sunday })}
            value={day}
            onChange={({ currentTarget: { value } }) => value !== '' && go(value)}
          />
          <ActionIcon variant="default" aria-label={t('roster.later')} onClick={() => go(nextDay(monday, 7))}>
            <IconChevronRight size={16} aria-hidden />
          </ActionIcon>
          <Button size="compact-sm" variant="default" onClick={() => go(today)}>
            {t('roster.today')}
          </Button>
          <span>{t('roster.week', { from: monday, to: sunday })}</span>
        </Group>
      }
      actions={
        <>
          <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
            {t('roster.print')}
          </Button>
          {mayConfigure && (
            <>
              <Button
                variant="default"
                leftSection={<IconPlus size={16} />}
                disabled={!canAct}
                onClick={() => setEditing({ day: days.includes(today) ? today : monday })}
              >
                {t('roster.add')}
              </Button>
              <Button
                leftSection={<IconCalendarRepeat size={16} />}
                disabled={!canAct}
                onClick={() => setEditing('rotation')}
              >
                {t('roster.rotate')}
              </Button>
            </>
          )}
        </>
      }
    >
      <div className={classes.workspace} data-handover={showsHandovers}>
        <section className={classes.plan}>
          {isPending && <Loading />}
          {error && !data && <Failed thrown={error} onRetry={() => void refetch()} />}
          {data && (
            <RosterWeek
              shifts={data}
              days={days}
              nowMs={nowMs}
              chosenId={chosen}
              onChoose={(shift) =>
                void navigate({ to: '/roster', search: { ...(day !== today && { day }), shift: shift.id } })
              }
              {...(mayConfigure && { onAdd: (on: string) => setEditing({ day: on }) })}
              mayChange={({ unitId }) => maySee(person, rosterScope(unitId))}
              onChange={(shift) => setEditing({ shift })}
            />
          )}
        </section>
        {showsHandovers && <HandoverPanel key={chosen ?? ''} shiftId={chosen} isThisWeek={days.includes(today)} />}
      </div>
      <Modal
        opened={editing !== null}
        onClose={close}
        closeOnClickOutside={false}
        title={editing !== null && t(titleOf(editing))}
        size={editing === 'rotation' ? 1_000 : 640}
      >
        {editing === 'rotation' && <RotationEditor fromDay={days.includes(today) ? today : monday} onDone={close} />}
        {editing !== null && editing !== 'rotation' && (
          <ShiftEditor
            latest={'shift' in editing ? (data?.find(({ id }) => id === editing.shift.id) ?? editing.shift) : null}
            day={'day' in editing ? editing.day : monday}
            onDone={close}
          />
        )}
      </Modal>
    </Page>
  );
}

function titleOf(editing: NonNullable<Editing>) {
  if (editing === 'rotation') return 'roster.rotate';
  return 'shift' in editing ? 'roster.change' : 'roster.add';
}
