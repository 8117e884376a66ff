/** Everything around a workspace, and what runs for as long as somebody is signed in. */
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { sayNewAlert } from '../alerts/say-new-alert.tsx';
import { useAlarmSound } from '../alerts/use-alarm-sound.ts';
import { CommandPalette } from '../commands/CommandPalette.tsx';
import { HelpSheet } from '../commands/HelpSheet.tsx';
import { Keyboard } from '../commands/Keyboard.tsx';
import { useCommands } from '../commands/use-commands.ts';
import { MomentBar } from '../moments/MomentBar.tsx';
import { sayExportNews } from '../playback/say-export-news.ts';
import { openConsoleLink } from '../realtime/console-link.ts';
import { shareSelection } from '../selection/shared-selection.ts';
import { mayEnter } from '../session/refusal.rules.ts';
import { readSessionAnew, useSession } from '../session/session.ts';
import { toSignIn } from '../session/sign-out.ts';
import { ConnectionBar } from './ConnectionBar.tsx';
import classes from './Frame.module.css';
import { TopBar } from './TopBar.tsx';
import { WORKSPACES } from './workspaces.ts';

/** After `g`, in the order of the workspaces. */
const GO_KEYS = [...'1234567890abcdef'];

export function Frame() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { person, site } = useSession();
  const latestPerson = useRef(person);
  latestPerson.current = person;

  useEffect(
    () =>
      openConsoleLink({
        onSignedOut: ({ code }) => toSignIn(code),
        onRightsChanged: () => void readSessionAnew(),
        onNews: (entry) => {
          sayNewAlert(entry);
          sayExportNews(entry, latestPerson.current);
        },
      }),
    [],
  );
  useEffect(shareSelection, []);
  useEffect(() => {
    document.title = `${site.name} · ${t('product.name')}`;
  }, [site.name, t]);
  useAlarmSound();
  useCommands(
    WORKSPACES.filter(({ right }) => mayEnter(person, right)).map(({ name, to }, index) => ({
      id: `go.${name}` as const,
      group: 'go' as const,
      label: t(`workspace.${name}`),
      keys: [`g ${GO_KEYS[index]}`],
      run: () => void navigate({ to }),
    })),
  );

  return (
    <div className={classes.frame}>
      <TopBar />
      <ConnectionBar />
      <MomentBar />
      <div className={classes.workspace}>
        <Outlet />
      </div>
      <Keyboard />
      <CommandPalette />
      <HelpSheet />
    </div>
  );
}
