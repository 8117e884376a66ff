/** Beside the zoom: what must be said about what the map shows, or does not. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './MapNotes.module.css';

type MapNotesProps = {
  /** Who was on duty at the moment that is shown, and of whom no position is kept. */
  unplacedThen: number;
  children?: ReactNode;
};

export function MapNotes({ unplacedThen, children }: MapNotesProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.notes}>
      {unplacedThen > 0 && <p role="status">{t('map.peoplePast', { count: unplacedThen })}</p>}
      {children}
    </div>
  );
}
