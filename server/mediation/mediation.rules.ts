/** What a mediation becomes by each step, who is in it, and what anybody else may know. Pure. */
import { AppError } from '../../config/contract/errors.ts';
import type { Incident, IncidentWord, Named } from '../../config/contract/incident.ts';
import {
  MEDIATION_RULES,
  type Mediation,
  type MediationAct,
  type MediationActName,
  type MediationStatus,
} from '../../config/contract/mediation.ts';
import { type Holder, mayReachTo } from '../../config/contract/rights.ts';

type Case = Pick<Incident, 'assignments' | 'scope'>;
type Acting = { by: Named; nowMs: number; mediator: Named | null };

/** Whoever registered it, the mediator, and who handles it for the unit that leads. */
export function isIn(
  personId: string,
  { assignments }: Pick<Case, 'assignments'>,
  mediation: Pick<Mediation, 'registeredBy' | 'mediator'> | undefined,
): boolean {
  const handles = assignments.some(
    ({ role, state, handler }) =>
      role === 'lead' && state !== 'returned' && state !== 'withdrawn' && handler?.personId === personId,
  );
  return (
    handles ||
    (mediation !== undefined &&
      (mediation.registeredBy.personId === personId || mediation.mediator?.personId === personId))
  );
}

/** The desk names the mediator without seeing whom it is about; everything else is done by those in it. */
export function mayMediate(
  holder: Holder & { id: string },
  act: MediationActName,
  { incident, mediation }: { incident: Case; mediation: Mediation | undefined },
): boolean {
  const { belonging, cameraGroupId } = incident.scope;
  const isDesk = belonging !== undefined && mayReachTo(holder, 'incident.dispatch', { belonging, cameraGroupId });
  const isInside = isIn(holder.id, incident, mediation);
  if (act === 'assign') return isDesk;
  if (act === 'register') return isDesk || isInside;
  return isInside;
}

/** Whether it can come next, whoever does it. What was agreed is looked after once at least before it is closed. */
export function isNext(act: MediationActName, mediation: Mediation | undefined): boolean {
  if (!MEDIATION_RULES[act].includes(mediation?.state ?? 'none')) return false;
  return act !== 'close' || mediation?.state !== 'agreed' || mediation.visits.length > 0;
}

/** Errors: MEDIATION_CANNOT_MOVE, MEDIATION_CHANGED, MEDIATION_NOT_VISITED. */
export function mediated(
  before: Mediation | undefined,
  act: MediationAct,
  { incidentId, by, nowMs, mediator }: Acting & { incidentId: string },
): Mediation {
  if (!isNext(act.act, before)) {
    if (act.act === 'close' && before?.state === 'agreed') throw new AppError('MEDIATION_NOT_VISITED');
    throw new AppError('MEDIATION_CANNOT_MOVE', { act: act.act, state: before?.state ?? 'none' });
  }
  const at = { by, atMs: nowMs };
  if (act.act === 'register' || !before) {
    const parties = act.act === 'register' ? act.parties : [];
    return {
      ...{ incidentId, version: 1, state: 'registered', parties, mediator: null, sessions: [], agreement: null },
      ...{ failure: null, visits: [], closing: null, registeredBy: by, registeredAtMs: nowMs },
    };
  }
  if (act.version !== before.version) throw new AppError('MEDIATION_CHANGED');
  const next = { ...before, version: before.version + 1 };
  switch (act.act) {
    case 'parties':
      return { ...next, parties: act.parties };
    case 'assign':
      return { ...next, mediator, state: before.state === 'mediating' ? 'mediating' : 'assigned' };
    case 'session': {
      const { day, place, said, result } = act;
      return { ...next, state: 'mediating', sessions: [...before.sessions, { day, place, said, result, ...at }] };
    }
    case 'agree':
      return { ...next, state: 'agreed', agreement: { text: act.text, dueDay: act.dueDay, ...at } };
    case 'fail':
      return { ...next, state: 'failed', failure: { note: act.note, ...at } };
    case 'visit': {
      const { day, isKept, note } = act;
      return { ...next, visits: [...before.visits, { day, isKept, note, ...at }] };
    }
    case 'close':
      return { ...next, state: 'closed', closing: { note: act.note, ...at } };
  }
}

/** Without a name of the parties, and without a word that was said. */
export function statusOf(mediation: Mediation): MediationStatus {
  const { incidentId, version, state, mediator, sessions, visits, agreement } = mediation;
  return {
    ...{ incidentId, version, state, mediator, dueDay: agreement?.dueDay ?? null },
    ...{ sessionCount: sessions.length, visitCount: visits.length },
  };
}

/** The line of the command log: that it was done, and by whom. */
export function mediationWord(act: MediationAct, by: Named, unitName: string, mediator: Named | null): IncidentWord {
  const about = act.act === 'assign' ? (mediator?.name ?? '') : act.act === 'agree' ? act.dueDay : '';
  return { act: `mediation.${act.act}`, by, unitName, note: '', about, position: null };
}
