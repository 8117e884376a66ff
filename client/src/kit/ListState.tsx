/** What a list shows when it has nothing to show: loading, empty, or failed. */
import { Loader } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf } from '../api/failure.ts';
import { FailureNotice } from './FailureNotice.tsx';
import classes from './ListState.module.css';

export function Loading() {
  const { t } = useTranslation();
  return (
    <div className={classes.state} role="status">
      <Loader size="sm" color="gray" />
      <p>{t('state.loading')}</p>
    </div>
  );
}

type EmptyProps = { icon: Icon; title: string; hint?: string | undefined; children?: ReactNode };

export function Empty({ icon: Glyph, title, hint, children }: EmptyProps) {
  return (
    <div className={classes.state}>
      <Glyph size={36} stroke={1.2} aria-hidden />
      <strong>{title}</strong>
      {hint && <p>{hint}</p>}
      {children}
    </div>
  );
}

export function Failed({ thrown, onRetry }: { thrown: unknown; onRetry: () => void }) {
  return (
    <div className={classes.state}>
      <FailureNotice failure={failureOf(thrown)} onRetry={onRetry} />
    </div>
  );
}
