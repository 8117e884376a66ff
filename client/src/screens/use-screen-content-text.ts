/** What a big screen shows, in words. */
import { useTranslation } from 'react-i18next';
import type { ScreenContent } from '../../../config/contract/screen.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSavedItems } from '../saved/saved-items.ts';
import { layoutOf } from '../wall/layout.rules.ts';
import { tourIdOf } from '../wall/wall.rules.ts';

export function useScreenContentText(): (content: ScreenContent) => string {
  const { t } = useTranslation();
  const cameras = useSite((site) => site.cameras);
  const { data: tours = [] } = useSavedItems('tour');
  return (content) => {
    if (content.kind === 'nothing') return t('screens.showsNothing');
    if (content.kind === 'map') return t(content.view ? 'screens.showsMapView' : 'screens.showsMap');
    if (content.kind === 'overview') return t('today.title');
    if (content.kind === 'board') return t('board.title');
    const names = content.slots
      .filter((slot) => slot !== null)
      .map((slot) => {
        const tourId = tourIdOf(slot);
        if (tourId !== null)
          return t('screens.showsTour', { name: tours.find(({ id }) => id === tourId)?.name ?? '—' });
        return cameras.get(slot)?.name ?? t('camera.unknown');
      });
    const shown = [...new Set(names)].slice(0, 3).join('、');
    const count = layoutOf(content.layout)?.cells.length ?? names.length;
    if (count === 1) return shown || t('screens.showsNothing');
    return t('screens.showsWall', { count, names: shown });
  };
}
