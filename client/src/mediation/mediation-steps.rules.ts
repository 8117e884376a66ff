/** Which steps of a mediation are done. Pure. */
import type { MediationStatus } from '../../../config/contract/mediation.ts';

const STEPS = ['register', 'assign', 'session', 'agree', 'visit', 'close'] as const;
type Step = (typeof STEPS)[number];
export type StepLook = 'done' | 'failed' | 'open';

export function stepLooks(status: Omit<MediationStatus, 'incidentId' | 'version'>): [Step, StepLook][] {
  const { state, mediator, sessionCount, visitCount, dueDay } = status;
  const done: Record<Step, boolean> = {
    register: true,
    assign: mediator !== null,
    session: sessionCount > 0,
    agree: dueDay !== null,
    visit: visitCount > 0,
    close: state === 'closed',
  };
  const hasFailed = state === 'failed' || (state === 'closed' && dueDay === null);
  return STEPS.map((step) => {
    if (done[step]) return [step, 'done'];
    return [step, hasFailed && step === 'agree' ? 'failed' : 'open'];
  });
}
