/** Takes the page of grids to the end of a day that is past, and back. */
import { Button, TextInput } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../config/contract/site-day.ts';
import { useSiteProfile } from '../session/session.ts';
import { useNowMs } from '../time/use-now.ts';
import classes from './GridsPage.module.css';

const MINUTE_MS = 60_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

type AsOfDayProps = { day: string | null; isDisabled: boolean; onDay: (day: string | null) => void };

export function AsOfDay({ day, isDisabled, onDay }: AsOfDayProps) {
  const { t } = useTranslation();
  const { timeZone } = useSiteProfile();
  const today = dayOf(useNowMs(MINUTE_MS), timeZone);
  return (
    <>
      {day !== null && (
        <span className={classes.past} role="status">
          {t('grids.asOfBanner', { day })}
          <Button size="compact-xs" variant="default" onClick={() => onDay(null)}>
            {t('grids.asOfNow')}
          </Button>
        </span>
      )}
      <TextInput
        size="xs"
        type="date"
        w={160}
        leftSection={<IconHistory size={14} aria-hidden />}
        max={today}
        aria-label={t('grids.asOf')}
        title={t('grids.asOf')}
        disabled={isDisabled}
        value={day ?? ''}
        onChange={({ currentTarget: { value } }) => onDay(DAY.test(value) && value <= today ? value : null)}
      />
    </>
  );
}
