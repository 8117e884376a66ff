/** Whether the console hears its server. */
import { IconPlugConnected, IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../realtime/connection-store.ts';
import classes from './TopBar.module.css';

const SYMBOLS = {
  connecting: IconRefresh,
  catchingUp: IconRefresh,
  online: IconPlugConnected,
  lost: IconPlugConnectedX,
};

export function ConnectionMark() {
  const { t } = useTranslation();
  const { state } = useConnection();
  const Glyph = SYMBOLS[state];
  return (
    <span className={classes.connection} data-state={state} data-connection={state} role="status">
      <Glyph size={16} aria-hidden />
      {t(`connection.${state}`)}
    </span>
  );
}
