/** Name, group, address and password of a camera, and whether they work. */
import { Input, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { CameraTransport } from '../../../config/contract/camera.ts';
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
        {...form.getInputProps('sourceUrl')}
      />
      <TextInput
        label={t('cameras.subAddress')}
        description={t('cameras.subAddressHint')}
        placeholder="rtsp://"
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('subSourceUrl')}
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
      <SegmentedTransport form={form} />
      <CameraTestPanel form={form.values} cameraId={cameraId} onRefused={form.setErrors} />
    </fieldset>
  );
}

function SegmentedTransport({ form }: Pick<SourceFieldsProps, 'form'>) {
  const { t } = useTranslation();
  return (
    <Input.Wrapper label={t('cameras.transport')} description={t('cameras.transportHint')}>
      <div>
        <SegmentedControl
          mt={6}
          aria-label={t('cameras.transport')}
          value={form.values.transport}
          onChange={(value) => form.setFieldValue('transport', CameraTransport.parse(value))}
          data={CameraTransport.options.map((value) => ({ value, label: t(`cameras.transportName.${value}`) }))}
        />
      </div>
    </Input.Wrapper>
  );
}
