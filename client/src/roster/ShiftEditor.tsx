/** Puts up a shift, changes or removes one. What was typed stays when somebody else was first. */
import { Button, Group, MultiSelect, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RosterShift } from '../../../config/contract/roster.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { AskFirst } from '../kit/AskFirst.tsx';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { Overtaken } from '../kit/Overtaken.tsx';
import { sayFailure } from '../kit/say-failure.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSiteProfile } from '../session/session.ts';
import { localOf, momentOf } from '../time/local-moment.ts';
import { readRosterAnew } from './roster.ts';
import { formOf, type ShiftForm, shiftMistakes } from './shift-form.rules.ts';
import { usePeopleChoices } from './use-people-choices.ts';
import { useShiftText } from './use-shift-text.ts';
import { useWhoseChoices } from './use-whose-choices.ts';

type ShiftEditorProps = {
  /** As it stands now; null: a new one. */
  latest: RosterShift | null;
  /** Of a new one. */
  day: string;
  onDone: () => void;
};

export function ShiftEditor({ latest, day, onDone }: ShiftEditorProps) {
  const { t } = useTranslation();
  const { timeZone } = useSiteProfile();
  const canAct = useCanAct();
  const whose = useWhoseChoices();
  const people = usePeopleChoices(latest);
  const shiftText = useShiftText();
  const [version, setVersion] = useState(latest?.version ?? 0);
  const [form, setForm] = useState<ShiftForm>(() => formOf(latest, { day, unitId: whose.first, timeZone }));
  const [wasTried, setTried] = useState(false);
  const mistakes = shiftMistakes(form);
  const save = useMutation({
    mutationFn: async () => {
      const { unitId, ...shift } = form;
      if (latest) {
        return api('PATCH /api/roster/shifts/:shiftId', {
          params: { shiftId: latest.id },
          body: { version, ...shift },
        });
      }
      await api('POST /api/roster/shifts', { body: { shifts: [{ unitId, ...shift }] } });
    },
    onSuccess: () => {
      notifications.show({ message: t('roster.saved', { name: form.name }) });
      onDone();
    },
    onSettled: readRosterAnew,
  });
  const change = (changed: Partial<ShiftForm>) => setForm((now) => ({ ...now, ...changed }));
  const need = (field: (typeof mistakes)[number]) =>
    wasTried && mistakes.includes(field) ? t(field === 'toMs' ? 'roster.endsFirst' : 'roster.needed') : null;
  const moment = (field: 'fromMs' | 'toMs', label: string) => (
    <TextInput
      type="datetime-local"
      label={label}
      withAsterisk
      value={localOf(form[field], timeZone).slice(0, 16)}
      error={need(field)}
      onChange={({ currentTarget: { value } }) => {
        const atMs = momentOf(value, timeZone);
        if (atMs !== undefined) change({ [field]: atMs });
      }}
    />
  );
  const isOvertaken = latest !== null && latest.version > version;
  return (
    <form
      aria-label={t(latest ? 'roster.change' : 'roster.add')}
      data-unsaved
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (mistakes.length === 0) save.mutate();
      }}
    >
      <Stack gap="md">
        {isOvertaken && (
          <Overtaken
            told={[t('roster.meanwhile', { by: latest.changedBy.name, version: latest.version })]}
            act={t('roster.goOn', { version: latest.version })}
            onGoOn={() => {
              setVersion(latest.version);
              save.reset();
            }}
          />
        )}
        {save.error && !isOvertaken && <FailureNotice failure={failureOf(save.error)} />}
        <Group grow align="start">
          <TextInput
            label={t('roster.name')}
            placeholder={t('roster.nameHint')}
            withAsterisk
            data-autofocus
            maxLength={20}
            value={form.name}
            error={need('name')}
            onChange={({ currentTarget: { value } }) => change({ name: value })}
          />
          <Select
            label={t('roster.unit')}
            allowDeselect={false}
            disabled={latest !== null}
            value={form.unitId ?? ''}
            data={whose.choices}
            onChange={(unitId) => change({ unitId: unitId || null })}
          />
        </Group>
        <Group grow align="start">
          {moment('fromMs', t('roster.from'))}
          {moment('toMs', t('roster.to'))}
        </Group>
        <Select
          label={t('roster.leader')}
          withAsterisk
          searchable
          value={form.leaderId || null}
          error={need('leaderId')}
          data={people}
          onChange={(leaderId) => change({ leaderId: leaderId ?? '' })}
        />
        <MultiSelect
          label={t('roster.people')}
          searchable
          clearable
          value={form.personIds}
          data={people.filter(({ value }) => value !== form.leaderId)}
          onChange={(personIds) => change({ personIds })}
        />
        <TextInput
          label={t('roster.place')}
          maxLength={60}
          value={form.place}
          onChange={({ currentTarget: { value } }) => change({ place: value })}
        />
        <Textarea
          label={t('roster.focus')}
          maxLength={200}
          autosize
          minRows={2}
          value={form.focus}
          onChange={({ currentTarget: { value } }) => change({ focus: value })}
        />
        <Group justify="space-between">
          {latest ? <RemoveShift shift={latest} when={shiftText(latest)} onDone={onDone} /> : <span />}
          <DialogButtons
            onCancel={onDone}
            label={t('act.save')}
            isBusy={save.isPending}
            isAllowed={canAct && !isOvertaken}
          />
        </Group>
      </Stack>
    </form>
  );
}

function RemoveShift({ shift, when, onDone }: { shift: RosterShift; when: string; onDone: () => void }) {
  const { t } = useTranslation();
  const { id, name, version } = shift;
  const remove = useMutation({
    mutationFn: () => api('DELETE /api/roster/shifts/:shiftId', { params: { shiftId: id }, query: { version } }),
    onSuccess: () => {
      notifications.show({ message: t('roster.removed', { name }) });
      onDone();
    },
    onError: sayFailure,
    onSettled: readRosterAnew,
  });
  return (
    <AskFirst
      question={t('roster.removeQuestion', { name, when })}
      act={t('roster.remove')}
      isDangerous
      isBusy={remove.isPending}
      position="top-start"
      onAct={() => remove.mutate()}
    >
      {(ask) => (
        <Button variant="default" {...ask}>
          {t('roster.remove')}
        </Button>
      )}
    </AskFirst>
  );
}
