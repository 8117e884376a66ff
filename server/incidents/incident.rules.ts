/** What an incident is, how it is numbered, how it ends. Pure. */
import { AppError } from '../../config/contract/errors.ts';
import type { CloseIncident, Incident } from '../../config/contract/incident.ts';
import type { Scope } from '../../config/contract/rights.ts';
import { dayOf as siteDayOf } from '../../config/contract/site-day.ts';

type Reported = Pick<
  Incident,
  'id' | 'title' | 'description' | 'cameraId' | 'gridId' | 'position' | 'alertId' | 'reporter'
> & { cameraGroupId: string | null };

export function incidentScope(cameraGroupId: string | null): Scope {
  return { action: 'incident.view', cameraGroupId };
}

export function open({ cameraGroupId, ...reported }: Reported, number: string, nowMs: number): Incident {
  return {
    ...reported,
    number,
    state: 'reported',
    reportedAtMs: nowMs,
    closer: null,
    closedAtMs: null,
    closingNote: '',
    scope: incidentScope(cameraGroupId),
  };
}

export function close(
  incident: Incident,
  { note }: CloseIncident,
  closer: Incident['reporter'],
  nowMs: number,
): Incident {
  if (incident.state === 'closed') {
    throw new AppError('INCIDENT_CANNOT_MOVE', { incidentId: incident.id, from: incident.state, to: 'closed' });
  }
  return { ...incident, state: 'closed', closer, closedAtMs: nowMs, closingNote: note };
}

/** The day as the site's calendar has it, such as `20261123`, whatever the machine's own zone. */
export function dayOf(atMs: number, timeZone: string): string {
  return siteDayOf(atMs, timeZone).replaceAll('-', '');
}

export function numberOf(day: string, nth: number): string {
  return `${day}-${String(nth).padStart(4, '0')}`;
}
