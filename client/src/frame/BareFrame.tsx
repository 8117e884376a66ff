/** Around what fills a whole monitor: the connection and its loss, and nothing else. */
import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { openConsoleLink } from '../realtime/console-link.ts';
import { readSessionAnew, useSession } from '../session/session.ts';
import { toSignIn } from '../session/sign-out.ts';
import { ConnectionBar } from './ConnectionBar.tsx';
import classes from './Frame.module.css';

export function BareFrame() {
  const { site } = useSession();
  useEffect(
    () =>
      openConsoleLink({
        onSignedOut: ({ code }) => toSignIn(code),
        onRightsChanged: () => void readSessionAnew(),
        onNews: () => {},
      }),
    [],
  );
  useEffect(() => {
    document.title = site.name;
  }, [site.name]);
  return (
    <div className={classes.frame}>
      <ConnectionBar />
      <div className={classes.workspace}>
        <Outlet />
      </div>
    </div>
  );
}
