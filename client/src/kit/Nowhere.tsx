/** Pages for when there is no page: an address nobody knows, or a console that could not start. */
import { Button } from '@mantine/core';
import { IconMapPinOff, IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf } from '../api/failure.ts';
import { failureText } from '../api/failure-text.ts';
import { Empty } from './ListState.tsx';

const TRY_AGAIN_MS = 5_000;

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Empty icon={IconMapPinOff} title={t('state.noPage')}>
      <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
        {t('state.home')}
      </Button>
    </Empty>
  );
}

/** A wall that was switched on before its server comes up by itself. */
export function StartFailed({ error }: { error: unknown }) {
  const { t } = useTranslation();
  useEffect(() => {
    const timer = setTimeout(() => window.location.reload(), TRY_AGAIN_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Empty icon={IconPlugConnectedX} title={t('state.notStarted')} hint={failureText(t, failureOf(error))}>
      <Button variant="default" onClick={() => window.location.reload()}>
        {t('act.retry')}
      </Button>
    </Empty>
  );
}
