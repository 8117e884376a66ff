/** Sending to a big screen from the palette: for each screen one command for each thing there is to send. */
import { useTranslation } from 'react-i18next';
import type { ScreenContent } from '../../../config/contract/screen.ts';
import type { CommandGroup } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useMay } from '../session/session.ts';
import { useScreens } from './screens.ts';
import { useSendToScreen } from './use-send-to-screen.ts';

export type Sendable = {
  id: string;
  label: string;
  /** Null while there is nothing to send. */
  content: () => ScreenContent | null;
};

/** None for whoever drives no screens. */
export function useSendCommands(group: CommandGroup, sendables: readonly Sendable[]): void {
  const { t } = useTranslation();
  const mayDrive = useMay('screen.drive');
  const canAct = useCanAct();
  const { data: screens = [] } = useScreens(mayDrive);
  const send = useSendToScreen();
  useCommands(
    (mayDrive ? screens : []).flatMap((screen) =>
      sendables.map(({ id, label, content }) => ({
        id: `${group}.${id}-${screen.id}` as const,
        group,
        label: t('screens.sendTo', { what: label, name: screen.name }),
        enabled: () => canAct && content() !== null,
        run: () => {
          const what = content();
          if (what) send(screen.id, what);
        },
      })),
    ),
  );
}
