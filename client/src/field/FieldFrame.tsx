/** Around the phone page: the connection, what waits to be sent, and what was known last. No desk around it. */
import { Outlet, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { openConsoleLink } from '../realtime/console-link.ts';
import { readSessionAnew, useSession } from '../session/session.ts';
import { toSignIn } from '../session/sign-out.ts';
import classes from './FieldFrame.module.css';
import { FieldHeader } from './FieldHeader.tsx';
import { FieldTabs } from './FieldTabs.tsx';
import { openKeptSite } from './kept-site.ts';
import { openOutboxSender } from './outbox-sender.ts';
import { installable, openFieldWorker } from './register-worker.ts';

export function FieldFrame() {
  const { t } = useTranslation();
  const { person } = useSession();
  // Each begins at its top.
  const { tab, incident } = useSearch({ from: '/field-frame/field' });
  useEffect(() => {
    const closers = [
      openConsoleLink({
        onSignedOut: ({ code }) => toSignIn(code),
        onRightsChanged: () => void readSessionAnew(),
        onNews: () => {},
      }),
      openKeptSite(person.id),
      openOutboxSender(person.id),
    ];
    return () => {
      for (const close of closers.toReversed()) close();
    };
  }, [person.id]);
  useEffect(() => {
    openFieldWorker();
    return installable();
  }, []);
  useEffect(() => {
    document.title = t('field.title');
  }, [t]);
  return (
    <div className={classes.frame}>
      <FieldHeader />
      <main key={`${tab} ${incident}`} className={classes.page}>
        <Outlet />
      </main>
      <FieldTabs />
    </div>
  );
}
