/** All that waits to be sent, with its state; what was refused is put right, sent again or thrown away here. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../api/failure-text.ts';
import { Modal } from '../kit/Modal.tsx';
import { useTimeText } from '../time/use-time-text.ts';
import { EditWaiting } from './EditWaiting.tsx';
import cards from './FieldCards.module.css';
import classes from './FieldForm.module.css';
import { isHeld, type OutboxItem } from './outbox.rules.ts';
import { discard, rewrite, useOutbox } from './outbox.ts';

export function OutboxSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const items = useOutbox((outbox) => outbox.items);
  const [edited, setEdited] = useState<OutboxItem | null>(null);
  return (
    <Modal
      opened={isOpen}
      fullScreen
      onClose={onClose}
      title={t('field.outbox')}
      classNames={{ body: classes.sheet, title: classes.sheetTitle }}
    >
      <p className={classes.quiet}>{items.length > 0 ? t('field.outboxHint') : t('field.allSent')}</p>
      <ol className={cards.waiting}>
        {items.map((item) => (
          <Waiting key={item.order} item={item} items={items} onEdit={() => setEdited(item)} />
        ))}
      </ol>
      {edited && <EditWaiting item={edited} onDone={() => setEdited(null)} />}
    </Modal>
  );
}

type WaitingProps = { item: OutboxItem; items: readonly OutboxItem[]; onEdit: () => void };

function Waiting({ item, items, onEdit }: WaitingProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const [isSure, setSure] = useState(false);
  const { what, failure } = item;
  const state = failure ? 'refused' : isHeld(item, items) ? 'held' : 'waiting';
  return (
    <li data-state={state}>
      <strong>{what.kind === 'act' ? item.title : `${t(`field.itemKind.${what.kind}`)} · ${item.title}`}</strong>
      <span>
        {t(`field.itemState.${state}`)} · {time.dateTime(item.writtenAtMs)}
      </span>
      {failure && <p role="alert">{failureText(t, failure)}</p>}
      {failure && (
        <div className={classes.whereButtons}>
          {(what.kind === 'report' || what.kind === 'act') && (
            <button type="button" onClick={onEdit}>
              {t('field.edit')}
            </button>
          )}
          <button type="button" onClick={() => void rewrite(item, {})}>
            {t('field.resend')}
          </button>
          <button type="button" data-danger={isSure} onClick={() => (isSure ? void discard(item) : setSure(true))}>
            {t(isSure ? 'field.discardSure' : 'field.discard')}
          </button>
        </div>
      )}
      {isSure && what.kind === 'report' && <p>{t('field.discardReport')}</p>}
    </li>
  );
}
