/** Name, group, address and password of a camera, and whether they work. */
import { Input, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { type Camera, CameraIntake, CameraTransport } from '../../../config/contract/camera.ts';
import classes from './CameraEditor.module.css';
import { CameraTestPanel } from './CameraTestPanel.tsx';
import type { CameraForm } from './camera-form.rules.ts';
import { DeviceStreams } from './DeviceStreams.tsx';
import { GroupField } from './GroupField.tsx';
import { PullAddress } from './PullAddress.tsx';
import { PushAddressPanel } from './PushAddressPanel.tsx';

type SourceFieldsProps = { form: UseFormReturnType<CameraForm>; camera: Camera | null };

export function SourceFields({ form, camera }: SourceFieldsProps) {
  const { t } = useTranslation();
  const { intake } = form.values;
  return (
    <fieldset className={classes.part}>
      <legend>{t('cameras.part.source')}</legend>
      <div className={classes.three}>
        <TextInput label={t('cameras.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
        <TextInput label={t('cameras.code')} placeholder={t('cameras.codeHint')} {...form.getInputProps('code')} />
        <GroupField
          value={form.values.groupId}
          error={form.errors.groupId}
          onChange={(groupId) => form.setFieldValue('groupId', groupId)}
        />
      </div>
      <Choice
        label={t('cameras.intake')}
        description={t(`cameras.intakeHint.${intake}`)}
        value={intake}
        onChange={(value) => takeIntake(form, CameraIntake.parse(value))}
        data={CameraIntake.options.map((value) => ({ value, label: t(`cameras.intakeName.${value}`) }))}
      />
      {intake === 'push' ? <PushAddressPanel camera={camera} /> : <AddressFields form={form} camera={camera} />}
      {camera && !camera.disabled && <PullAddress cameraId={camera.id} />}
    </fieldset>
  );
}

/** An address of one intake is none of another. */
function takeIntake(form: SourceFieldsProps['form'], intake: CameraIntake): void {
  form.setValues({ intake, ...(intake === 'push' ? { sourceUrl: '', subSourceUrl: '', onvifUrl: '' } : {}) });
}

function AddressFields({ form, camera }: SourceFieldsProps) {
  const { t } = useTranslation();
  const isRtsp = form.values.intake === 'rtsp';
  return (
    <>
      <TextInput
        label={t(isRtsp ? 'cameras.address' : 'cameras.anyAddress')}
        description={t(isRtsp ? 'cameras.addressHint' : 'cameras.anyAddressHint')}
        placeholder={isRtsp ? 'rtsp://' : 'http://'}
        withAsterisk
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('sourceUrl')}
      />
      <TextInput
        label={t('cameras.subAddress')}
        description={t('cameras.subAddressHint')}
        placeholder={isRtsp ? 'rtsp://' : 'http://'}
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('subSourceUrl')}
      />
      <div className={classes.row}>
        <TextInput label={t('cameras.username')} autoComplete="off" {...form.getInputProps('username')} />
        <PasswordInput
          label={t('cameras.password')}
          placeholder={camera ? t('cameras.passwordKept') : ''}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
      </div>
      <TextInput
        label={t('cameras.onvifAddress')}
        description={t('cameras.onvifAddressHint')}
        placeholder="http://"
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('onvifUrl')}
      />
      {isRtsp && <DeviceStreams form={form} camera={camera} />}
      <Choice
        label={t('cameras.transport')}
        description={t('cameras.transportHint')}
        value={form.values.transport}
        onChange={(value) => form.setFieldValue('transport', CameraTransport.parse(value))}
        data={CameraTransport.options.map((value) => ({ value, label: t(`cameras.transportName.${value}`) }))}
      />
      <CameraTestPanel form={form.values} camera={camera} onRefused={form.setErrors} />
    </>
  );
}

type ChoiceProps = {
  label: string;
  description: string;
  value: string;
  onChange: (value: string) => void;
  data: { value: string; label: string }[];
};

function Choice({ label, description, ...control }: ChoiceProps) {
  return (
    <Input.Wrapper label={label} description={description}>
      <div>
        <SegmentedControl mt={6} aria-label={label} {...control} />
      </div>
    </Input.Wrapper>
  );
}
