/** What the product does with a camera. */
import { Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import classes from './CameraEditor.module.css';
import type { CameraForm } from './camera-form.rules.ts';

const SWITCHES = ['keepWarm', 'analyse', 'deviceEvents', 'audio', 'recordAudio', 'disabled'] as const;

export function BehaviourFields({ form }: { form: UseFormReturnType<CameraForm> }) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.part}>
      <legend>{t('cameras.part.behaviour')}</legend>
      {SWITCHES.map((name) => (
        <Switch
          key={name}
          size="sm"
          label={t(`cameras.${name}`)}
          description={t(`cameras.${name}Hint`)}
          {...form.getInputProps(name, { type: 'checkbox' })}
          {...(name === 'recordAudio' && soundOf(form.values))}
        />
      ))}
    </fieldset>
  );
}

/** Sound that is not taken cannot be recorded. */
function soundOf({ audio, recordAudio }: CameraForm): { checked: boolean; disabled: boolean } {
  return { checked: audio && recordAudio, disabled: !audio };
}
