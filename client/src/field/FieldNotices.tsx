/** The person's notices; one that is opened is read, and leads to its incident. */
import { IconBell } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../../config/contract/notice.ts';
import { api } from '../api/api.ts';
import { Empty } from '../kit/ListState.tsx';
import { inReadingOrder, wordsOf } from '../notices/notice-list.rules.ts';
import { useSite } from '../realtime/site-store.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './FieldCards.module.css';

export function FieldNotices() {
  const { t } = useTranslation();
  const time = useTimeText();
  const navigate = useNavigate();
  const notices = useSite((site) => site.notices);
  if (notices.size === 0) return <Empty icon={IconBell} title={t('notices.none')} hint={t('notices.noneHint')} />;
  const open = ({ id, readAtMs, incidentId }: Notice) => {
    void navigate({ to: '/field', search: { incident: incidentId } });
    // Without signal it stays unread, and can be opened again.
    if (readAtMs === null) api('POST /api/notices/:noticeId/read', { params: { noticeId: id } }).catch(() => {});
  };
  return (
    <ul className={classes.cards} aria-label={t('notices.title')}>
      {inReadingOrder(notices.values()).map((notice) => (
        <li key={notice.id}>
          <button
            type="button"
            className={classes.card}
            data-unread={notice.readAtMs === null}
            onClick={() => open(notice)}
          >
            <strong>{t(`notices.kind.${notice.kind}`)}</strong>
            <span>{notice.title}</span>
            {wordsOf(notice) && <span>{wordsOf(notice)}</span>}
            <small>
              {notice.incidentNumber} · {time.dateTime(notice.atMs)}
            </small>
          </button>
        </li>
      ))}
    </ul>
  );
}
