/** Sends what is in sight to a big screen: a menu of the screens with what each shows now, by mouse, by key and from the palette. */
import { Button, Menu } from '@mantine/core';
import { IconDeviceTv } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenContent } from '../../../config/contract/screen.ts';
import type { CommandGroup } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useMay } from '../session/session.ts';
import classes from './SendToScreen.module.css';
import { useScreens } from './screens.ts';
import { useScreenContentText } from './use-screen-content-text.ts';
import { useSendToScreen } from './use-send-to-screen.ts';

type SendToScreenProps = {
  group: CommandGroup;
  label: string;
  /** Null while there is nothing to send. */
  content: () => ScreenContent | null;
};

/** Nothing for whoever drives no screens. */
export function SendToScreen(props: SendToScreenProps) {
  return useMay('screen.drive') ? <SendMenu {...props} /> : null;
}

function SendMenu({ group, label, content }: SendToScreenProps) {
  const { t } = useTranslation();
  const { data: screens = [], isPending } = useScreens();
  const contentText = useScreenContentText();
  const canAct = useCanAct();
  const [isOpen, setOpen] = useState(false);
  const send = useSendToScreen();
  const sendTo = (screenId: string) => {
    const what = content();
    if (what) send(screenId, what);
  };
  useCommands([
    { id: `${group}.send`, group, label, keys: ['Shift+B'], enabled: () => canAct, run: () => setOpen(true) },
    ...screens.map(({ id, name }) => ({
      id: `${group}.send-${id}` as const,
      group,
      label: t('screens.sendTo', { what: label, name }),
      enabled: () => canAct,
      run: () => sendTo(id),
    })),
  ]);
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
          <Menu.Item key={screen.id} onClick={() => sendTo(screen.id)}>
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
