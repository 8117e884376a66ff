/** Sends what is in sight to a big screen: a menu of the screens with what each shows now, by mouse, by key and from the palette. */
import { Button, Menu } from '@mantine/core';
import { IconDeviceTv } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandGroup } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useMay } from '../session/session.ts';
import classes from './SendToScreen.module.css';
import { useScreens } from './screens.ts';
import { useScreenContentText } from './use-screen-content-text.ts';
import { type Sendable, useSendCommands } from './use-send-commands.ts';
import { useSendToScreen } from './use-send-to-screen.ts';

type SendToScreenProps = Sendable & { group: CommandGroup };

/** Nothing for whoever drives no screens. */
export function SendToScreen(props: SendToScreenProps) {
  return useMay('screen.drive') ? <SendMenu {...props} /> : null;
}

function SendMenu({ group, ...sendable }: SendToScreenProps) {
  const { id, label, content } = sendable;
  const { t } = useTranslation();
  const { data: screens = [], isPending } = useScreens();
  const contentText = useScreenContentText();
  const canAct = useCanAct();
  const [isOpen, setOpen] = useState(false);
  const send = useSendToScreen();
  useCommands([
    { id: `${group}.${id}`, group, label, keys: ['Shift+B'], enabled: () => canAct, run: () => setOpen(true) },
  ]);
  useSendCommands(group, [sendable]);
  return (
    <Menu opened={isOpen} onChange={setOpen} width={280} position="bottom-start">
      <Menu.Target>
        <Button variant="default" disabled={!canAct} leftSection={<IconDeviceTv size={16} />}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {!isPending && screens.length === 0 && <Menu.Label>{t('screens.empty')}</Menu.Label>}
        {screens.map((screen) => (
          <Menu.Item
            key={screen.id}
            onClick={() => {
              const what = content();
              if (what) send(screen.id, what);
            }}
          >
            <span className={classes.screen}>
              <strong>{screen.name}</strong>
              <small>{t('screens.now', { what: contentText(screen.content) })}</small>
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
