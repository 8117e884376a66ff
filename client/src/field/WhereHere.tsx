/** Where the report is: what the phone says, how exactly, in which grid; and that it is outside the street, before it is sent. */
import { IconMapPin } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Position } from '../../../config/contract/place.ts';
import { farFromEvery } from '../../../config/contract/street-edge.ts';
import { gridAt } from '../map/geometry.ts';
import { useSite } from '../realtime/site-store.ts';
import classes from './FieldForm.module.css';
import { useHere } from './use-here.ts';

type WhereHereProps = {
  uses: boolean;
  onUses: (uses: boolean) => void;
  onPosition: (position: Position | null) => void;
};

export function WhereHere({ uses, onUses, onPosition }: WhereHereProps) {
  const { t } = useTranslation();
  const { here, askAgain } = useHere();
  const grids = useSite((site) => site.grids);
  const position = here.state === 'known' ? here.position : null;
  useEffect(() => onPosition(position), [position, onPosition]);
  const base = [...grids.values()].filter(({ kind }) => kind === 'base');
  const awayM = position && base.length > 0 ? farFromEvery(position, base) : null;
  const grid = position && gridAt(position, base);
  return (
    <section className={classes.where} aria-label={t('field.place.title')} data-wrong={uses && awayM !== null}>
      <IconMapPin size={24} aria-hidden />
      <div>
        {!uses && <p>{t('field.place.left')}</p>}
        {uses && here.state !== 'known' && <p>{t(`field.place.${here.state}`)}</p>}
        {uses && here.state === 'known' && <p>{t('field.place.known', { metres: here.accuracyM })}</p>}
        {uses && grid && <p>{grid.name}</p>}
        {uses && awayM !== null && <p role="alert">{t('field.place.outside', { metres: awayM })}</p>}
        <div className={classes.whereButtons}>
          {uses && (
            <button type="button" onClick={askAgain}>
              {t('field.place.again')}
            </button>
          )}
          <button type="button" onClick={() => onUses(!uses)}>
            {t(uses ? 'field.place.leave' : 'field.place.use')}
          </button>
        </div>
      </div>
    </section>
  );
}
