/** Sources whose alerts go on the shelf now: until when, by whom and why; taken off it with one press. */
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertShelf } from '../../../config/contract/alert.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { sayFailure } from '../kit/say-failure.ts';
import { useSite } from '../realtime/site-store.ts';
import { useNowMs } from '../time/use-now.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { alertPlace } from './alert-place.ts';
import classes from './Shelf.module.css';
import { useAlertActions } from './use-alert-actions.ts';

const KEY = ['alertShelves'] as const;

export function ShelfList() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const alerts = useSite((site) => site.live.alerts);
  const shelves = useQuery({ queryKey: KEY, queryFn: ({ signal }) => api('GET /api/alert-shelves', { signal }) });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a shelf begins and ends with alerts that change
  useEffect(() => void client.invalidateQueries({ queryKey: KEY }), [alerts, client]);
  if (shelves.error) {
    return <FailureNotice failure={failureOf(shelves.error)} onRetry={() => void shelves.refetch()} />;
  }
  if (!shelves.data || shelves.data.length === 0) return null;
  return (
    <ul className={classes.shelves} aria-label={t('alerts.shelf.sources')}>
      {shelves.data.map((shelf) => (
        <ShelfRow key={shelf.id} shelf={shelf} />
      ))}
    </ul>
  );
}

function ShelfRow({ shelf }: { shelf: AlertShelf }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const time = useTimeText();
  const nowMs = useNowMs(10_000);
  const { canHandle } = useAlertActions();
  const place = useSite((site) => alertPlace(t, shelf, site.cameras));
  const end = useMutation({
    mutationFn: () => api('DELETE /api/alert-shelves/:shelfId', { params: { shelfId: shelf.id } }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
    onError: sayFailure,
  });
  return (
    <li data-shelf={shelf.id}>
      <div className={classes.source}>
        <strong>
          {place} · {t(`alerts.kind.${shelf.kind}`)}
        </strong>
        <span>
          {t('alerts.shelf.by', { name: shelf.by.name, time: time.short(shelf.untilMs, nowMs) })} · {shelf.reason}
        </span>
      </div>
      <Button
        size="compact-xs"
        variant="default"
        disabled={!canHandle}
        loading={end.isPending}
        onClick={() => end.mutate()}
      >
        {t('alerts.shelf.end')}
      </Button>
    </li>
  );
}
