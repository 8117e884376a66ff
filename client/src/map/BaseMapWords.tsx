/** Whose base map it is, and that it does not answer. */
import { useTranslation } from 'react-i18next';
import classes from './BaseMapWords.module.css';
import type { ShownBaseMap } from './use-base-map.ts';

export function BaseMapWords({ baseMap, isAway }: Pick<ShownBaseMap, 'baseMap' | 'isAway'>) {
  const { t } = useTranslation();
  if (!baseMap) return null;
  if (!isAway)
    return baseMap.attribution === '' ? null : <small className={classes.words}>{baseMap.attribution}</small>;
  return (
    <p className={classes.words} role="status" data-base-map="away">
      {t('places.baseMapAway', { host: hostOf(baseMap.layers[0]?.[0] ?? '') })}
    </p>
  );
}

function hostOf(url: string): string {
  return /^https?:\/\/([^/]+)/.exec(url)?.[1] ?? url;
}
