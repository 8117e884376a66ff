/** Acts and evidence of an incident in one order, and as far as they had come by a moment; null: by now. Pure. */
import type { IncidentEvidence } from '../../../config/contract/evidence.ts';
import type { IncidentLog } from '../../../config/contract/incident.ts';

export type Line = IncidentLog['lines'][number];

/** By time; of one moment the act comes first. */
export function logInOrder(lines: readonly Line[], evidence: readonly IncidentEvidence[]): (Line | IncidentEvidence)[] {
  const atMs = (each: Line | IncidentEvidence) => ('addedAtMs' in each ? each.addedAtMs : each.atMs);
  return [...lines, ...evidence].toSorted((one, other) => atMs(one) - atMs(other));
}

export function evidenceBy(
  evidence: readonly IncidentEvidence[],
  momentMs: number | null,
): readonly IncidentEvidence[] {
  return momentMs === null ? evidence : evidence.filter(({ addedAtMs }) => addedAtMs <= momentMs);
}

/** Of a notice that was sent by then, it is not told who has read it since. When sending failed nobody wrote down. */
export function logBy(log: IncidentLog, momentMs: number | null): IncidentLog {
  if (momentMs === null) return log;
  const isSaid = ({ atMs }: { atMs: number }) => atMs <= momentMs;
  const by = (atMs: number | null) => (atMs !== null && atMs <= momentMs ? atMs : null);
  return {
    lines: log.lines.filter(isSaid),
    notices: log.notices.filter(isSaid).map((notice) => ({
      ...notice,
      deliveredAtMs: by(notice.deliveredAtMs),
      onPhoneAtMs: by(notice.onPhoneAtMs),
      readAtMs: by(notice.readAtMs),
      sentOnAtMs: by(notice.sentOnAtMs),
      sendingFailure: '',
    })),
  };
}
