/** The way in. The click also starts the sound, which browsers allow only from a click. */
import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { startSound } from '../alerts/alarm-sound.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { queryClient } from '../app/query-client.ts';
import { LanguageSwitch } from '../frame/LanguageSwitch.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import classes from './SignInPage.module.css';
import { SESSION_KEY } from './session.ts';

export function SignInPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { next = '/', reason } = useSearch({ from: '/sign-in' });
  const form = useForm({ initialValues: { account: '', password: '', wall: false } });
  const signIn = useMutation({
    mutationFn: (body: typeof form.values) => api('POST /api/session', { body }),
    onSuccess: (session) => {
      queryClient.setQueryData(SESSION_KEY, session);
      void navigate({ href: isOwnAddress(next) ? next : '/', replace: true });
    },
    onError: () => form.setFieldValue('password', ''),
  });
  const failure = signIn.error
    ? failureOf(signIn.error)
    : reason && !signIn.isPending
      ? { code: reason, detail: {} }
      : null;

  return (
    <main className={classes.page}>
      <div className={classes.language}>
        <LanguageSwitch />
      </div>
      <form
        className={classes.card}
        onSubmit={form.onSubmit((values) => {
          startSound();
          signIn.mutate(values);
        })}
      >
        <header className={classes.head}>
          <img src="/lianqin.svg" alt="" width={40} height={40} />
          <div>
            <h1>{t('product.name')}</h1>
            <p>{t('product.claim')}</p>
          </div>
        </header>
        {failure && <FailureNotice failure={failure} />}
        <TextInput
          label={t('signIn.account')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          autoFocus
          required
          withAsterisk={false}
          key={form.key('account')}
          {...form.getInputProps('account')}
        />
        <PasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          {...form.getInputProps('password')}
        />
        <Checkbox
          label={t('signIn.wall')}
          description={t('signIn.wallMeaning')}
          {...form.getInputProps('wall', { type: 'checkbox' })}
        />
        <Button type="submit" size="sm" fullWidth loading={signIn.isPending}>
          {t('signIn.signIn')}
        </Button>
      </form>
    </main>
  );
}

/** Only addresses of this console: never another host, whatever a link says. */
function isOwnAddress(next: string): boolean {
  return next.startsWith('/') && !next.startsWith('//') && !next.startsWith('/sign-in');
}
