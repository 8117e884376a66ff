/** Who is here, how the connection stands, what waits to be sent; and below it whether one is on duty. */
import { IconCloudCheck, IconCloudOff, IconCloudUp, IconLogout } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCanAct, useConnection } from '../realtime/connection-store.ts';
import { useSession } from '../session/session.ts';
import { signOut } from '../session/sign-out.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { DutyBar } from './DutyBar.tsx';
import controls from './FieldForm.module.css';
import classes from './FieldFrame.module.css';
import { forgetSession } from './field-db.ts';
import { useKeptSite } from './kept-site.ts';
import { OutboxSheet } from './OutboxSheet.tsx';
import { useOutbox } from './outbox.ts';

export function FieldHeader() {
  const { t } = useTranslation();
  const { person } = useSession();
  const canAct = useCanAct();
  const items = useOutbox((outbox) => outbox.items);
  const [isOpen, setOpen] = useState(false);
  const refusedCount = items.filter(({ failure }) => failure !== null).length;
  return (
    <header className={classes.header}>
      <div className={classes.bar}>
        <strong className={classes.name}>{person.name}</strong>
        <Connection />
        <button
          type="button"
          className={classes.outbox}
          data-state={refusedCount > 0 ? 'refused' : items.length > 0 ? 'waiting' : 'sent'}
          onClick={() => setOpen(true)}
        >
          {items.length > 0 ? <IconCloudUp size={20} aria-hidden /> : <IconCloudCheck size={20} aria-hidden />}
          {refusedCount > 0
            ? t('field.refusedCount', { count: refusedCount })
            : items.length > 0
              ? t('field.waiting', { count: items.length })
              : t('field.allSent')}
        </button>
        <button
          type="button"
          className={controls.icon}
          aria-label={t('field.signOut')}
          title={canAct ? t('field.signOut') : t('field.signOutOffline')}
          disabled={!canAct}
          onClick={() => void forgetSession().then(signOut)}
        >
          <IconLogout size={20} aria-hidden />
        </button>
      </div>
      <Age />
      <DutyBar />
      <OutboxSheet isOpen={isOpen} onClose={() => setOpen(false)} />
    </header>
  );
}

function Connection() {
  const { t } = useTranslation();
  const state = useConnection((connection) => connection.state);
  if (state === 'lost') {
    return (
      <span className={classes.connection} data-state="offline">
        <IconCloudOff size={18} aria-hidden />
        {t('field.offline')}
      </span>
    );
  }
  return <span className={classes.connection}>{t(state === 'connecting' ? 'field.connecting' : 'field.online')}</span>;
}

/** What is shown may be old: how old, for as long as it is so. */
function Age() {
  const { t } = useTranslation();
  const time = useTimeText();
  const canAct = useCanAct();
  const lastHeardAtMs = useConnection((connection) => connection.lastHeardAtMs);
  const keptAtMs = useKeptSite((kept) => kept.atMs);
  if (canAct) return null;
  return (
    <p className={classes.age} role="status">
      {t('field.known', { at: time.dateTime(keptAtMs ?? lastHeardAtMs) })}
    </p>
  );
}
