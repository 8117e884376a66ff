/** Puts right what was refused: a report as a whole, of an act its words. It keeps its place and its id. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '../kit/Modal.tsx';
import classes from './FieldForm.module.css';
import type { OutboxItem, Written } from './outbox.rules.ts';
import { rewrite } from './outbox.ts';
import { ReportForm } from './ReportForm.tsx';
import { fieldsOf, reportBody } from './report-draft.ts';

type EditProps<Kind extends Written['kind']> = {
  item: OutboxItem;
  what: Extract<Written, { kind: Kind }>;
  onDone: () => void;
};

export function EditWaiting({ item, onDone }: { item: OutboxItem; onDone: () => void }) {
  const { t } = useTranslation();
  const { what } = item;
  return (
    <Modal
      opened
      fullScreen
      onClose={onDone}
      title={t('field.edit')}
      classNames={{ body: classes.sheet, title: classes.sheetTitle }}
    >
      {what.kind === 'report' && <EditReport item={item} what={what} onDone={onDone} />}
      {what.kind === 'act' && <EditAct item={item} what={what} onDone={onDone} />}
    </Modal>
  );
}

function EditReport({ item, what, onDone }: EditProps<'report'>) {
  const { t } = useTranslation();
  const [fields, setFields] = useState(() => fieldsOf(what.body));
  return (
    <ReportForm
      fields={fields}
      onChange={setFields}
      submit={t('field.form.save')}
      isUnsaved
      onSubmit={(kept, position) => {
        const body = reportBody(kept, position, what.body.source);
        void rewrite(item, { title: body.title, what: { ...what, body } });
        onDone();
      }}
    />
  );
}

function EditAct({ item, what, onDone }: EditProps<'act'>) {
  const { t } = useTranslation();
  const [note, setNote] = useState('note' in what.act ? (what.act.note ?? '') : '');
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void rewrite(item, { what: { ...what, act: { ...what.act, note } } });
        onDone();
      }}
    >
      <label>
        {t('field.form.note')}
        <textarea rows={4} maxLength={1_000} value={note} onChange={({ currentTarget: { value } }) => setNote(value)} />
      </label>
      <button type="submit" className={classes.large} data-main>
        {t('field.form.save')}
      </button>
    </form>
  );
}
