/** Whether there is a picture of how it was left, before somebody closes it. Pure. */
import type { IncidentEvidence } from '../../../config/contract/evidence.ts';
import { type Incident, leadOf } from '../../../config/contract/incident.ts';

/** Taken since whoever leads was there, or took it over: the last pictures are sent with the words that it is done. */
export function hasPictureOfResult(
  evidence: readonly Pick<IncidentEvidence, 'kind' | 'takenAtMs' | 'addedAtMs'>[],
  incident: Pick<Incident, 'assignments'>,
): boolean {
  const lead = leadOf(incident);
  const sinceMs = lead?.arrivedAtMs ?? lead?.acceptedAtMs ?? 0;
  return evidence.some(({ kind, takenAtMs, addedAtMs }) => kind === 'picture' && (takenAtMs ?? addedAtMs) >= sinceMs);
}
