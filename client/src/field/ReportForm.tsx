/** A report from the street: what, how grave, where, with pictures and a voice note. Kept first, sent by itself. */
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MatterLevel } from '../../../config/contract/matter.ts';
import { formProblems } from '../../../config/contract/matter-form.ts';
import type { Position } from '../../../config/contract/place.ts';
import { newUuid } from '../api/new-uuid.ts';
import { baseGridChoices } from '../incidents/choices.ts';
import { offeredMatters } from '../incidents/offered-matters.rules.ts';
import { SimilarIncidents } from '../incidents/SimilarIncidents.tsx';
import { useMatters } from '../matters/matters.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSession } from '../session/session.ts';
import { Attachments } from './Attachments.tsx';
import classes from './FieldForm.module.css';
import { FieldMatterFields } from './FieldMatterFields.tsx';
import { write } from './outbox.ts';
import { EMPTY_DRAFT, mistakeIn, type ReportFields, reportBody, useDraft } from './report-draft.ts';
import { WhereHere } from './WhereHere.tsx';

export function ReportPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { person } = useSession();
  const { fields, attachments } = useDraft();

  const keep = async (kept: ReportFields, position: Position | null) => {
    const incidentId = newUuid();
    const source = person.role === 'gridMember' ? 'gridMember' : 'operator';
    const body = reportBody(kept, position, source);
    await write(person.id, body.title, [
      { kind: 'report', incidentId, body },
      ...attachments.map((attachment) => ({
        kind: 'evidence' as const,
        incidentId,
        attachment: { ...attachment, position: body.position ?? null },
      })),
    ]);
    useDraft.setState(EMPTY_DRAFT);
    await navigate({ to: '/field', search: {} });
  };

  return (
    <ReportForm
      fields={fields}
      onChange={(changed) => useDraft.setState({ fields: changed })}
      submit={t('field.form.submit')}
      onSubmit={(kept, position) => void keep(kept, position)}
      isUnsaved={fields.title !== '' || attachments.length > 0}
    >
      <Attachments
        attachments={attachments}
        onChange={(change) =>
          useDraft.setState((draft) => ({
            attachments: typeof change === 'function' ? change(draft.attachments) : change,
          }))
        }
      />
    </ReportForm>
  );
}

type ReportFormProps = {
  fields: ReportFields;
  onChange: (fields: ReportFields) => void;
  submit: string;
  onSubmit: (fields: ReportFields, position: Position | null) => void;
  isUnsaved: boolean;
  children?: React.ReactNode;
};

export function ReportForm({ fields, onChange, submit, onSubmit, isUnsaved, children }: ReportFormProps) {
  const { t } = useTranslation();
  const grids = useSite((site) => site.grids);
  const [position, setPosition] = useState<Position | null>(null);
  const [wasTried, setTried] = useState(false);
  const mistake = mistakeIn(fields, position);
  const matter = useMatters().data?.find(({ id }) => id === fields.matterId);
  const problems = matter ? formProblems(matter.fields, fields.form) : [];
  const change = (changed: Partial<ReportFields>) => onChange({ ...fields, ...changed });
  const trySubmit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (mistake === null && problems.length === 0) onSubmit(fields, position);
  };

  return (
    <form
      className={classes.form}
      aria-label={t('field.tab.report')}
      data-unsaved={isUnsaved}
      noValidate
      onSubmit={trySubmit}
    >
      <label>
        {t('field.form.title')}
        <input
          type="text"
          maxLength={100}
          placeholder={t('field.form.titleHint')}
          value={fields.title}
          aria-invalid={wasTried && mistake === 'titleNeeded'}
          onChange={({ currentTarget: { value } }) => change({ title: value })}
        />
      </label>
      {children}
      <WhereHere
        uses={fields.usesPosition}
        onUses={(usesPosition) => change({ usesPosition })}
        onPosition={setPosition}
      />
      <label>
        {t('field.form.grid')}
        <select
          value={fields.gridId ?? ''}
          onChange={({ currentTarget: { value } }) => change({ gridId: value || null })}
        >
          <option value="">{t('field.form.gridByPlace')}</option>
          {baseGridChoices(grids.values()).map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('field.form.address')}
        <input
          type="text"
          maxLength={200}
          value={fields.address}
          onChange={({ currentTarget: { value } }) => change({ address: value })}
        />
      </label>
      <fieldset className={classes.choices}>
        <legend>{t('field.form.level')}</legend>
        {MatterLevel.options.map((level) => (
          <label key={level}>
            <input type="radio" name="level" checked={fields.level === level} onChange={() => change({ level })} />
            {t(`incidents.level.${level}`)}
          </label>
        ))}
      </fieldset>
      <MatterChoice matterId={fields.matterId} onChange={(matterId) => change({ matterId })} />
      {matter && (
        <FieldMatterFields
          fields={matter.fields}
          form={fields.form}
          onChange={(form) => change({ form })}
          isTried={wasTried}
        />
      )}
      <SimilarIncidents
        id={null}
        position={fields.usesPosition ? position : null}
        matterId={fields.matterId}
        to="/field"
      />
      <label>
        {t('field.form.description')}
        <textarea
          rows={3}
          maxLength={2_000}
          value={fields.description}
          onChange={({ currentTarget: { value } }) => change({ description: value })}
        />
      </label>
      {wasTried && mistake !== null && (
        <p className={classes.wrong} role="alert">
          {t(mistake === 'titleNeeded' ? 'field.form.titleNeeded' : 'field.place.needed')}
        </p>
      )}
      <button type="submit" className={classes.large} data-main>
        {submit}
      </button>
    </form>
  );
}

/** Where there is signal; without it the command room decides. */
function MatterChoice({
  matterId,
  onChange,
}: {
  matterId: string | null;
  onChange: (matterId: string | null) => void;
}) {
  const { t } = useTranslation();
  const { data = [] } = useMatters();
  const offered = offeredMatters(data, { isInGrids: true });
  // Chosen before it was taken out of the grids: whoever has to choose another must see it.
  const gone = data.find(({ id }) => id === matterId && !offered.some((each) => each.id === id));
  if (offered.length === 0 && !gone) return null;
  return (
    <label>
      {t('field.form.matter')}
      <select value={matterId ?? ''} onChange={({ currentTarget: { value } }) => onChange(value || null)}>
        <option value="">{t('field.form.noMatter')}</option>
        {gone && <option value={gone.id}>{t('field.form.goneMatter', { name: gone.name })}</option>}
        {offered.map(({ id, name, bigClassName }) => (
          <option key={id} value={id}>
            {`${bigClassName} · ${name}`}
          </option>
        ))}
      </select>
    </label>
  );
}
