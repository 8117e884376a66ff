/** What a tour shows and how long each picture stays: cameras and groups, in the order they are shown. */
import { ActionIcon, Button, Group, NumberInput, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TourStep } from '../../../config/contract/saved.ts';
import { cameraChoices, inNameOrder } from '../incidents/choices.ts';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { usePresets } from '../ptz/use-presets.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { type ItemOf, useSaveItem } from '../saved/saved-items.ts';
import { useMay } from '../session/session.ts';
import classes from './TourEditor.module.css';
import {
  AS_IT_STANDS,
  atPreset,
  cameraStep,
  groupStep,
  movedStep,
  presetOptions,
  withSeconds,
} from './tour-steps.rules.ts';

type TourEditorProps = { tour: ItemOf<'tour'> | null; wallCameraIds: readonly string[]; onDone: () => void };

export function TourEditor({ tour, wallCameraIds, onDone }: TourEditorProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const mayShare = useMay('wall.share');
  const cameras = useSite((site) => site.cameras);
  const cameraGroups = useSite((site) => site.cameraGroups);
  const [name, setName] = useState(tour?.name ?? '');
  const [shared, setShared] = useState(tour?.shared ?? false);
  const [steps, setSteps] = useState<readonly TourStep[]>(tour?.content.steps ?? []);
  const [wasTried, setTried] = useState(false);
  const save = useSaveItem();
  const isComplete = name.trim() !== '' && steps.length > 0;
  const add = (...more: TourStep[]) => setSteps((before) => [...before, ...more]);

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!isComplete) return;
        const content = { kind: 'tour' as const, steps: [...steps] };
        save.mutate({ id: tour?.id ?? null, name: name.trim(), shared, content }, { onSuccess: onDone });
      }}
    >
      <Stack>
        <TextInput
          label={t('tour.name')}
          withAsterisk
          data-autofocus
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={wasTried && name.trim() === '' && t('tour.needName')}
        />
        <Group grow align="end">
          <Select
            label={t('tour.addCamera')}
            searchable
            value={null}
            data={cameraChoices(cameras.values())}
            onChange={(cameraId) => cameraId && add(cameraStep(cameraId))}
          />
          <Select
            label={t('tour.addGroup')}
            searchable
            value={null}
            data={inNameOrder(cameraGroups.values()).map(({ id, name: label }) => ({ value: id, label }))}
            onChange={(groupId) => groupId && add(groupStep(groupId))}
          />
          <Button
            variant="default"
            disabled={wallCameraIds.length === 0}
            onClick={() => add(...wallCameraIds.map(cameraStep))}
          >
            {t('tour.fromWall')}
          </Button>
        </Group>
        {wasTried && steps.length === 0 && (
          <Text c="red" size="sm" role="alert">
            {t('tour.needSteps')}
          </Text>
        )}
        {steps.length > 0 && (
          <ol className={classes.steps} aria-label={t('tour.steps')}>
            {steps.map((step, index) => (
              <Step
                // biome-ignore lint/suspicious/noArrayIndexKey: the same camera may come twice, and a step is its place
                key={`${step.cameraId ?? step.groupId} ${index}`}
                step={step}
                isFirst={index === 0}
                isLast={index === steps.length - 1}
                onMove={(by) => setSteps(movedStep(steps, index, by))}
                onStep={(changed) => setSteps(steps.with(index, changed))}
                onSeconds={(seconds) => setSteps(steps.with(index, { ...step, seconds }))}
                onRemove={() => setSteps(steps.toSpliced(index, 1))}
              />
            ))}
          </ol>
        )}
        <Group justify="space-between">
          {mayShare ? (
            <Switch
              label={t('tour.share')}
              checked={shared}
              onChange={(event) => setShared(event.currentTarget.checked)}
            />
          ) : (
            <span />
          )}
          {steps.length > 1 && (
            <NumberInput
              label={t('tour.allSeconds')}
              {...{ min: 3, max: 3_600, w: 110, suffix: ' s' }}
              placeholder="10 s"
              onChange={(seconds) => Number(seconds) >= 3 && setSteps(withSeconds(steps, Number(seconds)))}
            />
          )}
        </Group>
        <DialogButtons onCancel={onDone} label={t('act.save')} isBusy={save.isPending} isAllowed={canAct} />
      </Stack>
    </form>
  );
}

type StepProps = {
  step: TourStep;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: 1 | -1) => void;
  onStep: (changed: TourStep) => void;
  onSeconds: (seconds: number) => void;
  onRemove: () => void;
};

function Step({ step, isFirst, isLast, onMove, onStep, onSeconds, onRemove }: StepProps) {
  const { cameraId, groupId, seconds } = step;
  const { t } = useTranslation();
  const name = useSite((site) =>
    cameraId === null
      ? t('tour.group', { name: site.cameraGroups.get(groupId ?? '')?.name ?? t('camera.unknown') })
      : (site.cameras.get(cameraId)?.name ?? t('camera.unknown')),
  );
  return (
    <li>
      <span className={classes.name} title={name}>
        {name}
      </span>
      <span className={classes.preset}>
        {cameraId !== null && <PresetChoice cameraId={cameraId} step={step} onStep={onStep} />}
      </span>
      <NumberInput
        aria-label={t('tour.seconds')}
        size="xs"
        {...{ min: 3, max: 3_600, w: 90, value: seconds, suffix: ' s' }}
        onChange={(value) => Number(value) >= 3 && onSeconds(Math.round(Number(value)))}
      />
      <ActionIcon aria-label={t('tour.up')} disabled={isFirst} onClick={() => onMove(-1)}>
        <IconArrowUp size={15} />
      </ActionIcon>
      <ActionIcon aria-label={t('tour.down')} disabled={isLast} onClick={() => onMove(1)}>
        <IconArrowDown size={15} />
      </ActionIcon>
      <ActionIcon aria-label={t('tour.takeOut')} onClick={onRemove}>
        <IconX size={15} />
      </ActionIcon>
    </li>
  );
}

type PresetChoiceProps = { cameraId: string; step: TourStep; onStep: (changed: TourStep) => void };

/** Only for cameras that turn, and for whoever may turn them; what was chosen is always shown. */
function PresetChoice({ cameraId, step, onStep }: PresetChoiceProps) {
  const { t } = useTranslation();
  const mayTurn = useMay('camera.ptz');
  const hasPresets = useSite((site) => site.health.get(cameraId)?.features?.includes('presets') ?? false);
  const { presets } = usePresets(cameraId, mayTurn && hasPresets);
  if (!(mayTurn && hasPresets) && step.preset === null) return null;
  const options = presetOptions(step.preset, presets, t('tour.asItStands'));
  return (
    <Select
      aria-label={t('tour.preset')}
      size="xs"
      allowDeselect={false}
      data={options}
      value={step.preset?.token ?? AS_IT_STANDS}
      onChange={(_, option) => option && onStep(atPreset(step, option))}
    />
  );
}
