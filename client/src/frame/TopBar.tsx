/** What is true on every screen: the site, where one can go, the time, what is unanswered, and whether to trust it all. */
import { IconAlertHexagon, IconHistory, IconKeyboard } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isWaiting } from '../../../config/contract/alert.ts';
import { mostUrgent } from '../alerts/alert-order.ts';
import { SoundControl } from '../alerts/SoundControl.tsx';
import { commands } from '../commands/use-commands.ts';
import { NoticeBell } from '../notices/NoticeBell.tsx';
import { useSite } from '../realtime/site-store.ts';
import { useMay, useSession } from '../session/session.ts';
import { useNowMs } from '../time/use-now.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { ConnectionMark } from './ConnectionMark.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import classes from './TopBar.module.css';
import { WorkspaceNav } from './WorkspaceNav.tsx';

export function TopBar() {
  const { t } = useTranslation();
  const { site } = useSession();
  const mayLookBack = useMay('incident.view');
  return (
    <header className={classes.bar}>
      <div className={classes.site}>
        <img src="/lianqin.svg" alt="" width={22} height={22} />
        <strong>{site.name}</strong>
      </div>
      <WorkspaceNav />
      <div className={classes.state}>
        <Unanswered />
        <NoticeBell />
        <ConnectionMark />
        <SoundControl />
        {mayLookBack && (
          <button
            type="button"
            className={classes.item}
            onClick={() => commands.run('general.timeMachine')}
            aria-label={t('moments.open')}
            title={t('moments.open')}
          >
            <IconHistory size={16} aria-hidden />
          </button>
        )}
        <button
          type="button"
          className={classes.item}
          onClick={() => commands.run('general.help')}
          aria-label={t('commands.help')}
          title={t('commands.help')}
        >
          <IconKeyboard size={16} aria-hidden />
        </button>
        <LanguageSwitch />
        <PersonMenu />
        <Clock />
      </div>
    </header>
  );
}

function Clock() {
  const nowMs = useNowMs(500);
  const time = useTimeText();
  return (
    <time className={classes.clock} dateTime={new Date(nowMs).toISOString()}>
      <span>{time.date(nowMs)}</span>
      <strong>{time.clock(nowMs)}</strong>
    </time>
  );
}

function Unanswered() {
  const { t } = useTranslation();
  const mayView = useMay('alert.view');
  const alerts = useSite((site) => site.live.alerts);
  if (!mayView) return null;
  const unanswered = [...alerts.values()].filter(isWaiting);
  return (
    <Link
      to="/alerts"
      className={classes.unanswered ?? ''}
      data-level={mostUrgent(unanswered) ?? 'none'}
      title={t('frame.unanswered', { count: unanswered.length })}
    >
      <IconAlertHexagon size={16} aria-hidden />
      <strong>{unanswered.length}</strong>
      <span>{t('frame.unansweredWord')}</span>
    </Link>
  );
}
