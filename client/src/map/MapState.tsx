/** What stands over the map while there is nothing on it. */
import { IconMapPinOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Empty, Loading } from '../kit/ListState.tsx';
import classes from './MapPage.module.css';

export function MapState({ isLoaded, isEmpty }: { isLoaded: boolean; isEmpty: boolean }) {
  const { t } = useTranslation();
  if (isLoaded && !isEmpty) return null;
  return (
    <div className={classes.state}>
      {isLoaded ? <Empty icon={IconMapPinOff} title={t('map.empty')} hint={t('map.emptyHint')} /> : <Loading />}
    </div>
  );
}
