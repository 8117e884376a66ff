/** A person's notices: how many are unread, and the list; one that is opened is read, and leads to its incident. */
import { Popover, UnstyledButton } from '@mantine/core';
import { IconBell, IconBellRinging } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../../config/contract/notice.ts';
import { playTone } from '../alerts/alarm-sound.ts';
import { api } from '../api/api.ts';
import { Empty } from '../kit/ListState.tsx';
import { sayFailure } from '../kit/say-failure.ts';
import { useSite } from '../realtime/site-store.ts';
import { useMay } from '../session/session.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './NoticeBell.module.css';
import { inReadingOrder, unreadCount, wordsOf } from './notice-list.rules.ts';
import { toneOf } from './notice-sound.rules.ts';
import { useTellDelivered } from './use-tell-delivered.ts';

export function NoticeBell() {
  const { t } = useTranslation();
  const mayView = useMay('notice.view');
  const notices = useSite((site) => site.live.notices);
  const [isOpen, setOpen] = useState(false);
  useTellDelivered(notices, 'console');
  useNoticeSound(notices);
  if (!mayView) return null;
  const unread = unreadCount(notices.values());
  const Bell = unread > 0 ? IconBellRinging : IconBell;
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={420} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.bell}
          data-unread={unread > 0}
          aria-label={t('notices.unread', { count: unread })}
          title={t('notices.unread', { count: unread })}
          onClick={() => setOpen(!isOpen)}
        >
          <Bell size={16} aria-hidden />
          {unread > 0 && <strong>{unread}</strong>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <NoticeList notices={inReadingOrder(notices.values())} onOpened={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function NoticeList({ notices, onOpened }: { notices: readonly Notice[]; onOpened: () => void }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const navigate = useNavigate();
  if (notices.length === 0) return <Empty icon={IconBell} title={t('notices.none')} hint={t('notices.noneHint')} />;
  const open = (notice: Notice) => {
    onOpened();
    void navigate({ to: '/incidents', search: { incident: notice.incidentId } });
    if (notice.readAtMs === null) {
      api('POST /api/notices/:noticeId/read', { params: { noticeId: notice.id } }).catch(sayFailure);
    }
  };
  return (
    <ul className={classes.list} aria-label={t('notices.title')}>
      {notices.map((notice) => (
        <li key={notice.id} data-unread={notice.readAtMs === null}>
          <button type="button" onClick={() => open(notice)}>
            <strong>{t(`notices.kind.${notice.kind}`)}</strong>
            <span className={classes.number}>{notice.incidentNumber}</span>
            <time>{time.dateTime(notice.atMs)}</time>
            <span className={classes.title}>{notice.title}</span>
            {wordsOf(notice) && <span className={classes.note}>{wordsOf(notice)}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Heard once, in the tones of alerts. Where the page may not sound yet, the top bar says so. */
function useNoticeSound(notices: ReadonlyMap<string, Notice>): void {
  const heardIds = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const level = toneOf(notices.values(), heardIds.current, Date.now());
    heardIds.current = new Set(notices.keys());
    if (level !== undefined) playTone(level);
  }, [notices]);
}
