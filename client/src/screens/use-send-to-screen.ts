/** Sends something to a big screen from a page where the screen's card is not in sight, and says whether it shows. */
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { ScreenContent } from '../../../config/contract/screen.ts';
import { useScreenStates, useShowOnScreen } from './screens.ts';

export function useSendToScreen(): (screenId: string, content: ScreenContent) => void {
  const { t } = useTranslation();
  const { mutate } = useShowOnScreen();
  return (screenId, content) =>
    mutate(
      { screenId, content },
      {
        onSuccess: ({ name }) => {
          const isOn = useScreenStates.getState().states.some((state) => state.screenId === screenId);
          notifications.show({ message: t(isOn ? 'screens.sent' : 'scene.screenOff', { name }) });
        },
      },
    );
}
