/**
 * Adds a matter or changes one. When somebody else changes it meanwhile, what was typed
 * stays, and is taken over onto their version only when that is wished.
 */
import { Button, Group, Select, Stack, Switch, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Matter, MatterKind, MatterLevel, MatterTask } from '../../../config/contract/matter.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { ChangedMeanwhile } from './ChangedMeanwhile.tsx';
import { FormFieldsPart } from './FormFieldsPart.tsx';
import classes from './MatterEditor.module.css';
import { changesOf, formOfMatter, type MatterForm, mistakesIn, rebased, toMatter } from './matter-form.rules.ts';
import { readMattersAnew } from './matters.ts';
import { StageLimitsPart } from './StageLimitsPart.tsx';
import { StandardsPart } from './StandardsPart.tsx';
import { UnitsPart } from './UnitsPart.tsx';

type MatterEditorProps = {
  /** As it stands now; null: a new one. */
  latest: Matter | null;
  matters: readonly Matter[];
  onDone: (saved: Matter | null) => void;
};
export type PartProps = {
  form: MatterForm;
  onChange: (changed: Partial<MatterForm>) => void;
  /** Of a place in the form, once somebody tried to save. */
  errorAt: (place: string) => string | null;
};

export function MatterEditor({ latest, matters, onDone }: MatterEditorProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const [base, setBase] = useState(latest);
  const [form, setForm] = useState(() => formOfMatter(latest));
  const [wasTried, setTried] = useState(false);
  const mistakes = mistakesIn(form);
  const save = useMutation({
    mutationFn: () =>
      base
        ? api('PATCH /api/matters/:matterId', {
            params: { matterId: base.id },
            body: { version: base.version, ...changesOf(base, form) },
          })
        : api('POST /api/matters', { body: toMatter(form) }),
    onSuccess: (matter) => {
      notifications.show({ message: t('matterEditor.saved', { name: matter.name, version: matter.version }) });
      readMattersAnew();
      onDone(matter);
    },
    onError: () => readMattersAnew(),
  });
  const onChange = (changed: Partial<MatterForm>) => setForm((now) => ({ ...now, ...changed }));
  const errorAt = (place: string) => {
    const mistake = wasTried ? mistakes[place] : undefined;
    return mistake ? t(`matterEditor.mistake.${mistake}`) : null;
  };
  const part = { form, onChange, errorAt };
  const isOvertaken = base !== null && latest !== null && latest.version > base.version;
  return (
    <form
      className={classes.editor}
      aria-label={t(base ? 'matterEditor.change' : 'matterEditor.add')}
      data-unsaved
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (Object.keys(mistakes).length === 0) save.mutate();
      }}
    >
      <Stack gap="md">
        {isOvertaken && (
          <ChangedMeanwhile
            base={base}
            latest={latest}
            form={form}
            onGoOn={() => {
              setForm(rebased(base, form, latest));
              setBase(latest);
              save.reset();
            }}
          />
        )}
        {save.error && !isOvertaken && <FailureNotice failure={failureOf(save.error)} />}
        <CodePart {...part} matters={matters} isNew={base === null} />
        <Group grow align="start">
          <Select
            label={t('matters.column.task')}
            allowDeselect={false}
            value={form.task}
            onChange={(value) => value && onChange({ task: value })}
            data={MatterTask.options.map((value) => ({ value, label: t(`matters.task.${value}`) }))}
          />
          <Select
            label={t('matters.column.level')}
            allowDeselect={false}
            value={form.level}
            onChange={(value) => value && onChange({ level: value })}
            data={MatterLevel.options.map((value) => ({ value, label: t(`matters.level.${value}`) }))}
          />
          <Switch
            mt={26}
            label={t('matters.column.inGrid')}
            checked={form.inGrid}
            onChange={({ currentTarget: { checked } }) => onChange({ inGrid: checked })}
          />
        </Group>
        <UnitsPart {...part} />
        <StandardsPart {...part} />
        <StageLimitsPart {...part} />
        <FormFieldsPart {...part} />
        {wasTried && Object.keys(mistakes).length > 0 && (
          <p role="alert" className={classes.wrong}>
            {t('matterEditor.mistakes', { count: Object.keys(mistakes).length })}
          </p>
        )}
        <DialogButtons
          onCancel={() => onDone(null)}
          label={t('act.save')}
          isBusy={save.isPending}
          isAllowed={canAct && !isOvertaken}
        />
      </Stack>
    </form>
  );
}

/** The class brings its name with it, so that one class has one name. */
function CodePart({
  form,
  onChange,
  errorAt,
  matters,
  isNew,
}: PartProps & { matters: readonly Matter[]; isNew: boolean }) {
  const { t } = useTranslation();
  const known = matters.find(({ kind, bigClass }) => kind === form.kind && bigClass === form.bigClass.trim());
  const isNamed = known !== undefined;
  return (
    <div className={classes.code}>
      <Select
        label={t('matterEditor.kind')}
        allowDeselect={false}
        disabled={!isNew}
        value={form.kind}
        onChange={(value) => value && onChange({ kind: value })}
        data={MatterKind.options.map((value) => ({ value, label: t(`matters.kind.${value}`) }))}
      />
      <TextInput
        label={t('matterEditor.bigClass')}
        withAsterisk
        disabled={!isNew}
        maxLength={2}
        value={form.bigClass}
        error={errorAt('bigClass')}
        onChange={({ currentTarget: { value } }) => {
          const bigClass = value.toUpperCase();
          const named = matters.find((each) => each.kind === form.kind && each.bigClass === bigClass.trim());
          onChange({ bigClass, ...(named && { bigClassName: named.bigClassName }) });
        }}
      />
      <TextInput
        label={t('matters.column.class')}
        withAsterisk
        disabled={isNamed}
        maxLength={40}
        value={form.bigClassName}
        error={errorAt('bigClassName')}
        onChange={({ currentTarget: { value } }) => onChange({ bigClassName: value })}
      />
      <TextInput
        label={t('matterEditor.smallClass')}
        withAsterisk
        disabled={!isNew}
        maxLength={8}
        value={form.smallClass}
        error={errorAt('smallClass')}
        onChange={({ currentTarget: { value } }) => onChange({ smallClass: value.toUpperCase() })}
      />
      <TextInput
        label={t('matters.column.name')}
        withAsterisk
        maxLength={40}
        data-autofocus
        value={form.name}
        error={errorAt('name')}
        onChange={({ currentTarget: { value } }) => onChange({ name: value })}
      />
    </div>
  );
}

/** One of several alike, with the way to take it out. */
export function RemoveButton({ label, onClick }: { label: string; onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <Button variant="default" size="compact-sm" aria-label={label} onClick={onClick}>
      {t('matterEditor.remove')}
    </Button>
  );
}
