/** Opens a window on another monitor where the browser knows of one, else beside this one. Answers whether the browser let it. */
import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import type { WallContent } from '../../../config/contract/wall.ts';
import { slotsText } from '../wall/wall.rules.ts';

export async function popOut({ layout, slots }: WallContent): Promise<boolean> {
  const address = `/pop-out?${new URLSearchParams({ layout, slots: slotsText(slots) })}`;
  const place = await otherMonitor();
  const features = place
    ? `popup,left=${place.availLeft},top=${place.availTop},width=${place.availWidth},height=${place.availHeight}`
    : 'popup,width=1280,height=720';
  return window.open(address, '_blank', features) !== null;
}

/** For a button or key of its own: says where the browser did not let it. */
export async function popOutOrSay(content: WallContent, t: TFunction): Promise<void> {
  if (await popOut(content)) return;
  notifications.show({ message: t('scene.windowBlocked', { count: 1 }), color: 'orange', autoClose: 12_000 });
}

type Monitor = { availLeft: number; availTop: number; availWidth: number; availHeight: number };
type Monitors = { screens: readonly Monitor[]; currentScreen: Monitor };

/** W3C Window Management; asks for the person's leave the first time. */
async function otherMonitor(): Promise<Monitor | undefined> {
  const ask = (window as { getScreenDetails?: () => Promise<Monitors> }).getScreenDetails;
  if (!ask) return undefined;
  try {
    const { screens, currentScreen } = await ask.call(window);
    return screens.find((screen) => screen !== currentScreen);
  } catch {
    // Refused: the window opens where the browser likes.
    return undefined;
  }
}
