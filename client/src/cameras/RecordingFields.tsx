/** When a camera is recorded, and how long that is kept. */
import { Chip, Group, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { RecordingMode } from '../../../config/contract/recording.ts';
import classes from './CameraEditor.module.css';
import type { CameraForm } from './camera-form.rules.ts';

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;

export function RecordingFields({ form }: { form: UseFormReturnType<CameraForm> }) {
  const { t } = useTranslation();
  const mode = form.values.recordingMode;
  return (
    <fieldset className={classes.part}>
      <legend>{t('cameras.part.recording')}</legend>
      <SegmentedControl
        aria-label={t('cameras.recordingMode')}
        value={mode}
        onChange={(value) => form.setFieldValue('recordingMode', RecordingMode.parse(value))}
        data={RecordingMode.options.map((value) => ({ value, label: t(`cameras.mode.${value}`) }))}
      />
      <p className={classes.hint}>{t(`cameras.modeHint.${mode}`)}</p>
      {mode === 'weekly' && (
        <>
          <Chip.Group
            multiple
            value={form.values.recordingDays}
            onChange={(days) => form.setFieldValue('recordingDays', days)}
          >
            <Group gap={6} role="group" aria-label={t('cameras.recordingDays')}>
              {WEEKDAYS.map((day) => (
                <Chip key={day} value={day} size="xs">
                  {t(`cameras.weekday.${day}` as 'cameras.name')}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          {form.errors.recordingDays && <p role="alert">{form.errors.recordingDays}</p>}
          <div className={classes.row}>
            <TextInput type="time" label={t('cameras.recordingFrom')} {...form.getInputProps('recordingFrom')} />
            <TextInput type="time" label={t('cameras.recordingTo')} {...form.getInputProps('recordingTo')} />
          </div>
        </>
      )}
      {mode === 'event' && (
        <div className={classes.row}>
          <NumberInput label={t('cameras.preRollS')} min={0} max={30} {...form.getInputProps('preRollS')} />
          <NumberInput label={t('cameras.postRollS')} min={5} max={600} {...form.getInputProps('postRollS')} />
        </div>
      )}
      {mode !== 'off' && (
        <NumberInput
          label={t('cameras.keepDays')}
          description={t('cameras.keepDaysHint')}
          min={1}
          max={3_650}
          {...form.getInputProps('keepDays')}
        />
      )}
    </fieldset>
  );
}
