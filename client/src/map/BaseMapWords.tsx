/** Whose base map it is, and that it does not answer. */
import { useTranslation } from 'react-i18next';
import classes from './BaseMapWords.module.css';
import type { ShownBaseMap } from './use-base-map.ts';

export function BaseMapWords({ baseMap, awayFrom }: Pick<ShownBaseMap, 'baseMap' | 'awayFrom'>) {
  const { t } = useTranslation();
  if (awayFrom === null)
    return baseMap?.attribution ? <small className={classes.words}>{baseMap.attribution}</small> : null;
  return (
    <p className={classes.words} role="status" data-base-map="away">
      {t('places.baseMapAway', { from: awayFrom })}
    </p>
  );
}
