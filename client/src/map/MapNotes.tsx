/** Beside the zoom: what must be said about what the map shows, or does not. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './MapNotes.module.css';

export function MapNotes({ isPeopleNotTold, children }: { isPeopleNotTold: boolean; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={classes.notes}>
      {isPeopleNotTold && <p role="status">{t('map.peoplePast')}</p>}
      {children}
    </div>
  );
}
