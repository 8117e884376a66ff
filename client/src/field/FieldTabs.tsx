/** The four pages of the phone, within reach of a thumb. */
import { IconBell, IconClipboardList, IconPencilPlus, IconTopologyStar3 } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { unreadCount } from '../notices/notice-list.rules.ts';
import { useTellDelivered } from '../notices/use-tell-delivered.ts';
import { useSite } from '../realtime/site-store.ts';
import classes from './FieldFrame.module.css';

const TABS = [
  { name: 'tasks', icon: IconClipboardList },
  { name: 'report', icon: IconPencilPlus },
  { name: 'grids', icon: IconTopologyStar3 },
  { name: 'notices', icon: IconBell },
] as const;

export function FieldTabs() {
  const { t } = useTranslation();
  const { tab: current = 'tasks' } = useSearch({ from: '/field-frame/field' });
  const notices = useSite((site) => site.notices);
  useTellDelivered(notices, 'phone');
  const unread = unreadCount(notices.values());
  return (
    <nav className={classes.tabs} aria-label={t('field.tabs')}>
      {TABS.map(({ name, icon: Shape }) => (
        <Link
          key={name}
          to="/field"
          search={name === 'tasks' ? {} : { tab: name }}
          activeOptions={{ exact: true }}
          data-current={current === name}
        >
          <Shape size={24} stroke={1.7} aria-hidden />
          {t(`field.tab.${name}`)}
          {name === 'notices' && unread > 0 && <em>{unread}</em>}
        </Link>
      ))}
    </nav>
  );
}
