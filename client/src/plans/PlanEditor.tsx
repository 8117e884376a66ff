/** Adds a plan or changes one. What was typed stays when somebody else was first. */
import { ActionIcon, Autocomplete, Button, Group, MultiSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MatterLevel } from '../../../config/contract/matter.ts';
import type { Plan } from '../../../config/contract/plan.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { FormPart } from '../kit/FormPart.tsx';
import { Overtaken } from '../kit/Overtaken.tsx';
import { useMatters } from '../matters/matters.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import classes from './Plans.module.css';
import {
  formOfPlan,
  movedUp,
  type PlanForm,
  planMistakes,
  type StepForm,
  toPlan,
  withStep,
} from './plan-form.rules.ts';
import { readPlansAnew } from './plans.ts';

type PlanEditorProps = {
  /** As it stands now; null: a new one. */
  latest: Plan | null;
  onDone: (saved: Plan | null) => void;
};

export function PlanEditor({ latest, onDone }: PlanEditorProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const [version, setVersion] = useState(latest?.version ?? 0);
  const [form, setForm] = useState(() => formOfPlan(latest));
  const [wasTried, setTried] = useState(false);
  const matters = useMatters().data ?? [];
  const mistakes = planMistakes(form);
  const save = useMutation({
    mutationFn: () =>
      latest
        ? api('PATCH /api/plans/:planId', { params: { planId: latest.id }, body: { version, ...toPlan(form) } })
        : api('POST /api/plans', { body: toPlan(form) }),
    onSuccess: (plan) => {
      notifications.show({ message: t('plans.saved', { name: plan.name, version: plan.version }) });
      readPlansAnew();
      onDone(plan);
    },
    onError: readPlansAnew,
  });
  const change = (changed: Partial<PlanForm>) => setForm((now) => ({ ...now, ...changed }));
  const isOvertaken = latest !== null && latest.version > version;
  return (
    <form
      aria-label={t(latest ? 'plans.change' : 'plans.add')}
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
            told={[t('plans.meanwhile', { by: latest.changedBy.name, version: latest.version })]}
            act={t('plans.goOn', { version: latest.version })}
            onGoOn={() => {
              setVersion(latest.version);
              save.reset();
            }}
          />
        )}
        {save.error && !isOvertaken && <FailureNotice failure={failureOf(save.error)} />}
        <TextInput
          label={t('plans.name')}
          withAsterisk
          data-autofocus
          maxLength={60}
          value={form.name}
          error={wasTried && mistakes.includes('name') ? t('plans.needed') : null}
          onChange={({ currentTarget: { value } }) => change({ name: value })}
        />
        <Group grow align="start">
          <MultiSelect
            label={t('plans.matters')}
            placeholder={form.matterIds.length === 0 ? t('plans.anyMatter') : ''}
            searchable
            clearable
            value={form.matterIds}
            onChange={(matterIds) => change({ matterIds })}
            data={matters.map(({ id, code, name, kind }) => ({
              value: id,
              label: `${t(`matters.kind.${kind}`)} ${code} ${name}`,
            }))}
          />
          <MultiSelect
            label={t('plans.levels')}
            placeholder={form.levels.length === 0 ? t('plans.anyLevel') : ''}
            clearable
            value={form.levels}
            onChange={(levels) => change({ levels })}
            data={MatterLevel.options.map((value) => ({ value, label: t(`matters.level.${value}`) }))}
          />
        </Group>
        <Steps
          steps={form.steps}
          onChange={(steps) => change({ steps })}
          error={wasTried && mistakes.includes('steps') ? t('plans.needed') : null}
        />
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

type StepsProps = { steps: StepForm[]; onChange: (steps: StepForm[]) => void; error: string | null };

function Steps({ steps, onChange, error }: StepsProps) {
  const { t } = useTranslation();
  const units = useSite((site) => site.units);
  const names = [...units.values()].filter(({ disabled }) => !disabled).map(({ name }) => name);
  const put = (at: number, changed: Partial<StepForm>) =>
    onChange(steps.map((each, index) => (index === at ? { ...each, ...changed } : each)));
  return (
    <FormPart title={t('plans.steps')}>
      {steps.map((step, index) => (
        <div className={classes.step} key={step.key}>
          <span>{index + 1}</span>
          <TextInput
            aria-label={t('plans.step', { nth: index + 1 })}
            maxLength={200}
            value={step.text}
            error={index === 0 ? error : null}
            onChange={({ currentTarget: { value } }) => put(index, { text: value })}
          />
          <Autocomplete
            aria-label={t('plans.unit')}
            placeholder={t('plans.unit')}
            maxLength={40}
            value={step.unitName}
            onChange={(unitName) => put(index, { unitName })}
            data={[...new Set(names)]}
          />
          <NumberInput
            aria-label={t('plans.minutes')}
            placeholder={t('plans.minutes')}
            min={1}
            max={10_000}
            allowDecimal={false}
            value={step.minutes ?? ''}
            onChange={(minutes) => put(index, { minutes: Number(minutes) || null })}
          />
          <ActionIcon
            variant="default"
            size="lg"
            disabled={index === 0}
            aria-label={t('plans.up', { nth: index + 1 })}
            onClick={() => onChange(movedUp(steps, index))}
          >
            <IconArrowUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t('plans.removeStep', { nth: index + 1 })}
            onClick={() => onChange(steps.filter((_, at) => at !== index))}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={steps.length >= 40}
        onClick={() => onChange(withStep(steps))}
      >
        {t('plans.addStep')}
      </Button>
    </FormPart>
  );
}
