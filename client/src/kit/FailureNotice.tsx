/** A failure where it happened: its cause, and what to do about it. */
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ShownFailure } from '../api/failure.ts';
import { failureText } from '../api/failure-text.ts';
import classes from './FailureNotice.module.css';

export function FailureNotice({ failure, onRetry }: { failure: ShownFailure; onRetry?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.notice} role="alert" data-code={failure.code}>
      <IconAlertTriangle size={16} aria-hidden />
      <span>{failureText(t, failure)}</span>
      {onRetry && (
        <Button variant="default" size="compact-xs" onClick={onRetry}>
          {t('act.retry')}
        </Button>
      )}
    </div>
  );
}
