/** Takes down what every screen of this operator shows, and brings it back; says what could not be reached. */
import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Scene } from '../../../config/contract/saved.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { failureText } from '../api/failure-text.ts';
import type { ItemOf } from '../saved/saved-items.ts';
import { useMay } from '../session/session.ts';
import { contentOf, type Wall, wallOfContent } from '../wall/wall.rules.ts';
import { popOut } from './pop-out.ts';
import { openWindows, tellWindow } from './pop-out-channel.ts';
import { planWindows, type Sent, type Unreached, unreached } from './scene.rules.ts';
import { useScreenStates, useScreens } from './screens.ts';

export function useScenes(wall: Wall, onWall: (wall: Wall) => void) {
  const { t } = useTranslation();
  const mayView = useMay('screen.view');
  const mayDrive = useMay('screen.drive');
  const { data: screens = [] } = useScreens(mayView || mayDrive);

  /** The wall as it stands, what each big screen was told, and the windows that are open. */
  const takeDown = async (): Promise<Scene> => ({
    kind: 'scene',
    wall: contentOf(wall),
    screens: mayDrive ? screens.map(({ id, content }) => ({ screenId: id, content })) : [],
    popOuts: (await openWindows()).map(({ content }) => content),
  });

  const recall = async ({ name, content }: ItemOf<'scene'>): Promise<void> => {
    const desk = wallOfContent(content.wall);
    if (desk) onWall(desk);
    const [blockedCount, sent] = await Promise.all([
      bringWindowsBack(content),
      Promise.all(content.screens.map((screen) => send(screen, (thrown) => failureText(t, failureOf(thrown))))),
    ]);
    const onIds = new Set(useScreenStates.getState().states.map(({ screenId }) => screenId));
    const missing = unreached(sent, screens, onIds, blockedCount);
    notifications.show({
      title: t(missing.length === 0 ? 'scene.recalled' : 'scene.notReached', { name }),
      message:
        missing.length === 0
          ? t('scene.recalledWhole', { screens: sent.length, popOuts: content.popOuts.length })
          : missing.map((each) => textOf(t, each)).join('；'),
      ...(missing.length > 0 && { color: 'orange', autoClose: 12_000 }),
    });
  };
  return { takeDown, recall };
}

function textOf(t: TFunction, missing: Unreached): string {
  switch (missing.say) {
    case 'screenGone':
      return t('scene.screenGone');
    case 'screenOff':
      return t('scene.screenOff', { name: missing.name });
    case 'screenFailed':
      return t('scene.screenFailed', { name: missing.name, why: missing.why });
    case 'failed':
      return missing.why;
    case 'windowBlocked':
      return t('scene.windowBlocked', { count: missing.count });
  }
}

/** Answers how many the browser did not let open. */
async function bringWindowsBack({ popOuts }: Scene): Promise<number> {
  const plan = planWindows(await openWindows(), popOuts);
  for (const { windowId, content } of plan.show) tellWindow({ say: 'show', windowId, content });
  for (const windowId of plan.close) tellWindow({ say: 'close', windowId });
  let blockedCount = 0;
  for (const content of plan.open) if (!(await popOut(content))) blockedCount += 1;
  return blockedCount;
}

async function send(
  { screenId, content }: Scene['screens'][number],
  wordsOf: (thrown: unknown) => string,
): Promise<Sent> {
  try {
    await api('POST /api/screens/:screenId/show', { params: { screenId }, body: { content } });
    return { screenId, failure: null, isGone: false };
  } catch (thrown) {
    return { screenId, failure: wordsOf(thrown), isGone: failureOf(thrown).code === 'SCREEN_NOT_FOUND' };
  }
}
