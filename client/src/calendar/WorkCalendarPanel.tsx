/** A year at a glance: what is worked and what is not, each day to be changed, and the office hours beside it. */
import { ActionIcon, Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconClipboardText } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf, monthAfter } from '../../../config/contract/site-day.ts';
import { Failed, Loading } from '../kit/ListState.tsx';
import { Modal } from '../kit/Modal.tsx';
import { serverNowMs, useCanAct } from '../realtime/connection-store.ts';
import { useMay, useSiteProfile } from '../session/session.ts';
import { DayEditor } from './DayEditor.tsx';
import { ImportDays } from './ImportDays.tsx';
import { MonthSheet } from './MonthSheet.tsx';
import { OfficeHours } from './OfficeHours.tsx';
import classes from './WorkCalendar.module.css';
import { useWorkCalendar } from './work-calendar.ts';
import { YearDays } from './YearDays.tsx';

export function WorkCalendarPanel() {
  const { t } = useTranslation();
  const { timeZone } = useSiteProfile();
  const mayConfigure = useMay('calendar.configure');
  const canAct = useCanAct();
  const calendar = useWorkCalendar();
  const today = dayOf(serverNowMs(), timeZone);
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  const [chosen, setChosen] = useState<string | null>(null);
  const [isImporting, setImporting] = useState(false);

  if (calendar.isPending) return <Loading />;
  if (!calendar.data) return <Failed thrown={calendar.error} onRetry={() => void calendar.refetch()} />;
  return (
    <div className={classes.panel}>
      <section className={classes.year} aria-label={t('calendar.yearView')}>
        <header>
          <ActionIcon aria-label={t('calendar.yearBefore')} onClick={() => setYear(year - 1)}>
            <IconChevronLeft size={16} />
          </ActionIcon>
          <h2>{t('calendar.year', { year })}</h2>
          <ActionIcon aria-label={t('calendar.yearAfter')} onClick={() => setYear(year + 1)}>
            <IconChevronRight size={16} />
          </ActionIcon>
          <Legend />
          {mayConfigure && (
            <Button
              variant="default"
              leftSection={<IconClipboardText size={16} />}
              disabled={!canAct}
              onClick={() => setImporting(true)}
            >
              {t('calendar.import')}
            </Button>
          )}
        </header>
        <div className={classes.months}>
          {Array.from({ length: 12 }, (_, index) => monthAfter(`${year}-01`, index)).map((month) => (
            <MonthSheet
              key={month}
              month={month}
              calendar={calendar.data}
              today={today}
              chosen={chosen}
              onChoose={setChosen}
            />
          ))}
        </div>
      </section>
      <aside className={classes.side}>
        {chosen ? (
          <DayEditor key={chosen} day={chosen} calendar={calendar.data} onClose={() => setChosen(null)} />
        ) : (
          <p className={classes.hint}>{t(mayConfigure ? 'calendar.chooseHint' : 'calendar.readOnly')}</p>
        )}
        <OfficeHours key={JSON.stringify(calendar.data.officeHours)} calendar={calendar.data} />
        <YearDays year={year} calendar={calendar.data} onChoose={setChosen} />
      </aside>
      <Modal opened={isImporting} onClose={() => setImporting(false)} title={t('calendar.import')} size={760}>
        {isImporting && <ImportDays year={year} calendar={calendar.data} onDone={() => setImporting(false)} />}
      </Modal>
    </div>
  );
}

function Legend() {
  const { t } = useTranslation();
  return (
    <ul className={classes.legend} aria-label={t('calendar.legend')}>
      {(['work', 'rest', 'holiday', 'workday'] as const).map((kind) => (
        <li key={kind} data-kind={kind}>
          <i aria-hidden>{(kind === 'holiday' || kind === 'workday') && t(`calendar.mark.${kind}`)}</i>
          {t(`calendar.kind.${kind}`)}
        </li>
      ))}
    </ul>
  );
}
