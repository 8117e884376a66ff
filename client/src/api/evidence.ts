/** Evidence goes up and comes down as bytes, beside the typed routes. */
import { IncidentEvidence } from '../../../config/contract/evidence.ts';
import type { Position } from '../../../config/contract/place.ts';
import { ask, failureFrom } from './api.ts';

export type SentEvidence = {
  incidentId: string;
  /** Made by the sender: the same id is the same evidence. */
  evidenceId: string;
  kind: IncidentEvidence['kind'];
  bytes: Blob;
  takenAtMs: number | null;
  position: Position | null;
  note: string;
};

export function evidenceUrl({ incidentId, id }: Pick<IncidentEvidence, 'incidentId' | 'id'>): string {
  return `/api/incidents/${encodeURIComponent(incidentId)}/evidence/${encodeURIComponent(id)}`;
}

export async function sendEvidence(sent: SentEvidence): Promise<IncidentEvidence> {
  const { incidentId, evidenceId, kind, bytes, takenAtMs, position, note } = sent;
  const query = new URLSearchParams({
    kind,
    ...(takenAtMs !== null && { takenAtMs: String(takenAtMs) }),
    ...(position && { longitude: String(position.longitude), latitude: String(position.latitude) }),
    ...(note !== '' && { note }),
  });
  const address = `${evidenceUrl({ incidentId, id: evidenceId })}?${query}`;
  const response = await ask(address, { method: 'POST', body: bytes });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw failureFrom(answer, response.status);
  return IncidentEvidence.parse(answer);
}
