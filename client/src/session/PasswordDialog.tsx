/** Changes the own password. */
import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isStrongPassword } from '../../../config/contract/person.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { Modal } from '../kit/Modal.tsx';
import { useCanAct } from '../realtime/connection-store.ts';

export function PasswordDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('person.changePassword')} size="sm">
      {opened && <PasswordForm onDone={onClose} />}
    </Modal>
  );
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const form = useForm({
    initialValues: { oldPassword: '', newPassword: '', again: '' },
    validate: {
      newPassword: (text) => (isStrongPassword(text) ? null : t('errors.PASSWORD_TOO_WEAK')),
      again: (text, { newPassword }) => (text === newPassword ? null : t('person.passwordsDiffer')),
    },
  });
  const change = useMutation({
    mutationFn: ({ oldPassword, newPassword }: typeof form.values) =>
      api('POST /api/session/password', { body: { oldPassword, newPassword } }),
    onSuccess: () => {
      notifications.show({ message: t('person.passwordChanged') });
      onDone();
    },
  });

  return (
    <form onSubmit={form.onSubmit((values) => change.mutate(values))}>
      <Stack gap="sm">
        {change.error && <FailureNotice failure={failureOf(change.error)} />}
        <PasswordInput
          label={t('person.oldPassword')}
          autoComplete="current-password"
          required
          data-autofocus
          {...form.getInputProps('oldPassword')}
        />
        <PasswordInput
          label={t('person.newPassword')}
          description={t('person.passwordRule')}
          autoComplete="new-password"
          required
          {...form.getInputProps('newPassword')}
        />
        <PasswordInput
          label={t('person.newPasswordAgain')}
          autoComplete="new-password"
          required
          {...form.getInputProps('again')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={change.isPending} disabled={!canAct}>
            {t('act.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
