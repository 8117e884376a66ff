/** Name, group, address and password of a camera, and whether they work. */
import { PasswordInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import classes from './CameraEditor.module.css';
import { CameraTestPanel } from './CameraTestPanel.tsx';
import type { CameraForm } from './camera-form.rules.ts';
import { GroupField } from './GroupField.tsx';

type SourceFieldsProps = { form: UseFormReturnType<CameraForm>; cameraId: string | null };

export function SourceFields({ form, cameraId }: SourceFieldsProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.part}>
      <legend>{t('cameras.part.source')}</legend>
      <div className={classes.row}>
        <TextInput label={t('cameras.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
        <GroupField
          value={form.values.groupId}
          error={form.errors.groupId}
          onChange={(groupId) => form.setFieldValue('groupId', groupId)}
        />
      </div>
      <TextInput
        label={t('cameras.address')}
        description={t('cameras.addressHint')}
        placeholder="rtsp://"
        withAsterisk
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('rtspUrl')}
      />
      <TextInput
        label={t('cameras.subAddress')}
        description={t('cameras.subAddressHint')}
        placeholder="rtsp://"
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('subRtspUrl')}
      />
      <div className={classes.row}>
        <TextInput label={t('cameras.username')} autoComplete="off" {...form.getInputProps('username')} />
        <PasswordInput
          label={t('cameras.password')}
          placeholder={cameraId ? t('cameras.passwordKept') : ''}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
      </div>
      <CameraTestPanel form={form.values} cameraId={cameraId} onRefused={form.setErrors} />
    </fieldset>
  );
}
