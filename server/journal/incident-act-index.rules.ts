/** What an incident's row of the record is counted by. Pure. */
import type { Incident } from '../../config/contract/incident.ts';
import type { IncidentActRow, JournalRow } from '../storage/schema.ts';

/** Undefined of any other row, and of one that had to be forgotten. */
export function actOf({ seq, atMs, kind, subject, body }: JournalRow): IncidentActRow | undefined {
  if (kind !== 'incident' || body === null) return undefined;
  // Typed by its kind when it was recorded; one from before there were words has none.
  const { last, state, assignments, spotTask }: Partial<Incident> = JSON.parse(body);
  if (!last || !state) return undefined;
  const lead = assignments?.find(
    (each) => each.role === 'lead' && each.state !== 'returned' && each.state !== 'withdrawn',
  );
  return {
    ...{ seq, incidentId: subject, atMs, act: last.act, personId: last.by?.personId ?? null, state },
    leadUnitId: lead?.unitId ?? null,
    taskDueAtMs: spotTask?.dueAtMs ?? null,
    taskPersonId: spotTask?.people[0]?.personId ?? null,
  };
}
