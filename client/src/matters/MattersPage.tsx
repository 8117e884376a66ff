/** What the centre sees to, and the calendar its time limits are reckoned by. */
import { useTranslation } from 'react-i18next';
import { WorkCalendarPanel } from '../calendar/WorkCalendarPanel.tsx';
import { Page } from '../kit/Page.tsx';

export function MattersPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('calendar.tab')}>
      <WorkCalendarPanel />
    </Page>
  );
}
