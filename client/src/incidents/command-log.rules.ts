/** Acts and evidence of an incident in one order. Pure. */
import type { IncidentEvidence } from '../../../config/contract/evidence.ts';
import type { IncidentLog } from '../../../config/contract/incident.ts';

export type Line = IncidentLog['lines'][number];

/** By time; of one moment the act comes first. */
export function logInOrder(lines: readonly Line[], evidence: readonly IncidentEvidence[]): (Line | IncidentEvidence)[] {
  const atMs = (each: Line | IncidentEvidence) => ('addedAtMs' in each ? each.addedAtMs : each.atMs);
  return [...lines, ...evidence].toSorted((one, other) => atMs(one) - atMs(other));
}
