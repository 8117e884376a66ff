/** One act from the street: words, pictures, a voice note. It is kept on the phone and goes by itself. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import { type ActName, type IncidentAct, mayAct } from '../../../config/contract/incident-act.ts';
import { formProblems } from '../../../config/contract/matter-form.ts';
import { newUuid } from '../api/new-uuid.ts';
import {
  type ActFields,
  askedBy,
  fieldsFor,
  missingIn,
  mustNameUnit,
  toAct,
  unitsFor,
} from '../incidents/act-form.rules.ts';
import { useMatterVersion } from '../incidents/FormFacts.tsx';
import { ClosingCondition } from '../incidents/MatterStandard.tsx';
import { Modal } from '../kit/Modal.tsx';
import { useSession } from '../session/session.ts';
import { Attachments } from './Attachments.tsx';
import classes from './FieldForm.module.css';
import { FieldMatterFields } from './FieldMatterFields.tsx';
import type { Attachment } from './outbox.rules.ts';
import { write } from './outbox.ts';
import { useHere } from './use-here.ts';

type FieldActFormProps = { incident: Incident; act: ActName; onDone: () => void };

/** Those of which one wants to know from where they were said. */
const WITH_PLACE: readonly ActName[] = ['verified', 'checked', 'arrive', 'progress', 'finish', 'askBackup'];

export function FieldActForm({ incident, act, onDone }: FieldActFormProps) {
  const { t } = useTranslation();
  const { person } = useSession();
  const { here } = useHere();
  const [fields, setFields] = useState<ActFields>(() => fieldsFor(act, incident, person));
  const [attachments, setAttachments] = useState<readonly Attachment[]>([]);
  const [wasTried, setTried] = useState(false);
  const namesUnit = mustNameUnit(act, incident, mayAct(person, 'escalate', incident));
  const missing = missingIn(act, fields, namesUnit ? ['unitId'] : []);
  const kept = useMatterVersion(act === 'verified' ? incident.matter : null);
  const problems = kept ? formProblems(kept.fields, fields.form, false) : [];
  const asks = (field: string) => askedBy(act).some((each) => each.field === field);
  const word = t(`incidentActs.act.${act}`);
  const position = here.state === 'known' ? here.position : null;

  const keep = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing.length > 0 || problems.length > 0) return;
    const done = toAct(act, fields, incident);
    const where = WITH_PLACE.includes(act) ? { ...done, position } : done;
    // Pictures first: who has returned a task may see it no more.
    await write(person.id, `${word} · ${incident.title}`, [
      ...attachments.map((attachment) => ({
        kind: 'evidence' as const,
        incidentId: incident.id,
        attachment: { ...attachment, position },
      })),
      { kind: 'act', incidentId: incident.id, actId: newUuid(), act: where as IncidentAct },
    ]);
    onDone();
  };

  return (
    <Modal
      opened
      fullScreen
      onClose={onDone}
      title={word}
      classNames={{ body: classes.sheet, title: classes.sheetTitle }}
    >
      <form className={classes.form} noValidate aria-label={word} onSubmit={(event) => void keep(event)}>
        <p className={classes.quiet}>{incident.title}</p>
        {namesUnit && (
          <label>
            {t('field.form.unit')}
            <select
              value={fields.unitId ?? ''}
              onChange={({ currentTarget: { value } }) => setFields({ ...fields, unitId: value || null })}
            >
              <option value="" />
              {unitsFor(act, incident, null).map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {asks('isSo') && (
          <fieldset className={classes.choices}>
            <legend>{t('field.form.result')}</legend>
            {(['yes', 'no'] as const).map((isSo) => (
              <label key={isSo}>
                <input
                  type="radio"
                  name="isSo"
                  checked={fields.isSo === isSo}
                  onChange={() => setFields({ ...fields, isSo })}
                />
                {t(`incidentActs.${act === 'checked' ? 'checked' : 'verified'}.${isSo}`)}
              </label>
            ))}
          </fieldset>
        )}
        {act === 'verified' && kept && (
          <FieldMatterFields
            fields={kept.fields}
            form={fields.form}
            onChange={(form) => setFields({ ...fields, form })}
            isTried={wasTried}
            isComplete={false}
          />
        )}
        {(act === 'finish' || act === 'checked') && <ClosingCondition incident={incident} />}
        <label>
          {t('field.form.note')}
          <textarea
            rows={4}
            maxLength={1_000}
            value={fields.note}
            aria-invalid={wasTried && missing.includes('note')}
            onChange={({ currentTarget: { value } }) => setFields({ ...fields, note: value })}
          />
        </label>
        {wasTried && missing.includes('note') && (
          <p className={classes.wrong} role="alert">
            {t('field.form.noteNeeded')}
          </p>
        )}
        <Attachments attachments={attachments} onChange={setAttachments} />
        <button type="submit" className={classes.large} data-main>
          {word}
        </button>
      </form>
    </Modal>
  );
}
