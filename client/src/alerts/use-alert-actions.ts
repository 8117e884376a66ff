/** What a person can decide about an alert. The answer comes back by the journal, like everybody else's. */
import { useMutation } from '@tanstack/react-query';
import { type Alert, type CloseAlert, isShelved, type MakeIncident } from '../../../config/contract/alert.ts';
import { api } from '../api/api.ts';
import { sayFailure } from '../kit/say-failure.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useMay } from '../session/session.ts';

export function useAlertActions() {
  const isConnected = useCanAct();
  const mayHandle = useMay('alert.handle');
  const acknowledge = useMutation({
    mutationFn: (alertId: string) => api('POST /api/alerts/:alertId/acknowledge', { params: { alertId } }),
    onError: sayFailure,
  });
  const close = useMutation({
    mutationFn: ({ alertId, ...body }: CloseAlert & { alertId: string }) =>
      api('POST /api/alerts/:alertId/close', { params: { alertId }, body }),
  });
  const makeIncident = useMutation({
    mutationFn: ({ alertId, ...body }: MakeIncident & { alertId: string }) =>
      api('POST /api/alerts/:alertId/incident', { params: { alertId }, body }),
  });
  const unshelve = useMutation({
    mutationFn: (alertId: string) => api('POST /api/alerts/:alertId/unshelve', { params: { alertId } }),
    onError: sayFailure,
  });
  return { mayHandle, canHandle: mayHandle && isConnected, acknowledge, close, makeIncident, unshelve };
}

export function canAcknowledge(alert: Pick<Alert, 'state'>): boolean {
  return alert.state === 'new';
}

export function canMakeIncident(alert: Pick<Alert, 'state'>): boolean {
  return alert.state === 'new' || alert.state === 'acknowledged';
}

/** A fault that is over needs no more than to be seen; one that became an incident is closed with it. */
export function canCloseRecovered(alert: Pick<Alert, 'state' | 'recoveredAtMs'>): boolean {
  return alert.recoveredAtMs !== null && (alert.state === 'new' || alert.state === 'acknowledged');
}

export function canShelve(alert: Pick<Alert, 'state' | 'shelving'>): boolean {
  return (alert.state === 'new' || alert.state === 'acknowledged') && !isShelved(alert);
}

export function canClose(alert: Pick<Alert, 'state'>): boolean {
  return alert.state !== 'closed';
}
